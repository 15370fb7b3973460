"""What passes from one customer to another takes what happened to it along."""

from sqlalchemy import and_, update

from planner.actions.history.row_json import identity_of
from planner.database import Base, db
from planner.models import Event, OfCustomer, Plan


def take_history_along(item: Base) -> None:
    """Let the history of a part stand with the customer to which it belongs now.

    Histories are read by customer; of another one, nobody would find it there.
    """
    if isinstance(item, Plan):
        which, customer_id = Event.plan_id == item.id, item.customer_id
    elif isinstance(item, OfCustomer):
        of_it = Event.subject_id == identity_of(item)
        which, customer_id = (
            and_(Event.subject == item.__tablename__, of_it),
            item.customer_id,
        )
    else:
        return
    db.session.execute(update(Event).where(which).values(customer_id=customer_id))
