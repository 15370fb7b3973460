"""How one-sided the collaboration is: five pairs of counts, one for each side, in the window."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from planner.rating.rounding import half_up
from planner.rating.situation import Situation
from planner.rating.words import Side


@dataclass(frozen=True, slots=True)
class Pair:
    generalist: int
    specialist: int

    @property
    def is_empty(self) -> bool:
        return self.generalist == 0 and self.specialist == 0

    @property
    def balance(self) -> Fraction:
        """The smaller count over the larger, of a pair that is not empty."""
        larger = max(self.generalist, self.specialist)
        return Fraction(min(self.generalist, self.specialist), larger)

    @property
    def tilt(self) -> Fraction:
        """The generalist side's share less the specialist side's, of a pair that is not empty."""
        return Fraction(self.generalist - self.specialist, self.generalist + self.specialist)


@dataclass(frozen=True, slots=True)
class OneSidedness:
    """`number` from 0 to 100, None with too few pairs; `leaning` is None on a tie."""

    number: int | None
    is_flagged: bool
    leaning: Side | None


def one_sidedness_of(plan: Situation) -> OneSidedness:
    """The one-sidedness of the plan, with the side that it leans to."""
    limits = plan.thresholds
    pairs = [pair for pair in pairs_of(plan) if not pair.is_empty]
    number = one_sidedness(pairs) if pairs and len(pairs) >= limits.one_sidedness_pairs else None
    flagged = number is not None and number >= limits.one_sidedness_flag
    return OneSidedness(number, flagged and bool(plan.specialist_members), leaning(pairs))


def one_sidedness(pairs: list[Pair]) -> int:
    """`100 * (1 - mean of the balances)`, rounded half up."""
    mean = sum((pair.balance for pair in pairs), Fraction()) / len(pairs)
    return half_up(100 * (1 - mean))


def leaning(pairs: list[Pair]) -> Side | None:
    """The side with the larger sum of its shares over the pairs; on a tie there is none.

    The shares of a pair without counts are 0 for both, so that it does not matter here.
    """
    tilt = sum(pair.tilt for pair in pairs)
    if tilt == 0:
        return None
    return Side.GENERALIST if tilt > 0 else Side.SPECIALIST


def pairs_of(plan: Situation) -> tuple[Pair, ...]:
    """Goals, activities, contacts, log and ideas, in the specification's order.

    Goals are those live now, whenever they were committed to: a goal's status carries no date.
    """
    ideas = (idea for idea in plan.facts.ideas if plan.day.in_window(idea.on))
    return (
        _pair(goal.first_commitments for goal in plan.live_goals),
        _pair(_side(plan, activity.assignee) for activity in plan.window_activities),
        _pair(contact.sides for contact in plan.contacts),
        _pair(_side(plan, entry.author) for entry in plan.window_entries),
        _pair(_side(plan, idea.proposed_by) for idea in ideas),
    )


def _pair(items: Iterable[Iterable[Side]]) -> Pair:
    """The number of items that have each of the two sides in them."""
    generalist = specialist = 0
    for sides in items:
        generalist += Side.GENERALIST in sides
        specialist += Side.SPECIALIST in sides
    return Pair(generalist, specialist)


def _side(plan: Situation, person: str | None) -> tuple[Side, ...]:
    side = None if person is None else plan.side_of.get(person)
    return () if side is None else (side,)
