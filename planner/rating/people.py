"""Who stands where in a plan: people, their membership, and what they asked for."""

from dataclasses import dataclass
from datetime import date

from planner.rating.words import SIDE_OF_ROLE, Side


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    role: str
    field: str | None = None
    unit: str | None = None

    @property
    def side(self) -> Side | None:
        return SIDE_OF_ROLE.get(self.role)


@dataclass(frozen=True, slots=True)
class Member:
    person: str
    joined_on: date
    left_on: date | None = None
    via: str = "owner"
    agreed_on: date | None = None

    @property
    def reference(self) -> str:
        return f"member:{self.person}"


@dataclass(frozen=True, slots=True)
class Request:
    person: str
    kind: str
    on: date
    status: str
    answered_on: date | None = None

    @property
    def reference(self) -> str:
        return f"request:{self.person}"
