"""What the organisation has decided, and who changed it when."""

import datetime
from dataclasses import dataclass

from sqlalchemy import select

from planner.database import db
from planner.models import Event, EventType, Person

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class SettingChange:
    at: datetime.datetime
    actor: str | None
    name: str
    old: str | None
    new: str | None


def history() -> list[SettingChange]:
    """The latest changes, newest first."""
    statement = (
        select(Event.at, Person.name, Event.changes)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(Event.type == EventType.SETTING_CHANGED)
        .order_by(Event.id.desc())
        .limit(_SHOWN)
    )
    return [
        SettingChange(at, actor, name, old, new)
        for at, actor, changes in db.session.execute(statement)
        for name, (old, new) in changes.items()
    ]
