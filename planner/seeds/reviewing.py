"""A review that was held with its minutes, and the next one, which is being prepared."""

from collections.abc import Iterable

from planner import clock
from planner.actions.plan import planned_reviews, reviews
from planner.actions.plan.reviews import Task
from planner.queries.plan import agendas
from planner.seeds.story import Story
from planner.seeds.timeline import Script


def reviewed_together(story: Story) -> Iterable[Script]:
    """The last review was a fortnight ago; the next one is to be in three days."""
    yield _held(story)
    yield _prepared(story)


def _held(story: Story) -> Script:
    yield 20
    owner, main = story.owner, story.main
    review = planned_reviews.create(
        story.plan, {"on": story.day(14)}, by=owner, attendees=story.specialists
    )
    yield 14
    told = story.texts.draw("minutes")
    reviews.write(review, {"outcome": story.filled(told["owner"])}, by=owner)
    both = story.filled(told["owner"] + told["specialist"])
    reviews.write(review, {"outcome": both}, by=main)
    task = Task(told["decision"], assignee=main, due_on=story.day(-9))
    reviews.decide(review, task, by=main, becomes_activity=True)
    reviews.decide(review, Task(told["agreement"]), by=owner, becomes_activity=False)
    agenda = agendas.agenda_of_review(review, symptoms=True, at_once=True)
    planned_reviews.hold(
        review,
        {"on": clock.today()},
        by=owner,
        attendees=review.attendees,
        agenda=agenda.as_json(),
    )


def _prepared(story: Story) -> Script:
    yield 3
    planned_reviews.create(
        story.plan,
        {"on": story.day(-3)},
        by=story.main,
        attendees=[story.owner, *story.specialists[1:]],
    )
