"""What nobody has decided or answered, at a glance."""

from dataclasses import dataclass

from planner.queries.plan import ideas, questions
from planner.queries.plan.ideas import IdeaCard
from planner.queries.plan.plan_page import PlanPage
from planner.queries.plan.questions import QuestionCard

_DECISIONS = 3


@dataclass(frozen=True, slots=True)
class DecisionsGlance:
    """`count` is how many wait together."""

    ideas: list[IdeaCard]
    questions: list[QuestionCard]
    count: int


def decisions_glance(page: PlanPage) -> DecisionsGlance:
    """The ideas that nobody has decided on, and the questions that nobody has answered."""
    waiting = [one for one in ideas.ideas_of_plan(page.plan.id) if not one.is_decided]
    asked = [one for one in questions.questions_of_plan(page.plan.id) if one.is_open]
    room = max(1, _DECISIONS - len(asked))
    shown = waiting[:room]
    return DecisionsGlance(shown, asked[: _DECISIONS - len(shown)], len(waiting) + len(asked))
