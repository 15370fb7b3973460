"""What waits for somebody, as the bar at the top of every page says it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from planner.access import TABLE, Standing
from planner.database import from_row, named, rows
from planner.models import Person
from planner.queries.notices.notifications import number_unseen
from planner.queries.people.duties import number_due, number_of_leads

_asking = aliased(Person)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many notifications somebody has not seen, how much is due, and how many open leads they
    have."""

    unseen: int = 0
    due: int = 0
    leads: int = 0


def numbers_waiting(person_id: InstrumentedAttribute[int]) -> tuple[ColumnElement[int], ...]:
    """These numbers as parts of another statement, which is kept by the table of who may do what.

    Not by the id of `Person` itself: the parts read that table for themselves, and would take each
    person there for the one who is meant.
    """
    return (
        number_unseen(person_id).label("unseen"),
        number_due(person_id).label("due"),
        number_of_leads(person_id).label("leads"),
    )


def what_waits_for(person: Person) -> Waiting:
    """The numbers of somebody; one statement."""
    found = rows(_of_person(tuple(TABLE.values())), person_id=person.id)
    return from_row(Waiting, found[0])


@cache
def _of_person(_table: tuple[frozenset[Standing], ...]) -> Executable:
    mine: ColumnElement[Any] = _asking.id == bindparam("person_id")
    return named(select(*numbers_waiting(_asking.id)).where(mine))
