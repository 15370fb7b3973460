"""Targets of teams, set from above."""

from sqlalchemy import Select, select

from planner.actions.editing import Values, assign, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Person, Target, Team


def create(values: Values, *, by: Person) -> Target:
    """Set a target; raise Refused when it lies across another one of the same team and field."""
    target = Target(by=by, by_id=by.id)
    assign(target, values)
    _refuse_overlap(target)
    db.session.add(target)
    events.record("created", target, by=by)
    return target


def update(target: Target, values: Values, *, by: Person) -> None:
    """Change a target; raise Refused when it would lie across another one."""
    assign(target, values)
    _refuse_overlap(target)
    events.record("updated", target, by=by)


def delete(target: Target, *, by: Person) -> None:
    """Delete a target; the history keeps it."""
    remove(target, by=by)


def check_again(target_id: int | None) -> None:
    """Raise Refused when an undo has put a target across another one; nothing where it is gone."""
    target = db.session.get(Target, target_id)
    if target is not None:
        _refuse_overlap(target)


def _refuse_overlap(target: Target) -> None:
    """A year and its quarters are compared each on its own; two that cross say nothing clear.

    Whoever sets a target of the same team waits here until this one is saved.
    """
    with db.session.no_autoflush:
        locked = select(Team.id).where(Team.id == target.team_id)
        db.session.execute(locked.with_for_update(key_share=True))
        for other in db.session.scalars(_beside(target)):
            if other is not target and not _nest(target, other):
                raise Refused(
                    "It crosses another target: %(other)s. Let one of the two lie within the"
                    " other, or apart from it, or change the other one.",
                    field="starts_on",
                    other=other.name,
                )


def _beside(target: Target) -> Select[Target]:
    """The targets of the same team, field and currency with a day in common."""
    same_field = (
        Target.field_id.is_(None) if target.field_id is None else Target.field_id == target.field_id
    )
    return select(Target).where(
        Target.team_id == target.team_id,
        same_field,
        Target.currency == target.currency,
        Target.starts_on <= target.ends_on,
        Target.ends_on >= target.starts_on,
    )


def _nest(one: Target, other: Target) -> bool:
    """Whether one period lies within the other; two equal ones do not."""
    if (one.starts_on, one.ends_on) == (other.starts_on, other.ends_on):
        return False
    return _holds(one, other) or _holds(other, one)


def _holds(outer: Target, inner: Target) -> bool:
    return outer.starts_on <= inner.starts_on and inner.ends_on <= outer.ends_on
