"""Who stands where in a plan: people, their membership, and what they asked for."""

from datetime import date
from functools import cached_property

from planner.rating.value import value
from planner.rating.words import SIDE_OF_ROLE, RatedSide


@value
class EarlierStandingFact:
    """What somebody was before the day `until`, on which they became something else."""

    until: date
    role: str
    field: str | None = None
    unit: str | None = None


@value
class PersonFact:
    """`earlier` are the standings before the present one, the oldest first."""

    key: str
    role: str
    field: str | None = None
    unit: str | None = None
    earlier: tuple[EarlierStandingFact, ...] = ()

    @property
    def side(self) -> RatedSide | None:
        return SIDE_OF_ROLE.get(self.role)

    def as_of(self, day: date) -> "PersonFact":
        """The person as they stood at the end of a day."""
        for standing in self.earlier:
            if day < standing.until:
                return PersonFact(self.key, standing.role, standing.field, standing.unit)
        return self


class People(tuple[PersonFact, ...]):
    """Everybody whom the items of a plan may name.

    Many plans may share one, so that what is asked of it is found out once for all of them.
    """

    @cached_property
    def by_key(self) -> dict[str, PersonFact]:
        return {person.key: person for person in self}

    @cached_property
    def _by_day(self) -> dict[date, "People"]:
        return {}

    @cached_property
    def _last_turn(self) -> date | None:
        """From this day on everybody is what they are now; None where nobody was anything else."""
        turns = (standing.until for person in self for standing in person.earlier)
        return max(turns, default=None)

    def as_of(self, day: date) -> "People":
        """Everybody as they stood at the end of a day; found out once for each day."""
        if self._last_turn is None or day >= self._last_turn:
            return self
        if day not in self._by_day:
            self._by_day[day] = People(person.as_of(day) for person in self)
        return self._by_day[day]

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
