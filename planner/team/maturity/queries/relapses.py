"""Plans that fell back to an earlier age between two days, and what caused it."""

import datetime
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, case, func, select

from planner.database import Base, rows
from planner.models import (
    Contract,
    Customer,
    Entry,
    Event,
    Person,
    Plan,
    Potential,
    StoredRating,
    Team,
)
from planner.models.mixins import PlanItem
from planner.queries.web.paging import ListPage, read_page
from planner.rating import Age
from planner.rating.ages import ORDER
from planner.team.maturity.queries.rated_plans import (
    MaturityFilter,
    of_reader,
    seen_by_leads,
    with_team,
)

_PAGE = 25
_COLUMNS = 12

# What is called by itself and not by a person: whatever has a key in a plan, and these.
_NAMED = [
    *(model.__tablename__ for model in (Contract, Entry, Potential)),
    *(
        cast(Table, mapper.local_table).name
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, PlanItem)
    ),
]


@dataclass(frozen=True, slots=True)
class Relapse:
    """Without a cause only days had passed. `cause_name` is empty where it would name a person."""

    plan_id: int
    key: str
    customer: str
    team: str | None
    on: datetime.date
    before: Age
    after: Age
    cause_id: int | None
    cause: str | None
    cause_subject: str | None
    cause_subject_id: int | None
    cause_name: str | None


def page_of_relapses(reader: Person, look: MaturityFilter) -> ListPage[Relapse]:
    """One page, the latest first."""
    found = read_page(*_relapses(reader, look), look.page, _PAGE)
    return found.turned(lambda listed: (_relapse(row[:_COLUMNS]) for row in listed))


def all_relapses(reader: Person, look: MaturityFilter) -> list[Relapse]:
    statement, order = _relapses(reader, look)
    return [_relapse(row) for row in rows(statement.order_by(*order))]


def _relapse(row: Any) -> Relapse:
    plan_id, key, customer, team, on, before, after, *cause = row
    return Relapse(plan_id, key, customer, team, on, Age(before), Age(after), *cause)


def _relapses(reader: Person, look: MaturityFilter) -> tuple[Any, tuple[Any, ...]]:
    """A rating's age against the one before it, of those that can be seen and are ages; and the
    order of them.

    What was stored as the movement is not taken: it may be one from an age that leads do not see
    yet.
    """
    seen = _ages(reader, look)
    name = case((Event.subject.in_(_NAMED), Event.subject_name), else_=None)
    statement = (
        with_team(
            select(
                Plan.id,
                Customer.key,
                Customer.name,
                Team.name,
                seen.c.on,
                seen.c.before,
                seen.c.age,
                Event.id,
                Event.type,
                Event.subject,
                Event.subject_id,
                name,
            )
        )
        .join(seen, seen.c.plan_id == Plan.id)
        .outerjoin(Event, Event.id == seen.c.cause_event_id)
        .where(seen.c.on > look.since, _rank(seen.c.age) < _rank(seen.c.before))
    )
    return statement, (seen.c.on.desc(), Customer.name_folded, Plan.id)


def _ages(reader: Person, look: MaturityFilter) -> Any:
    before = func.lag(StoredRating.age).over(
        partition_by=StoredRating.plan_id, order_by=StoredRating.on
    )
    return (
        select(
            StoredRating.plan_id,
            StoredRating.on,
            StoredRating.age,
            StoredRating.cause_event_id,
            before.label("before"),
        )
        .join(Plan, Plan.id == StoredRating.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(of_reader(reader, look), seen_by_leads(look.today))
        .where(StoredRating.on <= look.until, StoredRating.age.in_([age.value for age in ORDER]))
        .subquery("seen")
    )


def _rank(age: Any) -> ColumnElement[int]:
    return case({each.value: number for number, each in enumerate(ORDER)}, value=age)
