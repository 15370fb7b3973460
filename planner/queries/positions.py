"""How far the events can be read without missing one.

On PostgreSQL two transactions may commit in another order than they took their ids. So what was
recorded in the last minute counts only up to the first id that is missing there: it may still come.
"""

import datetime
from typing import Any

from sqlalchemy import ScalarSelect, String, bindparam, cast, func, select

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
# Two columns for a statement that is made anyway: the newest id, and those of the last minute.
COLUMNS: tuple[ScalarSelect[Any], ScalarSelect[Any]] = (
    select(func.max(Event.id)).scalar_subquery(),
    select(func.aggregate_strings(cast(_last.c.id, String), ","))
    .where(_last.c.at > bindparam("since", type_=Moment))
    .scalar_subquery(),
)
_POSITION = select(*COLUMNS)


def values() -> dict[str, Any]:
    """What the columns are to be asked with."""
    return {"since": clock.now() - LATEST, "look_back": _LOOK_BACK}


def position() -> int:
    """The id up to which nothing can be missed by asking for what comes after it."""
    return of(*rows(_POSITION, **values())[0])


def of(newest: int | None, recent: str | None) -> int:
    """The same, from what the columns have answered."""
    known = sorted((int(each) for each in (recent or "").split(",") if each), reverse=True)
    low = newest or 0
    for before, after in zip(known[1:], known, strict=False):
        if before != after - 1:
            low = before
    return low


def newest() -> int:
    """The highest id that there is; a position beyond it was never given to anybody."""
    return int(rows(_NEWEST)[0][0] or 0)


_NEWEST = select(func.max(Event.id))
