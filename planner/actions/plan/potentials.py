"""The yearly value of a field at a customer."""

from sqlalchemy import select

from planner import clock
from planner.actions.editing import Values, assign, next_position, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Customer, Person, Potential


def create(customer: Customer, values: Values, *, by: Person) -> Potential:
    """Screen a field for the first time; without a day, today. Raise Refused for a second time."""
    _refuse_second(customer, values["field_id"])
    potential = Potential(
        customer=customer,
        screened_on=clock.today(),
        position=next_position(Potential.customer_id, customer.id),
    )
    assign(potential, values)
    db.session.add(potential)
    events.record("created", potential, by=by)
    return potential


def update(potential: Potential, values: Values, *, by: Person) -> None:
    """Change what is known; raise Refused when the new field has been screened already."""
    if values.get("field_id", potential.field_id) != potential.field_id:
        _refuse_second(potential.customer, values["field_id"])
    assign(potential, values)
    events.record("updated", potential, by=by)


def delete(potential: Potential, *, by: Person) -> None:
    """Delete a potential."""
    remove(potential, by=by)


def _refuse_second(customer: Customer, field_id: int) -> None:
    """Plan files may bring several of one field; people change the one that is there."""
    statement = select(Potential.id).where(
        Potential.customer_id == customer.id, Potential.field_id == field_id
    )
    if db.session.scalar(statement.limit(1)) is not None:
        raise Refused(
            "The potential of this field is written down already. Change that one.",
            field="field_id",
        )
