"""Customers."""

from collections.abc import Iterable

from sqlalchemy import select

from planner.actions import keys
from planner.actions.editing import Values, assign
from planner.actions.history import events
from planner.actions.plan import members, stage_moves
from planner.database import db
from planner.models import Customer, Member, Person, Plan
from planner.models.kinds import PlanStatus, Via


def create(values: Values, *, by: Person | None, key: str | None = None) -> Customer:
    """Add a customer; without an owner in `values` it belongs to whoever adds it.

    The key is made of the one that is asked for, else of the name.
    """
    free_key = keys.free(Customer, key or values["name"])
    customer = Customer(key=free_key, owner_id=by.id if by else None)
    assign(customer, values)
    db.session.add(customer)
    events.record("created", customer, by=by)
    db.session.refresh(customer, ["owner"])
    return customer


def create_many(entries: Iterable[Values], *, by: Person | None) -> list[Customer]:
    """Add many customers at once, in few statements, each with an event of its own."""
    free_keys = keys.all_free(Customer)
    made = []
    for values in entries:
        customer = Customer(key=free_keys.make(values["name"]), owner_id=by.id if by else None)
        assign(customer, values)
        made.append(customer)
    db.session.add_all(made)
    db.session.flush()
    events.record_created(made, by=by)
    return made


def update_many(changed: Iterable[tuple[Customer, Values]], *, by: Person | None) -> None:
    """Change many customers in few statements, each with an event of its own; neither their owners
    nor their stages."""
    told = []
    for customer, values in changed:
        assign(customer, values)
        told.append((customer, events.changes_of(customer)))
    events.record_updated([one for one in told if one[1]], by=by)


def update(
    customer: Customer, values: Values, *, by: Person | None, reason: str | None = None
) -> None:
    """Change a customer, or give it another owner; `reason` is why it comes to another stage."""
    before, stage = customer.owner_id, customer.stage
    if values.get("owner_id", before) != before:
        _refuse_who_is_gone(values["owner_id"])
    assign(customer, values)
    changes = events.changes_of(customer)
    if changes.keys() - {"stage"}:  # a move tells of itself, and can be undone alone
        events.record("updated", customer, by=by, changes=changes)
    if customer.stage != stage:
        stage_moves.note(customer, stage, reason, by=by)
    db.session.refresh(customer, ["owner"])
    if customer.owner_id != before and by is not None:
        _move_memberships(customer, before, by=by)


def _refuse_who_is_gone(owner_id: int | None) -> None:
    owner = db.session.get(Person, owner_id) if owner_id is not None else None
    if owner is not None:
        members.refuse_who_is_gone(owner, field="owner_id")


def _move_memberships(customer: Customer, before: int | None, *, by: Person) -> None:
    """The new owner is on the open plans as the owner, and the old one no longer."""
    plans = select(Plan).where(Plan.customer_id == customer.id, Plan.status != PlanStatus.CLOSED)
    for plan in db.session.scalars(plans).all():
        old = _membership(plan, before)
        if old is not None and old.via is Via.OWNER:
            members.leave(old, by=by)
        if customer.owner is None:
            continue
        new = _membership(plan, customer.owner_id)
        if new is None:
            members.join(plan, customer.owner, via=Via.OWNER, by=by)
        elif new.via is not Via.OWNER:
            assign(new, {"via": Via.OWNER})
            events.record("updated", new, by=by)


def _membership(plan: Plan, person_id: int | None) -> Member | None:
    statement = select(Member).where(
        Member.plan_id == plan.id, Member.person_id == person_id, Member.left_on.is_(None)
    )
    return db.session.scalar(statement)
