"""What meets when one customer is merged into another, and into which it may be."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from planner.access import Permission, allows, standings, visible_customers
from planner.database import db
from planner.models import Contact, Customer, MergedCustomer, Person, Plan, Potential
from planner.models.folding import folded_name
from planner.queries.plan.alike_customers import alike
from planner.queries.web.name_search import name_has

_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Meeting:
    """Pairs of what moves and what is there already."""

    crossing: list[tuple[Plan, Plan]]
    """Open plans whose periods overlap, of which a customer can have only one."""
    later: dict[int, datetime.date]
    """The other first day of plans, by their ids: no two plans begin on one."""
    contacts: list[tuple[Contact, Contact]]
    """People of the same name."""
    potentials: list[tuple[Potential, Potential]]
    """Of the same field."""


def meeting(duplicate: Customer, stays: Customer) -> Meeting:
    """What of a duplicate meets something of the customer that stays."""
    moving, there = plans_of(duplicate), plans_of(stays)
    names = {folded_name(each.name): each for each in reversed(stays.contacts)}
    fields = {each.field_id: each for each in reversed(stays.potentials)}
    return Meeting(
        [(plan, other) for plan in moving for other in there if _cross(plan, other)],
        _later(moving, there),
        [
            (each, names[folded_name(each.name)])
            for each in duplicate.contacts
            if folded_name(each.name) in names
        ],
        [(each, fields[each.field_id]) for each in duplicate.potentials if each.field_id in fields],
    )


def plans_of(customer: Customer) -> Sequence[Plan]:
    """All its plans, the earliest first."""
    found = select(Plan).where(Plan.customer_id == customer.id).order_by(Plan.starts_on)
    return db.session.scalars(found).all()


def offered_duplicates(person: Person, duplicate: Customer, text: str) -> list[Customer]:
    """The customers of a name into which `person` may merge this one; without a text, those that
    are alike."""
    found = db.session.scalars(
        select(Customer)
        .where(
            visible_customers(person), Customer.id != duplicate.id, _asked(person, duplicate, text)
        )
        .options(joinedload(Customer.owner))
        .order_by(Customer.name_folded, Customer.id)
        .limit(_OFFERED)
    )
    return [
        customer
        for customer in found
        if allows(Permission.CLEAR_UP_CUSTOMERS, standings(person, customer, None))
    ]


def stays_for(key: str) -> Customer | None:
    """The customer into which the one of this key was merged."""
    merged = select(Customer).join(MergedCustomer).where(MergedCustomer.key == key)
    return db.session.scalar(merged)


def _asked(person: Person, duplicate: Customer, text: str) -> ColumnElement[bool]:
    if text:
        return name_has(Customer.name_folded, text)
    found = alike(duplicate.name, duplicate.website, person=person, but=duplicate).seen
    return Customer.key.in_([each.key for each in found])


def _cross(plan: Plan, other: Plan) -> bool:
    both_open = plan.is_open and other.is_open
    return both_open and plan.starts_on < other.ends_on and plan.ends_on > other.starts_on


def _later(moving: Sequence[Plan], there: Sequence[Plan]) -> dict[int, datetime.date]:
    taken = {plan.starts_on for plan in there}
    found = {}
    for plan in moving:
        start = plan.starts_on
        while start in taken:
            start += datetime.timedelta(days=1)
        taken.add(start)
        if start != plan.starts_on:
            found[plan.id] = start
    return found
