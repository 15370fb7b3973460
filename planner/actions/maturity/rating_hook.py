"""Rates every plan that a transaction has changed again, as the last thing in it.

So a change and the rating that it leads to are there together, or neither is.
"""

from sqlalchemy import event
from sqlalchemy.orm import Session

from planner.actions.maturity import changed_plans, ratings
from planner.database import db


def listen() -> None:
    """Begin to rate; to be told more than once changes nothing."""
    for name, hear in (("before_commit", _rate), ("after_rollback", _forget)):
        if not event.contains(db.session, name, hear):
            event.listen(db.session, name, hear)


def _rate(session: Session) -> None:
    if session.in_nested_transaction():
        return  # the end of a savepoint is not yet the end
    session.flush()
    if causes := changed_plans.take():
        ratings.rate_plans(causes)


def _forget(_session: Session) -> None:
    changed_plans.forget()
