"""Finds what an address is about and checks the permission in one step, as the pages do."""

from flask import abort
from sqlalchemy import select

from planner.access import Permission
from planner.api import reading
from planner.api.reading import Place
from planner.api.resources import OF_CUSTOMER, OF_PLAN
from planner.database import db
from planner.models import Activity, Customer, Plan
from planner.planfiles.items import ACTIVITIES, CONVERSATIONS, CUSTOMERS, ENTRIES, PLANS
from planner.planfiles.schema import is_day
from planner.planfiles.shapes import Shape
from planner.planfiles.stored import Contents, Stored
from planner.queries.plan import plans
from planner.views.web import finding, may, rights

CURRENT = "current"
DIGITS = 10
"""More than the numbers of the database have."""


def customer_place(key: str, permission: Permission) -> Place:
    customer, _plan = finding.find_customer(key, permission)
    return Place(CUSTOMERS, "/customers", seen=CUSTOMERS.table.c.id == customer.id)


def of_customer(key: str, resource: str, permission: Permission) -> Place:
    """A list of the customer, which outlasts its plans."""
    customer, _plan = finding.find_customer(key, permission)
    return Place(OF_CUSTOMER[resource], f"/customers/{customer.key}/{resource}", customer)


def find_plan(key: str, starts_on: str, permission: Permission) -> Plan:
    """The plan of a customer that begins on a day, or the one that counts now."""
    if starts_on == CURRENT:
        _customer, plan = finding.find_customer(key, Permission.SEE_PLAN)
        plan_id = plan.id if plan is not None else None
    else:
        plan_id = _plan_id(key, starts_on)
    if plan_id is None:
        abort(404)
    return finding.find_plan(plan_id, permission)


def plan_place(plan: Plan) -> Place:
    address = f"/customers/{plan.customer.key}/plans"
    return Place(PLANS, address, plan.customer, plan, seen=PLANS.table.c.id == plan.id)


def below(plan: Plan, resource: str) -> Place:
    address = f"{plan_place(plan).address}/{plan.starts_on.isoformat()}/{resource}"
    return Place(OF_PLAN[resource], address, plan.customer, plan)


def entries_of(plan: Plan, conversation: str) -> Place:
    place = below(plan, CONVERSATIONS.list)
    contents = reading.contents_of(place)
    found = reading.named(place, conversation, contents)
    if found is None:
        abort(404)
    return Place(
        ENTRIES,
        f"{place.address}/{conversation}/{ENTRIES.list}",
        plan.customer,
        plan,
        owner_id=found.id,
    )


def activity_place(key: str, starts_on: str, named: str, permission: Permission) -> Place:
    """Activities are seen by more than their plan; who sees one alone reads no more of the plan."""
    plan = find_activity(key, starts_on, named, permission).plan
    address = f"{plan_place(plan).address}/{plan.starts_on.isoformat()}/{ACTIVITIES.list}"
    alone = not may(Permission.SEE_PLAN)
    return Place(ACTIVITIES, address, plan.customer, plan, beside_plan=alone)


def find_activity(key: str, starts_on: str, named: str, permission: Permission) -> Activity:
    plan_id = _current_id(key) if starts_on == CURRENT else _plan_id(key, starts_on)
    wanted = select(Activity).where(Activity.plan_id == plan_id, Activity.key == named)
    activity = db.session.scalar(wanted) if plan_id is not None else None
    if activity is None:
        abort(404)
    rights.check_item(activity, permission)
    return activity


def names_plan(key: str, starts_on: str, plan: Plan) -> bool:
    """Whether an address names this plan."""
    wanted = _current_id(key) if starts_on == CURRENT else _plan_id(key, starts_on)
    return wanted == plan.id


def plain_place(shape: Shape, key: str) -> Place:
    """The one of this number."""
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < DIGITS else 0
    return Place(shape, f"/{shape.list}", seen=shape.table.c.id == number)


def found_in(place: Place, key: str) -> tuple[Contents, Stored]:
    contents = reading.contents_of(place)
    found = reading.named(place, key, contents)
    if found is None:
        abort(404)
    return contents, found


def _plan_id(key: str, starts_on: str) -> int | None:
    if not is_day(starts_on):
        return None
    statement = select(Plan.id, Plan.starts_on).join(Plan.customer).where(Customer.key == key)
    found = {day.isoformat(): identity for identity, day in db.session.execute(statement)}
    return found.get(starts_on)


def _current_id(key: str) -> int | None:
    customer_id = db.session.scalar(select(Customer.id).where(Customer.key == key))
    plan = plans.current(customer_id) if customer_id is not None else None
    return plan.id if plan is not None else None
