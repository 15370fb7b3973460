"""Whether something that a customer's page shows has changed since it was made."""

from sqlalchemy import bindparam, func, select

from planner.database import rows
from planner.models import Event

State = tuple[object, ...]

_HERE = Event.customer_id == bindparam("customer_id")
# People, fields, teams and settings belong to no customer.
_EVERYWHERE = Event.customer_id.is_(None)

# Ids can be committed out of order, so the last one alone would miss an event; the number of
# events does not.
_STATE = select(
    *(
        select(figure).where(which).scalar_subquery()
        for which in (_HERE, _EVERYWHERE)
        for figure in (func.max(Event.id), func.count(Event.id))
    )
)


def state(customer_id: int) -> State:
    """Two equal states mean that nothing has changed: every change leaves an event."""
    return tuple(rows(_STATE, customer_id=customer_id)[0])
