"""Live goals: who has committed to them, and whether they are shared."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from planner.rating.contacts import SideOf
from planner.rating.facts import GoalFact
from planner.rating.value import value
from planner.rating.words import BOTH_SIDES, RatedSide


@value
class LiveGoal:
    """A live goal with the day of each side's first commitment."""

    goal: GoalFact
    first_commitments: dict[RatedSide, date]
    targets_agree: bool

    @property
    def carries_both_sides(self) -> bool:
        return self.first_commitments.keys() == BOTH_SIDES

    @property
    def both_sides_since(self) -> date | None:
        """The day of the commitment that made the goal carry both sides."""
        return max(self.first_commitments.values()) if self.carries_both_sides else None

    @property
    def is_shared(self) -> bool:
        return self.carries_both_sides and self.targets_agree

    @property
    def reference(self) -> str:
        return self.goal.reference


def live_goals(goals: Iterable[GoalFact], side_of: SideOf, percent: int) -> tuple[LiveGoal, ...]:
    """The live goals among these; `percent` is by how much agreeing targets may differ."""
    return tuple(
        LiveGoal(goal, _first_commitments(goal, side_of), targets_agree(goal, percent))
        for goal in goals
        if goal.is_live
    )


def _first_commitments(goal: GoalFact, side_of: SideOf) -> dict[RatedSide, date]:
    first: dict[RatedSide, date] = {}
    for commitment in goal.commitments:
        side = side_of.get(commitment.person)
        if side is not None and (side not in first or commitment.on < first[side]):
            first[side] = commitment.on
    return first


def targets_agree(goal: GoalFact, percent: int) -> bool:
    """Whether the targets are all absent, or all there and within `percent` of the larger value.

    Every commitment's target counts, also that of an executive sponsor or a team lead: the
    specification says "every commitment", not "every commitment of the two sides". A goal's own
    target counts only where a commitment has none.
    """
    targets = {
        goal.target if commitment.target is None else commitment.target
        for commitment in goal.commitments
    }
    if len(targets) <= 1:
        return True
    # Fractions, because a decimal's difference is rounded to 28 places.
    values = [Fraction(target) for target in targets if target is not None]
    if len(values) < len(targets):
        return False
    smallest, largest = min(values), max(values)
    return 100 * (largest - smallest) <= percent * max(abs(smallest), abs(largest))
