"""What others have changed on somebody's plans, since that one has last read each of them."""

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from planner import clock
from planner.access import OwnRights, Permission, allows, member_standing, own_rights, readers_plans
from planner.database import from_rows, rows
from planner.models import Customer, Event, Person, Plan, PlanVisit
from planner.models.kinds import PlanStatus, Role, Side
from planner.queries.history.events import hidden_types

SHOWN_NEWS = 6


@dataclass(frozen=True, slots=True)
class NewsToday:
    """The newest change of a plan; `known` is up to which event the plan was read."""

    type: str
    at: datetime.datetime
    subject_name: str
    actor: str | None
    role: Role | None
    plan_id: int
    known: int
    customer: str

    @property
    def on(self) -> datetime.date:
        return clock.local(self.at).date()

    @property
    def side(self) -> Side | None:
        return self.role.side if self.role else None


def news_of(person: Person) -> list[NewsToday]:
    """One row a plan, so that much on one of them hides nothing on another; the newest first.

    A plan that was never read has no news. Which day somebody has read it on is not kept.
    """
    stands = {member_standing(person.role)}
    hidden = [str(each) for each in hidden_types(lambda right: allows(right, stands))]
    statement = _statement(own_rights(Permission.SEE_PLAN, person))
    return from_rows(NewsToday, rows(statement, reader_id=person.id, hidden=hidden))


_newest = (
    select(Event.id)
    .where(
        Event.customer_id == Plan.customer_id,
        or_(Event.plan_id == Plan.id, Event.plan_id.is_(None)),
        Event.id > PlanVisit.last_event,
        Event.act_id.is_(None),
        or_(Event.actor_id.is_(None), Event.actor_id != bindparam("reader_id")),
        Event.type.not_in(bindparam("hidden", expanding=True)),
    )
    .order_by(Event.id.desc())
    .limit(1)
    .correlate(Plan, PlanVisit)
    .scalar_subquery()
)


@cache
def _statement(sees: OwnRights) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Event.type,
            Event.at,
            Event.subject_name,
            Person.name.label("actor"),
            Person.role,
            Plan.id.label("plan_id"),
            PlanVisit.last_event.label("known"),
            Customer.name.label("customer"),
        )
        .select_from(PlanVisit)
        .join(Plan, Plan.id == PlanVisit.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .join(Event, Event.id == _newest)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(
            PlanVisit.person_id == bindparam("reader_id"),
            Plan.status != PlanStatus.CLOSED,
            readers_plans(sees),
        )
        .order_by(Event.id.desc())
        .limit(SHOWN_NEWS)
    )
