"""Looks for the fewest steps to a higher age: all single ones, all pairs, then further on."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from planner.rating.ages import ORDER
from planner.rating.situation import Situation
from planner.rating.way.height import Height, age_now
from planner.rating.way.steps import StepKind, WayStep, after, after_all, in_order
from planner.rating.way.table import PossibleSteps
from planner.rating.way.touching import can_end
from planner.rating.words import Age

ChosenSteps: TypeAlias = tuple[WayStep, ...]
WayFound: TypeAlias = tuple[ChosenSteps, Age]
_Tried: TypeAlias = tuple[ChosenSteps, Situation]

MOST_FOR_PAIRS = 300
"""With more steps than any plan of people has, pairs would take minutes and are not tried."""


class Search:
    """The search on one plan as it stood on a day, which stands at that height."""

    def __init__(self, plan: Situation, height: Height) -> None:
        self._plan = plan
        self._height = height
        self._steps = PossibleSteps(plan)

    def fewest(self) -> WayFound | None:
        """The steps in their order, and the age that they lead to; None if nothing is found."""
        start: _Tried = (), self._plan
        for tried in (self._singles(start), self._pairs(start)):
            if answer := _best(self._reached(tried)):
                return answer
        return _best(self._grown(start))

    def _singles(self, start: _Tried) -> Iterator[_Tried]:
        taken, plan = start
        for step in self._steps.possible(taken, plan):
            yield (*taken, step), after(plan, step)

    def _pairs(self, start: _Tried) -> Iterator[_Tried]:
        """Each pair that can lift, once: the step that comes first in the table is done first, and
        the second must end all that still holds the plan."""
        singles = list(self._singles(start))
        if len(singles) > MOST_FOR_PAIRS:
            return
        for (*taken, first), plan in singles:
            held = self._height.holding(plan)
            for second in self._steps.possible((*taken, first), plan):
                if second.place >= first.place and all(can_end(second.kind, it) for it in held):
                    yield (*taken, first, second), after(plan, second)

    def _reached(self, tried: Iterable[_Tried]) -> Iterator[WayFound]:
        for steps, plan in tried:
            if age := self._height.age_above(plan):
                yield in_order(steps), age

    def _grown(self, start: _Tried) -> Iterator[WayFound]:
        """What grows from the plan as it is, and from each first step that opens another way."""
        for begun in (start, *filter(self._turns, self._singles(start))):
            steps = self._grow(begun)
            if steps and (answer := self._without_idle(steps)):
                yield answer

    def _turns(self, single: _Tried) -> bool:
        """Whether a first step changes the age, or brings in the first who can act for a side."""
        (step,), plan = single
        first = step.kind is StepKind.INVITE and not self._plan.specialist_members
        return first or age_now(plan) is not self._height.age

    def _grow(self, reached: _Tried) -> ChosenSteps | None:
        """Go on with the step, or else the pair, that leaves the least to be lacked."""
        while self._height.age_above(reached[1]) is None:
            nearer = self._nearer(reached, self._singles(reached))
            nearer = nearer or self._nearer(reached, self._pairs(reached))
            if nearer is None:
                return None
            reached = nearer
        return in_order(reached[0])

    def _nearer(self, reached: _Tried, tried: Iterable[_Tried]) -> _Tried | None:
        lacks = ((self._height.lack(one[1]), one) for one in tried)
        least = min(lacks, key=lambda found: found[0], default=None)
        if least is None or least[0] >= self._height.lack(reached[1]):
            return None
        return least[1]

    def _without_idle(self, steps: ChosenSteps) -> WayFound | None:
        """The steps of which none can be left out, the last that can be being left out first."""
        for index in reversed(range(len(steps))):
            fewer = steps[:index] + steps[index + 1 :]
            if self._height.age_above(after_all(self._plan, fewer)):
                return self._without_idle(fewer)
        age = self._height.age_above(after_all(self._plan, steps))
        return (steps, age) if age else None


def _best(answers: Iterable[WayFound]) -> WayFound | None:
    """The smallest; of those that with the higher age; then by the order of the table and keys."""
    return min(answers, key=_precedence, default=None)


def _precedence(answer: WayFound) -> tuple[object, ...]:
    steps, age = answer
    return (
        len(steps),
        -ORDER.index(age),
        tuple(step.row for step in steps),
        tuple(step.keys for step in steps),
    )
