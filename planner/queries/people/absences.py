"""Who is not there: has left, or has said that there are no hours for joint work in this week.

Others learn nothing of that but who does it instead.
"""

import datetime
from collections import defaultdict

from sqlalchemy import ColumnElement, select

from planner import clock
from planner.database import db
from planner.insights.capacity import HoursSaid, hours_in
from planner.insights.weeks import week_of
from planner.models import Availability, Deputy, Person


def away(among: ColumnElement[bool]) -> set[int]:
    """Those of them, a condition on `Person`, who are away this week; one statement."""
    week = week_of(clock.today())
    said = _hours_said(among, week)
    return {person for person, hours in said.items() if hours_in(week, hours) == 0}


def is_there(person: Person) -> bool:
    return person.is_active and not away(Person.id == person.id)


def deputy_of(person: Person) -> Person | None:
    """Who stands in for somebody, if that one is there."""
    wanted = select(Person).join(Deputy, Deputy.deputy_id == Person.id)
    found = db.session.scalar(wanted.where(Deputy.person_id == person.id))
    return found if found is not None and is_there(found) else None


def _hours_said(among: ColumnElement[bool], week: datetime.date) -> dict[int, list[HoursSaid]]:
    """By person, all that is said up to that week."""
    statement = (
        select(
            Availability.person_id,
            Availability.week,
            Availability.hours,
            Availability.only_that_week,
        )
        .join(Person, Person.id == Availability.person_id)
        .where(among, Availability.week <= week)
    )
    found: dict[int, list[HoursSaid]] = defaultdict(list)
    for person, begins, hours, only_that_week in db.session.execute(statement):
        found[person].append(HoursSaid(begins, hours, only_that_week))
    return found
