"""What the rating needs to know, read from the database: so many statements a batch of plans.

Plans come in the order of their ids, so that a batch is a range of ids and memory stays flat
however many there are. Nothing but plain columns is loaded.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from planner import rating
from planner.database import db
from planner.models import Customer, Field, Person, Plan
from planner.queries import fact_items, fact_work
from planner.queries.fact_rows import ByParent, People, Reading, as_text

BATCH = 500
_PlanRow = Row[int, str, str, date | None]


def count() -> int:
    """How many plans there are."""
    return db.session.scalar(select(func.count(Plan.id))) or 0


def of_plan(plan_id: int) -> rating.Facts:
    """The facts of one plan."""
    return next(_facts(_plans(Plan.id == plan_id), _everybody()))


def of_all_plans() -> Iterator[rating.Facts]:
    """The facts of every plan, in the order of their ids."""
    everybody = _everybody()
    last = 0
    while plans := _plans(Plan.id > last):
        yield from _facts(plans, everybody)
        last = plans[-1].id


def _everybody() -> People:
    statement = select(Person.id, Person.key, as_text(Person.role), Field.name, Person.unit)
    rows = db.session.execute(statement.outerjoin(Field, Field.id == Person.field_id))
    return {
        identity: rating.Person(key, role, field, unit) for identity, key, role, field, unit in rows
    }


def _plans(which: ColumnElement[bool]) -> Sequence[_PlanRow]:
    statement = (
        select(Plan.id, Customer.key, as_text(Plan.status), Plan.activated_on)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(which)
        .order_by(Plan.id)
        .limit(BATCH)
    )
    return db.session.execute(statement).all()


def _facts(plans: Sequence[_PlanRow], everybody: People) -> Iterator[rating.Facts]:
    reading = Reading(plans[0].id, plans[-1].id, everybody)
    lists = {name: read(reading) for name, read in _LISTS.items()}
    for identity, customer, status, activated_on in plans:
        items: dict[str, Any] = {name: by.get(identity, ()) for name, by in lists.items()}
        people = tuple(everybody[person] for person in reading.named[identity])
        yield rating.Facts(customer, status, activated_on, people, **items)


_LISTS: dict[str, Callable[[Reading], ByParent[Any]]] = {
    "potentials": fact_items.potentials,
    "members": fact_items.members,
    "requests": fact_items.requests,
    "goals": fact_work.goals,
    "activities": fact_work.activities,
    "conversations": fact_work.conversations,
    "ideas": fact_items.ideas,
    "reviews": fact_items.reviews,
}
