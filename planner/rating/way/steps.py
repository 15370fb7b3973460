"""A step: something that members could do today, without pretending anything about the past."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from planner.rating.facts import Facts
from planner.rating.situation import Situation
from planner.rating.words import RatedSide


class StepKind(StrEnum):
    """The kinds of steps, in the order of the specification's table."""

    INVITE = "invite"
    SCREEN = "screen"
    WRITE_UP = "write_up"
    WRITE_ENTRY = "write_entry"
    MEET = "meet"
    CLAIM = "claim"
    AGREE_GOAL = "agree_goal"
    SIGN = "sign"
    ALIGN = "align"
    PROPOSE = "propose"
    ASSIGN = "assign"
    NEXT_STEP = "next_step"
    KEEP = "keep"
    REVIEW = "review"


_ROW = {kind: row for row, kind in enumerate(StepKind)}
StepKeys: TypeAlias = tuple[bool, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WayStep:
    """A step on one plan; `change` makes of the facts of today those after it.

    `item` is the reference of what it is done to (of an invitation, the member to be); None where
    the step makes something new. `side` is the side that does it, None where both or any may.
    `people` have to be members when it is done: the first does it, others take part.
    """

    kind: StepKind
    change: Callable[[Facts], Facts] = field(compare=False, repr=False)
    item: str | None = None
    side: RatedSide | None = None
    people: tuple[str, ...] = ()

    @property
    def row(self) -> int:
        """Which row of the table it is of."""
        return _ROW[self.kind]

    @property
    def keys(self) -> StepKeys:
        """What decides between two of the same row; what makes something new comes last."""
        return self.item is None, self.item or "", self.side or "", self.people

    @property
    def place(self) -> tuple[int, StepKeys]:
        return self.row, self.keys

    def as_json(self) -> dict[str, object]:
        """The step as the command line prints it."""
        side = None if self.side is None else self.side.value
        return {"step": self.kind.value, "item": self.item, "side": side}


def in_order(steps: Iterable[WayStep]) -> tuple[WayStep, ...]:
    """In the order in which they are done: that of the table, since who is invited can act."""
    return tuple(sorted(steps, key=lambda step: step.place))


def after(plan: Situation, step: WayStep) -> Situation:
    """The plan after a step; as it was if somebody who would have to act is no member."""
    if step.people and not plan.members.issuperset(step.people):
        return plan
    return plan.with_facts(step.change(plan.facts))


def after_all(plan: Situation, steps: Iterable[WayStep]) -> Situation:
    """The plan after all of these steps, done in their order."""
    for step in in_order(steps):
        plan = after(plan, step)
    return plan
