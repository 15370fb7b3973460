"""Plans of periods that are over."""

from collections.abc import Iterable

from planner.actions.plan import goals, plans
from planner.models.kinds import GoalStatus
from planner.seeds import steps, terms
from planner.seeds.story import Story
from planner.seeds.timeline import Script


def earlier_plan(story: Story) -> Iterable[Script]:
    """The plan of the year before, which went well and is closed."""
    yield from (
        terms.founding(story, 640, among=story.specialists),
        terms.goal(story, 630, story.owner, story.owner, story.main, field=story.field),
        steps.visit(story, 520, story.owner, story.main, topic=story.texts.talk(story.field)),
        steps.visit(story, 410, story.main, story.owner, topic=story.texts.talk(story.field)),
        _closing(story, story.start + 20),
    )


def period_over(story: Story) -> Iterable[Script]:
    """A plan that was closed, with none after it yet."""
    yield from (
        terms.founding(story, 390, among=story.specialists),
        terms.goal(story, 380, story.owner, story.owner, story.main, field=story.field),
        steps.visit(story, 220, story.owner, story.main, topic=story.texts.talk(story.field)),
        _closing(story, 19),
    )


def _closing(story: Story, on: int) -> Script:
    yield on
    for goal in story.plan.goals:
        goals.update(goal, {"status": GoalStatus.REACHED, "current": goal.target}, by=story.owner)
    plans.close(story.plan, by=story.owner)
