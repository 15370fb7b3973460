"""Contracts, and how a customer passes from who won it to who develops it."""

from planner import clock
from planner.actions.editing import Values, assign, free_key, next_position
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Contract, Customer, Person


def create(customer: Customer, values: Values, *, by: Person) -> Contract:
    """Record a contract; without a day it was signed today."""
    contract = Contract(
        customer=customer,
        key=free_key(Contract.customer_id, customer.id, "contract"),
        position=next_position(Contract.customer_id, customer.id),
        signed_on=clock.today(),
    )
    assign(contract, values)
    db.session.add(contract)
    events.record("created", contract, by=by)
    return contract


def update(contract: Contract, values: Values, *, by: Person) -> None:
    """Change a contract; raise Refused when it would end before it begins."""
    starts_on = values.get("starts_on", contract.starts_on)
    ends_on = values.get("ends_on", contract.ends_on)
    if starts_on is not None and ends_on is not None and ends_on <= starts_on:
        raise Refused("The end must come after the start.", field="ends_on")
    assign(contract, values)
    events.record("updated", contract, by=by)


def hand_to(contract: Contract, person: Person, promised: str, *, by: Person) -> None:
    """Offer the customer to `person`, with what was promised before the signature."""
    contract.handed_to, contract.handed_to_id = person, person.id
    contract.handed_on, contract.accepted_on = clock.today(), None
    contract.promised = promised
    events.record("updated", contract, by=by)


def accept(contract: Contract, *, by: Person) -> None:
    """Take the customer over; only the one to whom it was offered does that."""
    if contract.handed_to_id != by.id:
        raise Refused("The handover was offered to somebody else.")
    contract.accepted_on = clock.today()
    events.record("updated", contract, by=by)
