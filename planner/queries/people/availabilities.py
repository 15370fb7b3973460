"""What people have said about their hours: each reads the own, and a lead no more than sums."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, bindparam, select

from planner.database import from_rows, rows
from planner.insights.capacity import CapacitySums, HoursOfOne, HoursSaid, hours_in, sums
from planner.models import Availability, Person

_COLUMNS = (Availability.week, Availability.hours, Availability.only_that_week)
_OF_PERSON = (
    select(Availability.id, *_COLUMNS)
    .where(Availability.person_id == bindparam("person_id"))
    .order_by(Availability.week, Availability.only_that_week)
)


@dataclass(frozen=True, slots=True)
class AvailabilityRow:
    id: int
    week: datetime.date
    hours: Decimal
    only_that_week: bool

    @property
    def said(self) -> HoursSaid:
        return HoursSaid(self.week, self.hours, self.only_that_week)


def availabilities_of_person(person_id: int) -> list[AvailabilityRow]:
    """What somebody has said, by week; only for that person's own eyes."""
    return from_rows(AvailabilityRow, rows(_OF_PERSON, person_id=person_id))


def sums_of_hours(
    reader: Person,
    among: ColumnElement[bool],
    weeks: Sequence[datetime.date],
    fields: Sequence[int],
) -> CapacitySums:
    """What those whom the condition on `Person` names have said, added up for the reader.

    `fields` are all there are, in the order in which their sums come.
    """
    statement = (
        select(Person.id, Person.field_id, *_COLUMNS)
        .outerjoin(Availability, Availability.person_id == Person.id)
        .where(among)
        .order_by(Person.id)
    )
    field_of: dict[int, int | None] = {}
    said: dict[int, list[HoursSaid]] = defaultdict(list)
    for identity, field, week, hours, only_that_week in rows(statement):
        field_of[identity] = field
        if week is not None:
            said[identity].append(HoursSaid(week, hours, only_that_week))
    people = [
        HoursOfOne(field, tuple(hours_in(w, said[identity]) for w in weeks), identity == reader.id)
        for identity, field in field_of.items()
    ]
    return sums(people, [*fields, None], len(weeks))
