"""Whether something that a customer's page shows has changed since it was made."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select

from planner.database import rows
from planner.models import Event
from planner.queries.live import positions

StateOfEvents = tuple[object, ...]

_HERE = Event.customer_id == bindparam("customer_id")
# People, fields, teams and settings belong to no customer.
_EVERYWHERE = Event.customer_id.is_(None)

# Columns for a statement that is made anyway. Ids can be committed out of order, so the last one
# alone would miss an event; the number of events does not.
STATE_COLUMNS: tuple[ColumnElement[Any], ...] = (
    *(
        select(figure).where(which).scalar_subquery()
        for which in (_HERE, _EVERYWHERE)
        for figure in (func.max(Event.id), func.count(Event.id))
    ),
    *positions.POSITION_COLUMNS,
)


def state_values(customer_id: int) -> dict[str, Any]:
    """What the columns are to be asked with."""
    return {"customer_id": customer_id, **positions.position_values()}


def state_and_position(answered: Sequence[Any]) -> tuple[StateOfEvents, int]:
    """What the columns have answered. Two equal states mean that nothing has changed: every change
    leaves an event.

    With it the position from which a page made now can be told of all that comes.
    """
    *figures, newest, recent, oldest_writer = answered
    return tuple(figures), positions.position_from(newest, recent, oldest_writer)


_WINDOW = 10_000
"""What is committed late has its id among so many of the newest, however large an import was."""
_NEWEST = select(func.max(Event.id)).scalar_subquery()
_OF_EVERYTHING = select(_NEWEST, func.count(Event.id)).where(Event.id > _NEWEST - _WINDOW)


def of_everything() -> StateOfEvents:
    """The same of all customers at once: equal as long as nothing has changed anywhere."""
    return tuple(rows(_OF_EVERYTHING)[0])
