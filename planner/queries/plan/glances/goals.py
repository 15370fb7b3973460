"""The goals of a plan at a glance: who stands by each."""

import datetime
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from planner.models.kinds import GoalStatus, Side
from planner.queries.plan.goals import GoalCard, Signature
from planner.queries.plan.members import MemberRow
from planner.queries.plan.plan_page import PlanPage

_GOALS, _NEVER = 10, datetime.date.max


class Mark(enum.StrEnum):
    """How a side stands to a goal."""

    SIGNED = "signed"
    ASKED = "asked"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class SideMark:
    """Whose the mark is: who has signed, or who could; nobody where the side has no member."""

    side: Side
    name: str | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class GoalLine:
    card: GoalCard
    marks: tuple[SideMark, SideMark]

    @property
    def waits(self) -> bool:
        """Whether a signature is missing or asked for again."""
        is_live = self.card.goal.status is GoalStatus.ACTIVE
        return is_live and any(one.mark is not Mark.SIGNED for one in self.marks)

    @property
    def _urgency(self) -> tuple[bool, bool, bool, datetime.date]:
        goal = self.card.goal
        is_asked = any(one.mark is Mark.ASKED for one in self.marks)
        is_over = goal.status is not GoalStatus.ACTIVE
        return is_over, not is_asked, not self.waits, goal.due_on or _NEVER


@dataclass(frozen=True, slots=True)
class GoalsGlance:
    lines: list[GoalLine]
    count: int
    shared: int
    waiting: int


def goals_glance(page: PlanPage) -> GoalsGlance:
    """First what is asked for again, then what is not signed, then by day."""
    found = [GoalLine(card, marks(card, page.members)) for card in page.goals]
    found.sort(key=lambda line: line._urgency)  # noqa: SLF001 - its own order
    shared = sum(card.is_shared for card in page.goals)
    return GoalsGlance(found[:_GOALS], len(found), shared, sum(line.waits for line in found))


def marks(card: GoalCard, members: Sequence[MemberRow]) -> tuple[SideMark, SideMark]:
    """How the generalist side and then the specialist side stand to a goal."""
    return (_mark(card, Side.GENERALIST, members), _mark(card, Side.SPECIALIST, members))


def _mark(card: GoalCard, side: Side, members: Sequence[MemberRow]) -> SideMark:
    signed = card.signed_by(side)
    if signed:
        asked = next((one for one in signed if _stands_by_another(one, card)), None)
        return SideMark(side, (asked or signed[0]).name, Mark.ASKED if asked else Mark.SIGNED)
    able = [one for one in members if one.side is side]
    fitting = [one for one in able if card.field and one.field == card.field]
    return SideMark(side, next((one.name for one in fitting + able), None), Mark.UNSIGNED)


def _stands_by_another(signature: Signature, card: GoalCard) -> bool:
    """Whether it is under another target than the goal has now."""
    other = signature.target is not None and signature.target != card.goal.target
    return signature.asked_again or other
