"""What an import starts from, and what it comes to."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from planner.models.kinds import PlanStatus
from planner.planfiles.edits import Directory, Edit
from planner.planfiles.hands.left_out import LeftOut
from planner.planfiles.items import COMMITMENTS
from planner.planfiles.shapes import Shape
from planner.planfiles.stored import Contents, Stored


class Period(NamedTuple):
    """When another plan of the customer runs."""

    starts_on: date
    ends_on: date
    status: PlanStatus


@dataclass(slots=True)
class Found:
    """What the database has of a plan file's customer, plan, people and fields."""

    contents: Contents
    customer: Stored | None
    plan: Stored | None
    other_plans: Sequence[Period] = ()
    kept_contacts: Set[int] = frozenset()
    """Contacts that other plans of the customer speak of; they stay even when others go."""


@dataclass(slots=True)
class Draft:
    """Everything that an import comes to."""

    customer: Edit
    plan: Edit
    people: list[Edit]
    fields: list[Edit] = field(default_factory=list)
    items: list[Edit] = field(default_factory=list)
    moves: list[tuple[Shape, int, int]] = field(default_factory=list)
    """Stored items that get another position: kind, id, position."""
    reordered: list[Shape] = field(default_factory=list)
    people_order: list[str] | None = None
    """The people that the plan's file speaks of, where that changes."""
    owner_is_named: bool | None = None
    """Whether the file says who the customer's owner is, where that changes."""
    directory: Directory = field(default_factory=Directory)
    is_by_own_hand: bool = False
    """Whether it is brought in by somebody who brings in no more than what they do oneself."""
    left_out: list[LeftOut] = field(default_factory=list)
    """What the file says and whoever brings it in may not do oneself."""

    @property
    def edits(self) -> list[Edit]:
        """All that changes, in an order in which it can be told."""
        everything = [*self.fields, *self.people, self.customer, self.plan, *self.items]
        return [edit for edit in everything if edit.verb]

    def name_of(self, edit: Edit) -> str:
        """What the history calls it, as `event_names.name_of` does."""
        called = edit.shape.called
        if called is None or edit.values[called] is None:
            called = "key"
        if called not in edit.values:
            return self.name_of(edit.owner) if edit.owner else ""
        value, target = edit.values[called], edit.shape.targets.get(called)
        name = str(self.directory.named(target, value) if target else value)
        if edit.shape is COMMITMENTS and edit.owner:
            return f"{self.name_of(edit.owner)}: {name}"
        return name
