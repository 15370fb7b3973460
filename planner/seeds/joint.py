"""Parts of the stories in which the two sides go to the customer together."""

from collections.abc import Iterable
from decimal import Decimal

from planner.actions.plan import goals, ideas, requests, reviews
from planner.models.kinds import Origin, RequestKind, TalkState
from planner.seeds import steps, terms
from planner.seeds.story import Story
from planner.seeds.texts import GENERAL
from planner.seeds.timeline import Script


def visits(story: Story, *, next_step: bool = True) -> Iterable[Script]:
    """Both go, now one leading, now the other, and whoever leads writes it down."""
    owner, main = story.owner, story.main
    topic, other = story.texts.talk(story.field), story.texts.talk(story.field)
    for on, leader, guest, about in (
        (148, owner, main, topic),
        (97, main, owner, topic),
        (50, owner, main, topic),
        (21, main, owner, other),
    ):
        yield steps.visit(story, story.about(on), leader, guest, topic=about, next_step=next_step)


def visits_without_next_step(story: Story) -> Iterable[Script]:
    return visits(story, next_step=False)


def visits_led_by_specialist(story: Story) -> Iterable[Script]:
    """The owner comes along, and leaves all the work to the other side."""
    topic = story.texts.talk(story.field)
    for on in (149, 104, 61, 24):
        yield steps.visit(story, story.about(on), story.main, story.owner, topic=topic)
    yield steps.call(story, 33, story.owner, story.texts.talk())
    for created, due in ((45, 20), (12, -8)):
        yield steps.task(
            story, created, story.main, assignee=story.main, due=due, field=story.field
        )


def calls(story: Story) -> Iterable[Script]:
    """Each talks to the customer in between, about matters that come to some end."""
    ends = (TalkState.WON, TalkState.LOST, TalkState.PARKED)
    end = story.chance.choice(ends)
    own = story.texts.talk_in(GENERAL, TalkState.RAISED, TalkState.ANALYSIS, end)
    fields = [field.name for field in story.fields]
    theirs = story.texts.talk_in(fields[-1], TalkState.INTEREST, TalkState.DECISION)
    yield from (steps.call(story, story.about(on), story.owner, own) for on in (132, 70, 40))
    last = story.specialists[-1]
    yield from (steps.call(story, story.about(on), last, theirs) for on in (112, 36))


def shared_goals(story: Story) -> Iterable[Script]:
    """Both sides sign every goal."""
    owner, on = story.owner, story.start - 4
    yield terms.goal(story, on, owner, owner, story.main, field=story.field)
    yield terms.goal(story, on, story.main, story.main, owner, field=story.field)
    yield terms.goal(story, on, owner, owner, *story.specialists)
    for other in story.specialists[1:]:
        if other.field is not None:
            yield terms.goal(story, on - 5, other, other, owner, field=other.field.name)


def goals_from_above(story: Story) -> Iterable[Script]:
    """The lead writes the goals, and the owner alone signs them."""
    for field in (story.field, story.field, GENERAL):
        yield terms.goal(
            story, story.start - 3, story.lead, story.owner, field=field, origin=Origin.TOP_DOWN
        )


def _pulling_apart(story: Story) -> Script:
    """The owner raises the target of a signed goal by half; the other side stays with the old."""
    yield 55
    signed = story.plan.goals[0]
    target = (signed.target or Decimal(0)) * 3 / 2
    goals.update(signed, {"target": target}, by=story.owner)


def pulled_apart(story: Story) -> Iterable[Script]:
    return [_pulling_apart(story)]


def specialist_ideas(story: Story) -> Iterable[Script]:
    """The specialist proposes, the owner takes up one of the ideas and leaves another open."""
    return [
        _idea(story, 118, adopted=103),
        _idea(story, 44, adopted=None),
    ]


def _idea(story: Story, on: int, adopted: int | None) -> Script:
    yield on
    told = story.texts.draw("ideas", story.field)
    values = {"title": told["title"], "benefit": told["benefit"], "field": story.main.field}
    idea = ideas.create(story.plan, values, by=story.main)
    if adopted is not None:
        yield adopted
        ideas.adopt(idea, by=story.owner)


def own_idea(story: Story) -> Iterable[Script]:
    """An idea of the owner's, which is turned down."""
    yield _own_idea(story)


def _own_idea(story: Story) -> Script:
    yield 80
    told = story.texts.draw("ideas")
    idea = ideas.create(story.plan, dict(told), by=story.owner)
    yield 66
    ideas.reject(idea, by=story.main)


def joint_reviews(story: Story) -> Iterable[Script]:
    return [_review(story, story.about(on)) for on in (140, 72, 26)]


def review_long_ago(story: Story) -> Iterable[Script]:
    return [_review(story, 170)]


def _review(story: Story, on: int) -> Script:
    yield on
    reviews.create(
        story.plan,
        {"outcome": story.texts.draw("review_outcomes")},
        by=story.owner,
        attendees=[*story.specialists, story.lead],
        decisions=[story.texts.draw("review_decisions") for _ in range(2)],
    )


def work(story: Story) -> Iterable[Script]:
    """Things to do on both sides: done, due and to come, and one that anybody may take."""
    owner, main, field = story.owner, story.main, story.field
    return [
        steps.task(story, 90, main, assignee=main, due=60, done=63, field=field),
        steps.task(story, 58, owner, assignee=owner, due=45, done=44),
        steps.task(story, 12, owner, assignee=owner, due=story.chance.randint(-9, 2)),
        steps.task(story, 11, owner, assignee=main, due=story.chance.randint(-16, 0), field=field),
        steps.task(story, 7, main, due=-20, field=story.uncovered.name),
        steps.task(story, 4, owner, due=-15, field=field),
    ]


def broken_promises(story: Story) -> Iterable[Script]:
    """The specialist has taken on three things, and all of them are long overdue."""
    main = story.main
    return [
        steps.task(story, created, main, assignee=main, due=due, field=story.field)
        for created, due in ((92, 52), (81, 44), (60, 33))
    ]


def introduction_granted(story: Story) -> Iterable[Script]:
    """The other specialist asked to be introduced, and was."""
    if len(story.specialists) > 1:
        yield _introduction(story)


def _introduction(story: Story) -> Script:
    yield 17
    asked = requests.create(story.plan, RequestKind.INTRODUCTION, by=story.specialists[-1])
    yield 9
    requests.accept(asked, by=story.owner)
