"""What the form for a talk needs to know: with whom somebody can have talked, and about what."""

import datetime
from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, exists, or_, select

from planner import clock
from planner.access import Permission, plans_for
from planner.database import db, from_rows, rows
from planner.models import Activity, Customer, Person, Plan
from planner.models.kinds import ActivityStatus, PlanStatus
from planner.queries.web.name_search import name_has

_PAGE = 20
_LATELY = datetime.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class CustomerChoice:
    key: str
    name: str
    city: str | None


@dataclass(frozen=True, slots=True)
class TalkCustomers:
    customers: list[CustomerChoice]
    has_more: bool


@dataclass(frozen=True, slots=True)
class DoneActivity:
    id: int
    title: str
    done_on: datetime.date | None


def customers_to_talk_of(person: Person, text: str = "") -> TalkCustomers:
    """The first of the customers on whose plan `person` works, by name, in one statement."""
    of_customer = (Plan.customer_id == Customer.id) & (Plan.status != PlanStatus.CLOSED)
    works_on_it = exists().where(of_customer, plans_for(Permission.WORK_ON_PLAN, person))
    statement = (
        select(Customer.key, Customer.name, Customer.city)
        .where(works_on_it)
        .order_by(Customer.name_folded, Customer.id)
        .limit(_PAGE + 1)
    )
    if text.strip():
        statement = statement.where(name_has(Customer.name_folded, text))
    found = from_rows(CustomerChoice, db.session.execute(statement))
    return TalkCustomers(found[:_PAGE], len(found) > _PAGE)


def done_activities(plan_id: int, also: int | None = None) -> list[DoneActivity]:
    """What was done with the customer lately, the latest first; `also` is offered in any case."""
    asked = {"plan_id": plan_id, "since": clock.today() - _LATELY, "also": also}
    return from_rows(DoneActivity, rows(_DONE, **asked))


_DONE = (
    select(Activity.id, Activity.title, Activity.done_on)
    .where(
        Activity.plan_id == bindparam("plan_id"),
        or_(
            (Activity.status == ActivityStatus.DONE)
            & Activity.customer_facing
            & (Activity.done_on >= bindparam("since")),
            Activity.id == bindparam("also", type_=Integer),
        ),
    )
    .order_by(Activity.done_on.desc(), Activity.id.desc())
)
