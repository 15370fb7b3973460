"""Which plan of a customer counts."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Date, bindparam, case, exists, inspect, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from planner import clock
from planner.access import Permission, plans_for
from planner.database import db, from_rows, named, rows
from planner.models import Customer, Member, Person, Plan
from planner.models.kinds import PlanStatus


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One period of a customer."""

    id: int
    starts_on: datetime.date
    ends_on: datetime.date
    status: PlanStatus


def current(customer_id: int) -> Plan | None:
    """The plan that is valid now, else the next one to come, else the latest that was closed."""
    return db.session.scalar(_CURRENT, {"customer_id": customer_id, "today": clock.today()})


def periods_of(key: str, person_id: int) -> list[tuple[Plan, bool]]:
    """All plans of a customer, the current one first, each with whether the person is on it.

    The customer and its owner come along, in the same statement.
    """
    values = {"key": key, "person_id": person_id, "today": clock.today()}
    return [(plan, joined) for plan, joined in db.session.execute(_PERIODS_OF, values)]


def periods_beside(plan_id: int, person_id: int) -> list[tuple[Plan, bool]]:
    """The same for the customer of a plan; nothing if there is no such plan."""
    values = {"plan_id": plan_id, "person_id": person_id, "today": clock.today()}
    return [(plan, joined) for plan, joined in db.session.execute(_PERIODS_BESIDE, values)]


_CURRENT_FIRST = (
    case(
        (Plan.status == PlanStatus.CLOSED, 3),
        (Plan.starts_on > bindparam("today", type_=Date), 2),
        (Plan.ends_on < bindparam("today", type_=Date), 1),
        else_=0,
    ),
    Plan.starts_on.desc(),
)
_CURRENT = (
    select(Plan)
    .where(Plan.customer_id == bindparam("customer_id"))
    .order_by(*_CURRENT_FIRST)
    .limit(1)
)
_named = aliased(Plan)
_PERIODS = (
    select(
        Plan,
        exists().where(
            Member.plan_id == Plan.id,
            Member.person_id == bindparam("person_id"),
            Member.left_on.is_(None),
        ),
    )
    .join(Plan.customer)
    .options(contains_eager(Plan.customer).joinedload(Customer.owner))
    .order_by(*_CURRENT_FIRST)
)
_PERIODS_OF = named(_PERIODS.where(Customer.key == bindparam("key")))
_PERIODS_BESIDE = named(
    _PERIODS.where(
        Plan.customer_id
        == select(_named.customer_id).where(_named.id == bindparam("plan_id")).scalar_subquery()
    )
)


def loaded_plans(ids: Collection[int]) -> dict[int, Plan]:
    """These plans with their customers and owners, by id; those that this transaction has not
    loaded yet come in one statement."""
    known = {identity: plan for identity in ids if (plan := _at_hand(identity)) is not None}
    missing = [identity for identity in ids if identity not in known]
    if missing:
        known |= {plan.id: plan for plan in db.session.scalars(_LOADED, {"plan_ids": missing})}
    return known


def _at_hand(plan_id: int) -> Plan | None:
    """The plan, where it is loaded with its customer and owner, as by the view that changed it."""
    session = db.session()
    plan: Plan | None = session.identity_map.get(session.identity_key(Plan, plan_id))
    if plan is None or "customer" in inspect(plan).unloaded:
        return None
    return None if "owner" in inspect(plan.customer).unloaded else plan


_LOADED = named(
    select(Plan)
    .where(Plan.id.in_(bindparam("plan_ids", expanding=True)))
    .options(joinedload(Plan.customer).joinedload(Customer.owner))
)


def plans_of_customers(customer_ids: Collection[int]) -> dict[int, list[PlanRow]]:
    """All plans of each of these customers, the current one first."""
    statement = (
        select(Plan.customer_id, Plan.id, Plan.starts_on, Plan.ends_on, Plan.status)
        .where(Plan.customer_id.in_(customer_ids))
        .order_by(*_CURRENT_FIRST)
    )
    plans: dict[int, list[PlanRow]] = {}
    for row in db.session.execute(statement, {"today": clock.today()}):
        plan = PlanRow(row.id, row.starts_on, row.ends_on, row.status)
        plans.setdefault(row.customer_id, []).append(plan)
    return plans


def readable(reader: Person, customers: Collection[int]) -> dict[int, int]:
    """The id of the plan that counts at each of these customers, of those that `reader` may read;
    two statements."""
    found = select(Plan.id).join(Customer, Customer.id == Plan.customer_id)
    found = found.where(Customer.id.in_(customers), plans_for(Permission.SEE_PLAN, reader))
    may_read = set(db.session.scalars(found))
    of_all = plans_of_customers(customers)
    return {one: of_one[0].id for one, of_one in of_all.items() if of_one[0].id in may_read}


def all_readable(reader: Person) -> dict[int, int]:
    """The same of all customers there are, in one statement with a row for each plan."""
    statement = select(Plan.customer_id, Plan.id, plans_for(Permission.SEE_PLAN, reader))
    statement = statement.join(Customer, Customer.id == Plan.customer_id)
    current: dict[int, tuple[int, bool]] = {}
    for customer, plan, may_read in rows(statement.order_by(*_CURRENT_FIRST), today=clock.today()):
        current.setdefault(customer, (plan, may_read))
    return {customer: plan for customer, (plan, may_read) in current.items() if may_read}


def _of_customer(customer_id: int) -> list[PlanRow]:
    """All plans of a customer, the latest first."""
    statement = (
        select(Plan.id, Plan.starts_on, Plan.ends_on, Plan.status)
        .where(Plan.customer_id == customer_id)
        .order_by(Plan.starts_on.desc())
    )
    return from_rows(PlanRow, db.session.execute(statement))
