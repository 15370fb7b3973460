"""Customers."""

from planner.actions import keys
from planner.actions.editing import Values, assign
from planner.actions.history import events
from planner.database import db
from planner.models import Customer, Person


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


def update(customer: Customer, values: Values, *, by: Person | None) -> None:
    """Change a customer, or give it another owner."""
    assign(customer, values)
    events.record("updated", customer, by=by)
    db.session.refresh(customer, ["owner"])
