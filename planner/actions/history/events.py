"""Records what happened. Every action ends here."""

import datetime
import enum
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import ColumnProperty

from planner.actions.history import acts, item_lists, row_json
from planner.actions.history.event_names import field_of, name_of, noun_of, reference
from planner.actions.maturity import changed_plans
from planner.actions.notices import followed_changes, notification_rules
from planner.database import Base, db
from planner.models import Customer, Event, EventType, Person, Plan
from planner.models.event import EventVerb
from planner.models.mixins import LINE_LENGTH

Changes = dict[str, list[Any]]

# What everybody can see from the subject itself, and what is nobody's business.
NOT_RECORDED = frozenset(
    {
        "id",
        "agenda",
        "at",
        "subject",
        "subject_id",
        "plan_id",
        "customer_id",
        "conversation_id",
        "evidence",
        "failing_since",
        "finished_at",
        "last_event",
        "last_used_on",
        "of_id",
        "old_signing_salt",
        "position",
        "name_folded",
        "owner_is_named",
        "password_hash",
        "rotated_at",
        "signing_salt",
        "started_at",
        "step",
        "token_digest",
        "way",
    }
)


def record(
    happened: EventVerb | EventType,
    subject: Base,
    *,
    by: Person | None,
    changes: Changes | None = None,
) -> Event | None:
    """Write the event for a change that was just made to `subject` and is not flushed yet.

    What happened is a verb of the subject, or the whole type where it is another noun's.
    The changed columns are found by themselves unless `changes` are given; for what is to be
    deleted, record before deleting. An update that changed nothing leaves no event: None.
    """
    if changes is None:
        changes = _changes(happened, subject)
        if not changes and happened == "updated":
            return None
    db.session.flush()
    event = _event(happened, subject, changes, by=by)
    db.session.add(event)
    db.session.flush()
    _pass_on(event, subject, by=by)
    return event


def record_created(subjects: Sequence[Base], *, by: Person | None) -> None:
    """The same for many that were just made and flushed, in few statements."""
    _record_all("created", [(each, all_of(each)) for each in subjects], by=by)


def record_updated(changed: Sequence[tuple[Base, Changes]], *, by: Person | None) -> None:
    """The same for many that were just changed, in few statements; of each its `changes_of`."""
    db.session.flush()
    _record_all("updated", changed, by=by)


def _record_all(
    happened: EventVerb, about: Sequence[tuple[Base, Changes]], *, by: Person | None
) -> None:
    for some in (about[:1], about[1:]):  # all belong to the act that the first one begins
        made = [_event(happened, subject, changes, by=by) for subject, changes in some]
        db.session.add_all(made)
        db.session.flush()
        for event, (subject, _changes) in zip(made, some, strict=True):
            _pass_on(event, subject, by=by)


def _event(
    happened: EventVerb | EventType, subject: Base, changes: Changes, *, by: Person | None
) -> Event:
    plan: Plan | None = getattr(subject, "plan", None)
    return Event(
        type=_type(happened, subject),
        actor_id=by.id if by else None,
        plan_id=plan.id if plan else None,
        customer_id=plan.customer_id if plan else _customer_id_of(subject),
        subject=subject.__tablename__,
        subject_id=getattr(subject, "id", None),
        subject_name=name_of(subject)[:LINE_LENGTH],
        changes=changes,
        act_id=acts.running(by.id if by else None),
        undoes_id=acts.undone(),
        submission=acts.submission(),
        kept=row_json.whole(subject) if _goes(happened, subject) else None,
    )


def _pass_on(event: Event, subject: Base, *, by: Person | None) -> None:
    """Tell those who follow what happens."""
    acts.note(event)
    cause = changed_plans.Cause(event.id, event.actor_id)
    changed_plans.note(
        event.type, plan_id=event.plan_id, customer_id=event.customer_id, cause=cause
    )
    if isinstance(subject, Person):
        changed_plans.note_person(subject.id, event.changes, cause)
    notification_rules.spread(event, subject, by=by)
    followed_changes.note(event, subject)


def _type(happened: EventVerb | EventType, subject: Base) -> str:
    if isinstance(happened, EventType):
        return happened
    return f"{noun_of(subject.__tablename__)}.{happened}"


def _changes(happened: str, subject: Base) -> Changes:
    if happened == "created":
        db.session.flush()  # so that the defaults of the columns are filled in
        return all_of(subject)
    if happened == "deleted":
        return all_of(subject, gone=True)
    return changes_of(subject)


def _goes(happened: str, subject: Base) -> bool:
    return happened == "deleted" and hasattr(subject, "id")


def _customer_id_of(subject: Base) -> int | None:
    return subject.id if isinstance(subject, Customer) else getattr(subject, "customer_id", None)


def changes_of(subject: Base) -> Changes:
    """The columns of `subject` that differ from the database, as `{field: [old, new]}`."""
    state = inspect(subject)
    changes: Changes = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if column.key in NOT_RECORDED or not history.has_changes():
            continue
        old = history.deleted[0] if history.deleted else None
        new = history.added[0] if history.added else None
        if old != new:
            changes[field_of(column.key)] = _pair(subject, column, old, new)
    return changes


def all_of(subject: Base, *, gone: bool = False, without_lists: bool = False) -> Changes:
    """Every filled column of `subject`, as if it had just been made, or just been deleted; nothing
    is asked for the lists of what is known to have none."""
    changes: Changes = {}
    for column in inspect(subject).mapper.column_attrs:
        value = getattr(subject, column.key)
        if column.key in NOT_RECORDED or value is None:
            continue
        pair = _pair(subject, column, None, value)
        changes[field_of(column.key)] = pair[::-1] if gone else pair
    if hasattr(subject, "id") and not without_lists:
        for name, values in item_lists.all_lists_of(row_json.table_of(subject), subject.id).items():
            changes[name] = [values, []] if gone else [[], values]
    return changes


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _pair(subject: Base, column: ColumnProperty[Any], old: Any, new: Any) -> list[Any]:
    target = _target(subject, column.key)
    if target is None:
        return [plain(old), plain(new)]
    return [reference(target, old), reference(target, new)]


def _target(subject: Base, column: str) -> type[Base] | None:
    """The model a foreign key column leads to, by the relationship of the same name."""
    if not column.endswith("_id"):
        return None
    relationships = inspect(subject).mapper.relationships
    relationship = relationships.get(column.removesuffix("_id"))
    return relationship.mapper.class_ if relationship is not None else None
