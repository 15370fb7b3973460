"""What passes from one customer to another takes what happened to it along."""

from sqlalchemy import ColumnElement, and_, update

from planner.actions.history.row_json import identity_of
from planner.database import Base, db
from planner.models import Event, OfCustomer, Plan


def take_history_along(item: Base) -> None:
    """Let the history of a part stand with the customer to which it belongs now.

    Histories are read by customer; of another one, nobody would find it there.
    """
    if isinstance(item, Plan):
        _move(Event.plan_id == item.id, item.customer_id)
    elif isinstance(item, OfCustomer):
        parts = [part for name in _PARTS for part in getattr(item, name, ())]
        for each in (item, *parts):
            _move(_of(each), item.customer_id)


_PARTS = ("promises", "handovers")
"""What belongs to a contract, and with it to a customer."""


def _of(item: Base) -> ColumnElement[bool]:
    return and_(Event.subject == item.__tablename__, Event.subject_id == identity_of(item))


def _move(which: ColumnElement[bool], customer_id: int) -> None:
    db.session.execute(update(Event).where(which).values(customer_id=customer_id))
