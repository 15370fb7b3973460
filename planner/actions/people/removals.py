"""Deleting a team or a field, once something else has taken its place."""

from planner.actions.errors import Refused
from planner.actions.history import acts, events
from planner.actions.history.consequences import Link, links_to
from planner.actions.people import units
from planner.actions.plan import targets
from planner.database import Base, db
from planner.models import Field, Person, Target, Team


def remove(item: Team | Field, *, by: Person, to: int | None = None) -> None:
    """Delete a team or a field; what needs it passes to another one, by its id.

    Raise Refused where something needs it and nothing is named, or where two targets would cross.
    """
    department_id = _department_instead(item, to)
    with acts.as_a_whole():
        followers = units.followers_around(item) if isinstance(item, Team) else []
        for link in links_to(item.__tablename__):
            for other in link.items_of(item):
                _pass_on(other, link, department_id if isinstance(other, Team) else to, by=by)
        units.follow(followers, by=by)
        events.record("deleted", item, by=by)
    db.session.delete(item)
    db.session.flush()
    db.session.expire_all()


def _department_instead(item: Team | Field, to: int | None) -> int | None:
    """Below what the teams of a department come: below what takes its place, or where that is a
    team of another one, beside it."""
    successor = db.session.get(Team, to) if isinstance(item, Team) and to is not None else None
    if successor is None or successor.department_id in (None, item.id):
        return to
    return successor.department_id


def _pass_on(other: Base, link: Link, to: int | None, *, by: Person) -> None:
    if to is None:
        raise Refused("It is still needed. Choose what takes its place.", field="successor_id")
    # The team that takes the place of its department lies below nothing.
    is_itself = isinstance(other, Team) and other.id == to
    setattr(other, link.column.key, None if is_itself else to)
    events.record("updated", other, by=by)
    if isinstance(other, Target):
        _check(other)


def _check(target: Target) -> None:
    try:
        targets.check_again(target.id)
    except Refused as refusal:
        # Of the form that asks, it is about what takes the place.
        raise Refused(refusal.message, field="successor_id", **refusal.values) from refusal
