"""What belongs to no customer and is looked at by auditors, and all that has happened to it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.models import (
    ApiToken,
    Erasure,
    Event,
    Feed,
    Field,
    ImportMapping,
    ImportRun,
    ImportUpload,
    Person,
    Setting,
    Team,
    Webhook,
)

_OF_IMPORTS = (ImportRun, ImportUpload, ImportMapping)
_KINDS = (Person, Team, Field, Setting, *_OF_IMPORTS, ApiToken, Feed, Webhook, Erasure)
AUDITED = tuple(model.__tablename__ for model in _KINDS)
"""Their tables."""
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class AuditedEvent:
    """`actor` is the key of who did it; None is the command line or the program itself."""

    id: int
    at: datetime.datetime
    type: str
    actor: str | None
    subject: str
    subject_id: int | None
    name: str
    changes: Mapping[str, Any]


def audited_events(
    first: datetime.date | None, last: datetime.date | None
) -> Iterator[AuditedEvent]:
    """All from the first day to the last, where the organisation is; the oldest first."""
    statement = (
        select(
            Event.id,
            Event.at,
            Event.type,
            Person.key,
            Event.subject,
            Event.subject_id,
            Event.subject_name,
            Event.changes,
        )
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(Event.subject.in_(AUDITED))
        .order_by(Event.id)
    )
    if first is not None:
        statement = statement.where(Event.at >= clock.beginning_of(first))
    if last is not None:
        after = clock.beginning_of(last + datetime.timedelta(days=1))
        statement = statement.where(Event.at < after)
    newest = 0
    while found := db.session.execute(statement.where(Event.id > newest).limit(_AT_ONCE)).all():
        yield from (AuditedEvent(*row) for row in found)
        newest = found[-1].id
