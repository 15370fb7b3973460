"""By whom something was brought in in the name of somebody else, as a column of a statement."""

from typing import Any

from sqlalchemy import ScalarSelect, exists, func, select
from sqlalchemy.orm import aliased

from planner.database import rows
from planner.models import Activity, Event, EventType, Person

_event, _later, _actor = aliased(Event), aliased(Event), aliased(Person)
_BY_OWN_HAND = (EventType.COMMITMENT_UPDATED, EventType.MEMBER_AGREED)


def brought_in_by(noun: Any) -> ScalarSelect[str | None]:
    """The name of who brought an item of `noun` in, "" for the command line, else NULL.

    Whoever signs or agrees afterwards does so with their own hand.
    """
    since = exists().where(
        _later.subject == _event.subject,
        _later.subject_id == _event.subject_id,
        _later.id > _event.id,
        _later.type.in_(_BY_OWN_HAND),
        _later.brought_in.is_(None),
    )
    return (
        select(func.coalesce(_actor.name, ""))
        .select_from(_event)
        .outerjoin(_actor, _actor.id == _event.actor_id)
        .where(
            _event.subject == noun.__tablename__,
            _event.subject_id == noun.id,
            _event.brought_in.is_(True),
            ~since,
        )
        .order_by(_event.id.desc())
        .limit(1)
        .correlate(noun)
        .scalar_subquery()
    )


def of_activity(activity: Activity) -> str | None:
    """The same of one activity."""
    statement = select(brought_in_by(Activity)).where(Activity.id == activity.id)
    found: str | None = rows(statement)[0][0]
    return found
