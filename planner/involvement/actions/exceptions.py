"""Where no rule of involvement holds, with the reason."""

from planner.actions.editing import Values, assign, remove
from planner.actions.history import events
from planner.database import db
from planner.models import Customer, InvolvementException, Person


def create(customer: Customer, values: Values, *, by: Person) -> InvolvementException:
    """Let no rule bring anybody onto the plans of this customer; who is there stays."""
    exception = InvolvementException(customer=customer, by=by, by_id=by.id)
    assign(exception, values)
    db.session.add(exception)
    events.record("created", exception, by=by)
    return exception


def delete(exception: InvolvementException, *, by: Person) -> None:
    """Rules hold again."""
    remove(exception, by=by)
