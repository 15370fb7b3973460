"""Targets, and what has happened to them; a lead gets those of the own team,
or of the own department and its teams."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, select, true

from planner.access import teams_of
from planner.database import db, from_rows, rows
from planner.models import Event, EventType, Field, Person, Target, Team
from planner.queries.history.events import EVENTS, EventRow
from planner.queries.web.coverage_choices import sees_all

HISTORY = 30


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target with the names of what it is of; `field_id` is None for all fields together."""

    id: int
    team_id: int
    team: str
    field_id: int | None
    field: str | None
    starts_on: datetime.date
    ends_on: datetime.date
    amount: Decimal
    currency: str
    by: str
    set_on: datetime.date


def all_targets(reader: Person, *conditions: ColumnElement[bool]) -> list[TargetRow]:
    """By team, the widest first: all fields before one, the year before its quarters."""
    statement = (
        _ROWS.where(_seen(reader), *conditions)
        .order_by(Team.name_folded, Team.id, Target.field_id.is_not(None), Field.name_folded)
        .order_by(Target.starts_on, Target.ends_on.desc(), Target.currency, Target.id)
    )
    return from_rows(TargetRow, rows(statement))


def targets_in_period(starts_on: datetime.date, ends_on: datetime.date) -> ColumnElement[bool]:
    """Targets that have a day in common with these days."""
    return (Target.starts_on <= ends_on) & (Target.ends_on >= starts_on)


def team_of(event: Event) -> int | None:
    """The team of the target that an event is about, also when that is gone by now."""
    target = db.session.get(Target, event.subject_id)
    if target is not None:
        return target.team_id
    return next(iter(db.session.scalars(_team_ids(event.subject_id))), None)


def history_of_targets(reader: Person) -> list[EventRow]:
    """What has happened to targets last, the newest first."""
    statement = EVENTS.where(Event.subject == Target.__tablename__, Event.type.in_(_TOLD)).limit(
        HISTORY
    )
    if not sees_all(reader):
        own = select(Event.subject_id).where(*_MADE, _TEAM.in_(teams_of(reader.team_id)))
        statement = statement.where(Event.subject_id.in_(own))
    return from_rows(EventRow, rows(statement))


def undone_targets(acts: Iterable[int]) -> dict[int, str]:
    """Of these acts those that were taken back and are so still, each with whose undo it was."""
    statement = (
        select(Event.id, Event.undoes_id, Person.name)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(
            Event.subject == Target.__tablename__,
            Event.undoes_id.is_not(None),
            Event.act_id.is_(None),
        )
        .order_by(Event.id.desc())
    )
    found: dict[int, str] = {}
    # An undo that was undone itself is newer than what it undid, so the newest come first.
    for undo, act, name in rows(statement):
        if undo not in found:
            found[act] = name or ""
    return {act: found[act] for act in acts if act in found}


def _seen(reader: Person) -> ColumnElement[bool]:
    return true() if sees_all(reader) else Target.team_id.in_(teams_of(reader.team_id))


def _team_ids(target_id: int | None) -> Any:
    return select(_TEAM).where(*_MADE, Event.subject_id == target_id)


_TOLD = (EventType.TARGET_CREATED, EventType.TARGET_UPDATED, EventType.TARGET_DELETED)
# A target never changes its team, and says it when it is set.
_MADE = (Event.subject == Target.__tablename__, Event.type == EventType.TARGET_CREATED)
_TEAM = Event.changes[("team", 1, "id")].as_integer()
_ROWS = (
    select(
        Target.id,
        Target.team_id,
        Team.name.label("team"),
        Target.field_id,
        Field.name.label("field"),
        Target.starts_on,
        Target.ends_on,
        Target.amount,
        Target.currency,
        Person.name.label("by"),
        Target.set_on,
    )
    .join(Team, Team.id == Target.team_id)
    .join(Person, Person.id == Target.by_id)
    .outerjoin(Field, Field.id == Target.field_id)
)
