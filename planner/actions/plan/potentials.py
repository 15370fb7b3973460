"""The yearly value of a field at a customer."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from planner import clock
from planner.actions.editing import Values, assign, next_position, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Customer, Person, Potential


def create(customer: Customer, values: Values, *, by: Person) -> Potential:
    """Screen a field at a unit for the first time; without a day, today. Raise Refused for a second
    time, and for shares above everything."""
    _refuse_second(customer, values["field_id"], values.get("unit"))
    _refuse_more_than_all(values.get("share_of_wallet"), values.get("competitors"))
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
    """Change what is known; raise Refused when the new field has been screened already, and for
    shares above everything."""
    place = (values.get("field_id", potential.field_id), values.get("unit", potential.unit))
    if place != (potential.field_id, potential.unit):
        _refuse_second(potential.customer, *place)
    said = {name: values.get(name, getattr(potential, name)) for name in _SHARES}
    _refuse_more_than_all(*said.values())
    assign(potential, values)
    events.record("updated", potential, by=by)


def delete(potential: Potential, *, by: Person) -> None:
    """Delete a potential."""
    remove(potential, by=by)


_SHARES = ("share_of_wallet", "competitors")


def _refuse_more_than_all(
    ours: Decimal | None, competitors: Sequence[Mapping[str, Any]] | None
) -> None:
    shares = [Decimal(str(each.get("share") or 0)) for each in competitors or ()]
    if shares and sum(shares, ours or Decimal(0)) > 1:
        raise Refused(
            "Our share and those of the competitors come to more than 100 percent.",
            field="competitors",
        )


def _refuse_second(customer: Customer, field_id: int, unit: str | None) -> None:
    """Plan files may bring several of one field; people change the one that is there."""
    statement = select(Potential.id).where(
        Potential.customer_id == customer.id,
        Potential.field_id == field_id,
        Potential.unit == unit,
    )
    if db.session.scalar(statement.limit(1)) is not None:
        raise Refused(
            "The potential of this field is written down already. Change that one.",
            field="field_id",
        )
