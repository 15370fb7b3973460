"""How far the events can be read without missing one.

On PostgreSQL two transactions may commit in another order than they took their ids. So what was
recorded in the last minute counts only up to the first id that is missing there: it may still come.
While a transaction has been open for longer than that, as that of a large import, only what was
recorded before it began counts.
"""

import datetime
from typing import Any

from sqlalchemy import ColumnElement, Float, String, bindparam, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from planner import clock
from planner.database import rows
from planner.models import Event
from planner.models.types import Moment

LATEST = datetime.timedelta(minutes=1)
"""How long after its event's id was given a transaction may still be committed."""
_LOOK_BACK = 50

_last = (
    select(Event.id, Event.at).order_by(Event.id.desc()).limit(bindparam("look_back")).subquery()
)


class OldestWriter(FunctionElement[float]):
    """For how many seconds the oldest transaction that writes has been open, on PostgreSQL. On
    SQLite, where only one writes at a time, ids are committed in their order: none is asked for."""

    type = Float()
    inherit_cache = True


@compiles(OldestWriter)
def _none(_element: OldestWriter, _compiler: Any, **_named: Any) -> str:
    return "NULL"


@compiles(OldestWriter, "postgresql")
def _in_postgresql(_element: OldestWriter, _compiler: Any, **_named: Any) -> str:
    return (
        "(SELECT extract(epoch FROM clock_timestamp() - min(xact_start))::float"
        " FROM pg_stat_activity"
        " WHERE backend_xid IS NOT NULL AND datname = current_database())"
    )


# Columns for a statement that is made anyway: the newest id, those of the last minute, and how long
# somebody has been writing.
POSITION_COLUMNS: tuple[ColumnElement[Any], ...] = (
    select(func.max(Event.id)).scalar_subquery(),
    select(func.aggregate_strings(cast(_last.c.id, String), ","))
    .where(_last.c.at > bindparam("since", type_=Moment))
    .scalar_subquery(),
    OldestWriter(),
)
_POSITION = select(*POSITION_COLUMNS)


def position_values() -> dict[str, Any]:
    """What the columns are to be asked with."""
    return {"since": clock.now() - LATEST, "look_back": _LOOK_BACK}


def position() -> int:
    """The id up to which nothing can be missed by asking for what comes after it."""
    return position_from(*rows(_POSITION, **position_values())[0])


def position_from(newest: int | None, recent: str | None, oldest_writer: float | None) -> int:
    """The same, from what the columns have answered."""
    known = sorted((int(each) for each in (recent or "").split(",") if each), reverse=True)
    low = newest or 0
    for before, after in zip(known[1:], known, strict=False):
        if before != after - 1:
            low = before
    if oldest_writer is not None and oldest_writer > LATEST.total_seconds():
        return min(low, _before(oldest_writer))
    return low


def _before(seconds: float) -> int:
    """The newest of the events that had been recorded well before so many seconds ago."""
    began = clock.now() - datetime.timedelta(seconds=seconds) - LATEST
    found = rows(_RECORDED_BEFORE, began=began)
    return int(found[0][0]) if found else 0


_RECORDED_BEFORE = (
    select(Event.id)
    .where(Event.at < bindparam("began", type_=Moment))
    .order_by(Event.id.desc())
    .limit(1)
)


def oldest_writer() -> float | None:
    """For how many seconds the oldest transaction that writes has been open, if there is one."""
    found: float | None = rows(_OLDEST_WRITER)[0][0]
    return found


_OLDEST_WRITER = select(OldestWriter())


def newest() -> int:
    """The highest id that there is; a position beyond it was never given to anybody."""
    return int(rows(_NEWEST)[0][0] or 0)


_NEWEST = select(func.max(Event.id))
