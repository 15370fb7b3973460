"""Deleting a customer with all that hangs on it."""

from planner.actions.history import wholes
from planner.models import Customer, Person


def delete(customer: Customer, *, by: Person) -> None:
    """Delete a customer, its plans and all that is on them; the history brings it all back."""
    wholes.remove(customer, by=by)
