"""What a customer may be given of a plan: this and nothing else is ever read for it.

Whoever wants to tell the customer more adds it here, where it is seen, and not in a template.
"""

import datetime
from collections.abc import Set
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.models.kinds import Role


@dataclass(frozen=True, slots=True)
class CustomersGoal:
    """A goal that is the customer's own."""

    id: int
    title: str
    metric: str | None
    unit: str | None
    target: Decimal | None
    due_on: datetime.date | None
    is_reached: bool

    @property
    def mark(self) -> str:
        return f"goal-{self.id}"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A topic with the customer whose last word is that it is won, or a field of a deal won."""

    mark: str
    what: str
    on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is going to happen at the customer's, on a day that is known."""

    id: int
    title: str
    due_on: datetime.date
    by: str | None

    @property
    def mark(self) -> str:
        return f"step-{self.id}"


@dataclass(frozen=True, slots=True)
class OfOurs:
    """One of ours whom the customer can turn to."""

    id: int
    name: str
    role: Role
    field: str | None

    @property
    def mark(self) -> str:
        return f"person-{self.id}"


@dataclass(frozen=True, slots=True)
class ForCustomer:
    """The plan for the customer's eyes; `mark` names an item, so that it can be left out."""

    customer: str
    starts_on: datetime.date
    ends_on: datetime.date
    goals: tuple[CustomersGoal, ...]
    agreed: tuple[Agreed, ...]
    steps: tuple[Step, ...]
    people: tuple[OfOurs, ...]

    def only(self, marks: Set[str]) -> "ForCustomer":
        """Without what is not among the marks."""
        return replace(
            self,
            goals=tuple(item for item in self.goals if item.mark in marks),
            agreed=tuple(item for item in self.agreed if item.mark in marks),
            steps=tuple(item for item in self.steps if item.mark in marks),
            people=tuple(item for item in self.people if item.mark in marks),
        )
