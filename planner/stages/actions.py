"""Moving a customer to another stage."""

from planner.actions.editing import lock
from planner.actions.errors import Refused
from planner.actions.plan import customers
from planner.models import Customer, Person
from planner.models.kinds import Stage


def move(
    customer: Customer, *, stage: Stage, reason: str | None, seen: str | None, by: Person
) -> Customer:
    """Let the customer have another stage, and say why.

    Raise Refused if it has that one, or no longer the one that was `seen`.
    """
    lock(customer)
    if customer.stage is stage:
        raise Refused("The customer is at this stage already.", field="stage")
    if seen and seen != customer.stage.value:
        raise Refused("Somebody has moved the customer since. Look again.", field="stage")
    customers.update(customer, {"stage": stage}, by=by, reason=reason)
    return customer
