"""How one-sided the collaboration is: five pairs of counts, one for each side, in the window."""

from collections.abc import Container, Sequence
from math import lcm

from planner.rating.rounding import half_up
from planner.rating.situation import Situation
from planner.rating.value import value
from planner.rating.words import RatedSide


@value
class Pair:
    generalist: int
    specialist: int

    @property
    def is_empty(self) -> bool:
        return self.generalist == 0 and self.specialist == 0

    @property
    def smaller(self) -> int:
        return min(self.generalist, self.specialist)

    @property
    def larger(self) -> int:
        return max(self.generalist, self.specialist)

    @property
    def sum(self) -> int:
        return self.generalist + self.specialist


@value
class OneSidedness:
    """`number` from 0 to 100, None with too few pairs; `leaning` is None on a tie."""

    number: int | None
    is_flagged: bool
    leaning: RatedSide | None


def one_sidedness_of(plan: Situation) -> OneSidedness:
    """The one-sidedness of the plan, with the side that it leans to."""
    limits = plan.thresholds
    pairs = [pair for pair in pairs_of(plan) if not pair.is_empty]
    number = one_sidedness(pairs) if pairs and len(pairs) >= limits.one_sidedness_pairs else None
    flagged = number is not None and number >= limits.one_sidedness_flag
    return OneSidedness(number, flagged and bool(plan.specialist_members), leaning(pairs))


def one_sidedness(pairs: list[Pair]) -> int:
    """`100 * (1 - mean of the balances)`, rounded half up, of pairs that are not empty.

    The balances (the smaller count over the larger) are brought to one denominator, so that
    nothing is rounded before the end.
    """
    denominator = lcm(*[pair.larger for pair in pairs])
    balances = sum([pair.smaller * (denominator // pair.larger) for pair in pairs])
    whole = denominator * len(pairs)
    return half_up(100 * (whole - balances), whole)


def leaning(pairs: list[Pair]) -> RatedSide | None:
    """The side with the larger sum of its shares over the pairs; on a tie there is none.

    The shares of a pair without counts are 0 for both, so that `pairs` may leave it out. The
    difference of the shares is brought to one denominator.
    """
    denominator = lcm(*[pair.sum for pair in pairs])
    tilt = sum([(pair.generalist - pair.specialist) * (denominator // pair.sum) for pair in pairs])
    if tilt == 0:
        return None
    return RatedSide.GENERALIST if tilt > 0 else RatedSide.SPECIALIST


def pairs_of(plan: Situation) -> tuple[Pair, ...]:
    """Goals, activities, contacts, log and ideas, in the specification's order.

    Goals are those live now, whenever they were committed to: a goal's status carries no date.
    """
    ideas = [idea.proposed_by for idea in plan.facts.ideas if plan.day.in_window(idea.on)]
    return (
        _pair([goal.first_commitments for goal in plan.live_goals]),
        Pair(*plan.assignees_by_side),
        _pair([contact.sides for contact in plan.contacts]),
        Pair(*plan.authors_by_side),
        Pair(*plan.counts_by_side(ideas)),
    )


def _pair(items: Sequence[Container[RatedSide]]) -> Pair:
    """The number of items that have each of the two sides in them."""
    return Pair(
        sum([RatedSide.GENERALIST in sides for sides in items]),
        sum([RatedSide.SPECIALIST in sides for sides in items]),
    )
