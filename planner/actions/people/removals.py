"""Deleting a team or a field, once something else has taken its place."""

from planner.actions.errors import Refused
from planner.actions.history import acts, events
from planner.actions.history.consequences import Link, links_to
from planner.actions.plan import targets
from planner.database import Base, db
from planner.models import Field, Person, Target, Team


def remove(item: Team | Field, *, by: Person, to: int | None = None) -> None:
    """Delete a team or a field; what needs it passes to another one, by its id.

    Raise Refused where something needs it and nothing is named, or where two targets would cross.
    """
    with acts.as_a_whole():
        for link in links_to(item.__tablename__):
            for other in link.items_of(item):
                _pass_on(other, link, to, by=by)
        events.record("deleted", item, by=by)
    db.session.delete(item)
    db.session.flush()
    db.session.expire_all()


def _pass_on(other: Base, link: Link, to: int | None, *, by: Person) -> None:
    if to is None:
        raise Refused("It is still needed. Choose what takes its place.", field="successor_id")
    setattr(other, link.column.key, to)
    events.record("updated", other, by=by)
    if isinstance(other, Target):
        _check(other)


def _check(target: Target) -> None:
    try:
        targets.check_again(target.id)
    except Refused as refusal:
        # Of the form that asks, it is about what takes the place.
        raise Refused(refusal.message, field="successor_id", **refusal.values) from refusal
