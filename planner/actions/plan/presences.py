"""Being there: kept for a minute at most, and no event is recorded."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Executable, case, delete, not_, update
from sqlalchemy.dialects import postgresql, sqlite

from planner import clock
from planner.database import db
from planner.models import Presence
from planner.queries.live import presences
from planner.queries.live.presences import Window


def keep(windows: Iterable[Window], *, writer: str) -> None:
    """These are open now; what they said of their part stays. Who came anew has changed things."""
    _write(windows, writer=writer)


def turn_to(window: Window, part: str | None, *, writer: str) -> None:
    """The person fills in this form there, or none."""
    _write([window], writer=writer, part=part)


def leave(windows: Iterable[Window], *, writer: str) -> None:
    """These were closed, unless another process has them open by now.

    The rows stay for their minute, so that other processes see that somebody has gone.
    """
    now = clock.now()
    for window in sorted(windows):
        db.session.execute(
            update(Presence)
            .where(
                Presence.plan_id == window.plan_id,
                Presence.person_id == window.person_id,
                Presence.window == window.name,
                Presence.writer == writer,
            )
            .values(has_left=True, part=None, changed_at=now)
        )


def forget() -> None:
    """Delete what is older than a minute, whoever wrote it."""
    db.session.execute(
        delete(Presence).where(not_(presences.is_fresh())).execution_options(**_PLAIN),
        presences.values(),
    )


_PLAIN = {"synchronize_session": False}
_UNSAID = object()


def _write(windows: Iterable[Window], *, writer: str, part: Any = _UNSAID) -> None:
    now = clock.now()
    said = None if part is _UNSAID else part
    values = [
        {
            "plan_id": window.plan_id,
            "person_id": window.person_id,
            "window": window.name,
            "part": said,
            "writer": writer,
            "seen_at": now,
            "changed_at": now,
            "has_left": False,
        }
        for window in sorted(set(windows))  # always in this order, so that no two writers deadlock
    ]
    if values:
        statement = _insert(says_part=part is not _UNSAID)
        db.session.connection().execute(statement, values)


def _insert(*, says_part: bool) -> Executable:
    """A row that is there already stays as it is but for what is new of it."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(Presence)
    new = statement.excluded
    changes: dict[str, Any] = {"seen_at": new.seen_at, "has_left": new.has_left}
    if says_part:
        changes |= {"part": new.part, "changed_at": new.changed_at}
    else:
        came_back = case((Presence.has_left, new.changed_at), else_=Presence.changed_at)
        changes |= {"writer": new.writer, "changed_at": came_back}
    return statement.on_conflict_do_update(
        index_elements=["plan_id", "person_id", "window"], set_=changes
    )
