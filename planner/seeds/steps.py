"""What people do again and again, each as a script: meet, call, plan, ask, sign."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from planner import clock
from planner.actions.plan import activities, conversations
from planner.models import Activity, Person
from planner.models.kinds import ActivityKind, Channel
from planner.seeds.story import Story
from planner.seeds.texts import GENERAL, Topic
from planner.seeds.timeline import Script

PREPARED = 6  # days between arranging a visit and making it
_WITH_CUSTOMER = frozenset({"visit", "call", "video", "workshop", "event"})
_VISITS = {
    (ActivityKind.VISIT, False): "Besuch",
    (ActivityKind.VISIT, True): "Gemeinsamer Besuch",
    (ActivityKind.VIDEO, False): "Videogespräch",
    (ActivityKind.VIDEO, True): "Gemeinsames Videogespräch",
}
_CHANNELS = {ActivityKind.VISIT: Channel.VISIT, ActivityKind.VIDEO: Channel.VIDEO}


def visit(
    story: Story,
    on: int,
    leader: Person,
    *others: Person,
    topic: Topic | None = None,
    next_step: bool = True,
) -> Script:
    """A visit that `leader` arranges; with a topic it is written up on its day."""
    yield on + PREPARED
    activity = _planned_visit(story, on, leader, others, topic)
    yield on
    activities.finish(activity, by=leader)
    if topic is not None:
        write_up(story, topic, leader, others, activity=activity, next_step=next_step)


def _planned_visit(
    story: Story, on: int, leader: Person, others: Sequence[Person], topic: Topic | None
) -> Activity:
    kind = ActivityKind.VIDEO if story.happens(0.2) else ActivityKind.VISIT
    about = topic.title if topic else story.texts.draw("activities")["title"]
    values = {
        "title": f"{_VISITS[kind, bool(others)]}: {about}",
        "kind": kind,
        "customer_facing": True,
        **story.aimed_at(topic.field if topic else GENERAL),
        "assignee": leader,
        "assignee_id": leader.id,
        "due_on": story.day(on),
        "effort_hours": Decimal(story.chance.choice([2, 3, 4])),
    }
    return activities.create(story.plan, values, by=leader, participants=others)


def write_up(
    story: Story,
    topic: Topic,
    author: Person,
    others: Sequence[Person] = (),
    *,
    activity: Activity | None = None,
    next_step: bool = True,
) -> None:
    """Log the next step of a topic; without an activity it was a call or a mail."""
    state, summary, ahead = topic.step()
    channel = story.chance.choice([Channel.CALL, Channel.CALL, Channel.VIDEO, Channel.EMAIL])
    if activity is not None:
        channel = _CHANNELS[activity.kind]
    if channel is Channel.VISIT and story.happens(0.6):
        summary = f"{summary} {story.texts.draw('asides')}"
    values = {
        "on": clock.today(),
        "channel": channel,
        "summary": story.filled(summary),
        "state": state,
        "next_step": (ahead or None) if next_step else None,
        "activity": activity,
    }
    talk = story.conversation(topic, author)
    there = story.contacts[: story.chance.randint(1, 2)]
    conversations.log(talk, values, by=author, participants=others, contacts=there)


def call(story: Story, on: int, author: Person, topic: Topic) -> Script:
    """Somebody talks to the customer alone and writes it down."""
    yield on
    write_up(story, topic, author)


def task(
    story: Story,
    created: int,
    by: Person,
    *,
    due: int,
    field: str = GENERAL,
    assignee: Person | None = None,
    done: int | None = None,
) -> Script:
    """An activity without the customer; without an assignee it lies in the pool."""
    yield created
    told = _told_task(story, field, with_customer=done is None)
    values: dict[str, Any] = {
        "title": told["title"],
        "kind": ActivityKind(told["kind"]),
        "customer_facing": told["kind"] in _WITH_CUSTOMER,
        **story.aimed_at(field),
        "assignee": assignee,
        "assignee_id": assignee.id if assignee else None,
        "due_on": story.day(due),
        "effort_hours": _hours_for(told["title"]),
    }
    if story.happens(0.25):
        values["internal_note"] = story.texts.draw("internal_notes")
    activity = activities.create(story.plan, values, by=by)
    if done is not None and assignee is not None:
        yield done
        activities.finish(activity, by=assignee)


def _hours_for(title: str) -> Decimal | None:
    """Somewhat at random, but without drawing from the story's chance; some say no hours."""
    number = len(title) % 6
    return Decimal(number) / 2 + 1 if number else None


def _told_task(story: Story, field: str, *, with_customer: bool) -> Any:
    told = story.texts.draw("activities", field)
    while told["kind"] in _WITH_CUSTOMER and not with_customer:
        told = story.texts.draw("activities", field)
    return told
