"""Who stands where in a plan: people, their membership, and what they asked for."""

from datetime import date
from functools import cached_property

from planner.rating.value import value
from planner.rating.words import SIDE_OF_ROLE, RatedSide


@value
class PersonFact:
    key: str
    role: str
    field: str | None = None
    unit: str | None = None

    @property
    def side(self) -> RatedSide | None:
        return SIDE_OF_ROLE.get(self.role)


class People(tuple[PersonFact, ...]):
    """Everybody whom the items of a plan may name.

    Many plans may share one, so that what is asked of it is found out once for all of them.
    """

    @cached_property
    def by_key(self) -> dict[str, PersonFact]:
        return {person.key: person for person in self}

    @cached_property
    def side_of(self) -> dict[str | None, RatedSide]:
        """The side of everybody who stands on one, by key."""
        sides = ((person.key, person.side) for person in self)
        return {key: side for key, side in sides if side is not None}


@value
class MemberFact:
    person: str
    joined_on: date
    left_on: date | None = None
    via: str = "owner"
    agreed_on: date | None = None

    @property
    def reference(self) -> str:
        return f"member:{self.person}"


@value
class RequestFact:
    person: str
    kind: str
    on: date
    status: str
    answered_on: date | None = None

    @property
    def reference(self) -> str:
        return f"request:{self.person}"
