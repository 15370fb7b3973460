"""Whether something that a customer's page shows has changed since it was made."""

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, bindparam, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from planner.database import is_among, rows
from planner.models import Erasure, Event, Field, Introduction, PlanVisit, Setting
from planner.queries.live import positions
from planner.queries.people import introductions

StateOfEvents = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class StateOfCustomer:
    """How far the events go: those of the customer by what they are about, a table, and those of
    people, fields, teams and settings, which belong to no customer.

    Two equal states mean that nothing has changed: every change leaves an event. Ids can be
    committed out of order, so the last one alone would miss an event; their number does not.
    """

    of_subjects: tuple[str, ...]
    everywhere: tuple[int | None, int]

    def without(self, subjects: Set[str]) -> StateOfEvents:
        """The same as if nothing had happened to what is in these tables."""
        of_others = (one for one in self.of_subjects if one.partition(" ")[0] not in subjects)
        return (*of_others, self.everywhere)


def _figure(figure: ColumnElement[Any]) -> ColumnElement[Any]:
    return select(figure).where(Event.customer_id.is_(None)).scalar_subquery()


def _text(figure: ColumnElement[Any]) -> ColumnElement[str]:
    return cast(figure, String)


_SUBJECTS = (
    select(
        Event.subject.concat(" ")
        .concat(_text(func.max(Event.id)))
        .concat(" ")
        .concat(_text(func.count(Event.id)))
        .label("said")
    )
    .where(Event.customer_id == bindparam("customer_id"))
    .group_by(Event.subject)
    .subquery()
)
# Columns for a statement that is made anyway.
STATE_COLUMNS: tuple[ColumnElement[Any], ...] = (
    select(func.aggregate_strings(_SUBJECTS.c.said, ",")).scalar_subquery(),
    _figure(func.max(Event.id)),
    _figure(func.count(Event.id)),
    *positions.POSITION_COLUMNS,
)


_OF_CUSTOMERS = (
    select(Event.customer_id, func.max(Event.id), func.count(Event.id))
    .where(Event.customer_id.in_(bindparam("customers", expanding=True)))
    .group_by(Event.customer_id)
)
_OF_RULES = select(func.max(Event.id), func.count(Event.id)).where(
    Event.customer_id.is_(None),
    is_among(Event.subject, [each.__tablename__ for each in (Field, Setting, Erasure)]),
)


def freshness_of_customers(customers: Collection[int]) -> dict[int, StateOfEvents]:
    """The state of each of these customers by itself, with that of the fields and settings that
    rules look at, but not of people, teams, leads or what else belongs to no customer; two
    statements."""
    (everywhere,) = rows(_OF_RULES)
    found = {row[0]: tuple(row) for row in rows(_OF_CUSTOMERS, customers=list(customers))}
    return {one: (tuple(everywhere), found.get(one)) for one in customers}


def state_values(customer_id: int) -> dict[str, Any]:
    """What the columns are to be asked with."""
    return {"customer_id": customer_id, **positions.position_values()}


def state_and_position(answered: Sequence[Any]) -> tuple[StateOfCustomer, int]:
    """What the columns have answered; with it the position from which a page made now can be told
    of all that comes."""
    of_subjects, last, number, newest, recent, oldest_writer = answered
    state = StateOfCustomer(tuple(sorted((of_subjects or "").split(","))), (last, number))
    return state, positions.position_from(newest, recent, oldest_writer)


class NumberOfNewest(FunctionElement[int]):
    """How many of the 10,000 newest events there are, on PostgreSQL: what is committed late has its
    id among these, however large an import was. On SQLite ids are committed in their order and none
    is given twice, so that the last one says everything: nothing is counted."""

    type = Integer()
    inherit_cache = True


@compiles(NumberOfNewest)
def _none(_element: NumberOfNewest, _compiler: Any, **_named: Any) -> str:
    return "NULL"


@compiles(NumberOfNewest, "postgresql")
def _in_postgresql(_element: NumberOfNewest, _compiler: Any, **_named: Any) -> str:
    return "(SELECT count(*) FROM events WHERE id > (SELECT max(id) FROM events) - 10000)"


_NEWEST = select(func.max(Event.id)).scalar_subquery()
_OF_EVERYTHING = select(_NEWEST, NumberOfNewest())


def of_everything() -> StateOfEvents:
    """The same of all customers at once: equal as long as nothing has changed anywhere."""
    return tuple(rows(_OF_EVERYTHING)[0])


def of_tables(tables: Collection[str]) -> StateOfEvents:
    """How far the events go that are about what is in these tables, whatever customer it is of: for
    what takes seconds to make and follows from little."""
    return tuple(rows(_OF_TABLES, tables=[*tables, Erasure.__tablename__])[0])


_OF_TABLES = select(func.max(Event.id), func.count(Event.id)).where(
    Event.subject.in_(bindparam("tables", expanding=True))
)


def of_everything_read_by(person_id: int) -> StateOfEvents:
    """The same, and another one whenever this person has read on in the history of any plan, or
    another introduction waits for them, which leaves no event."""
    return tuple(rows(_READ, reader_id=person_id)[0])


_READ = _OF_EVERYTHING.add_columns(
    *(
        select(figure).where(PlanVisit.person_id == bindparam("reader_id")).scalar_subquery()
        for figure in (func.count(), func.sum(PlanVisit.last_event))
    ),
    *(
        select(figure).where(introductions.waits_for(bindparam("reader_id"))).scalar_subquery()
        for figure in (func.count(), func.sum(Introduction.id))
    ),
)
