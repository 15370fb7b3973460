"""The capacity of a reader's people beside what their customers' plans ask of them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from planner.database import rows
from planner.insights import weeks as calendar
from planner.insights.capacity import LEAST, CapacityGroup, CapacitySums
from planner.models import Field, Person
from planner.queries.people import availabilities
from planner.team.capacity.queries.capacity import (
    CapacityKey,
    Planned,
    When,
    Whose,
    added_up,
    number_of_others,
    planned_work,
)

WEEKS = 12
At = datetime.date | When


@dataclass(frozen=True, slots=True)
class CapacityBoard:
    """`said` has a sum for each of the weeks; `names` are those of all fields; `others` says
    how many people there are whose hours are not among the sums."""

    weeks: list[datetime.date]
    said: CapacitySums
    names: dict[int, str]
    others: int
    planned: dict[CapacityKey, Planned] = field(repr=False)

    @property
    def shows_ours(self) -> bool:
        """Whether there are enough people for a sum of what they have to do."""
        return not self.said.total.is_withheld

    @property
    def shows_others(self) -> bool:
        """Whether these have anything to do, and are enough people for a sum."""
        return self.has_enough_others and self.ever(Whose.OTHERS).activities > 0

    @property
    def has_enough_others(self) -> bool:
        return self.others >= LEAST

    def asks(self, at: At) -> bool:
        """Whether anything is to do then."""
        return any(when == at for _whose, _field, when in self.planned)

    def of_group(self, group: CapacityGroup, at: At) -> Planned:
        """What the people of these fields have to do then."""
        return self._sum(Whose.OURS, at, group.fields)

    def of_all(self, whose: Whose, at: At) -> Planned:
        return self._sum(whose, at)

    def in_pool(self, field_id: int | None, at: At) -> Planned:
        return self._sum(Whose.POOL, at, (field_id,))

    def ever(self, whose: Whose, fields: Iterable[int | None] | None = None) -> Planned:
        """All of it, whenever it is due."""
        every: list[At] = [*self.weeks, *When]
        among = None if fields is None else tuple(fields)
        return sum((self._sum(whose, at, among) for at in every), Planned())

    @property
    def pool_fields(self) -> list[int | None]:
        """The fields of which something waits in the pool, by name, and last what has none."""
        found = {of for whose, of, _at in self.planned if whose is Whose.POOL}
        named = [identity for identity in self.names if identity in found]
        return [*named, *([None] if None in found else [])]

    def _sum(self, whose: Whose, at: At, fields: Sequence[int | None] | None = None) -> Planned:
        found = (
            numbers
            for (of, of_field, when), numbers in self.planned.items()
            if of is whose and when == at and (fields is None or of_field in fields)
        )
        return sum(found, Planned())


def board_of(reader: Person, today: datetime.date, *, with_planned: bool = True) -> CapacityBoard:
    """Everything that the page of the capacity shows, in four statements however much it is;
    or without what is to do only who is added up with whom, which is had sooner."""
    weeks = [calendar.later(calendar.week_of(today), number) for number in range(WEEKS)]
    names = dict(rows(select(Field.id, Field.name).order_by(Field.name_folded, Field.id)))
    said = availabilities.sums_of_hours(reader, added_up(reader), weeks, list(names))
    to_do = planned_work(reader, weeks) if with_planned else {}
    return CapacityBoard(weeks, said, names, number_of_others(reader), to_do)
