"""The yearly value of a field at a customer."""

from planner import clock
from planner.actions import events
from planner.actions.editing import Values, assign, next_position
from planner.database import db
from planner.models import Customer, EventType, Person, Potential


def create(customer: Customer, values: Values, *, by: Person) -> Potential:
    """Screen a field for the first time; without a day, today."""
    potential = Potential(
        customer=customer,
        screened_on=clock.today(),
        position=next_position(Potential.customer_id, customer.id),
    )
    assign(potential, values)
    db.session.add(potential)
    events.record(EventType.POTENTIAL_CREATED, potential, by=by)
    return potential


def update(potential: Potential, values: Values, *, by: Person) -> None:
    assign(potential, values)
    events.record(EventType.POTENTIAL_UPDATED, potential, by=by)


def delete(potential: Potential, *, by: Person) -> None:
    events.record(EventType.POTENTIAL_DELETED, potential, by=by)
    db.session.delete(potential)
    db.session.flush()
