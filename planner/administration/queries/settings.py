"""What the organisation has decided, and who changed it when."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner.database import db
from planner.models import Event, EventType, Person

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class SettingChange:
    """`name` is the setting's, or of a change of the thresholds the threshold's."""

    at: datetime.datetime
    actor: str | None
    name: str
    old: Any
    new: Any


def history(*settings: str) -> list[SettingChange]:
    """The latest changes of these settings, newest first."""
    statement = (
        select(Event.at, Person.name, Event.changes)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(Event.type == EventType.SETTING_CHANGED, Event.subject_name.in_(settings))
        .order_by(Event.id.desc())
        .limit(_SHOWN)
    )
    return [
        SettingChange(at, actor, name, old, new)
        for at, actor, changes in db.session.execute(statement)
        for name, (old, new) in changes.items()
    ]
