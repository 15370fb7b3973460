"""Up to where events are complete, so that whoever reads on from there misses none."""

import datetime
from collections.abc import Iterable

from sqlalchemy import text

from planner import clock
from planner.database import db

_YOUNG = datetime.timedelta(minutes=1)
_OLDEST_WRITER = text(
    "SELECT min(xact_start) FROM pg_stat_activity"
    " WHERE datname = current_database() AND backend_xid IS NOT NULL"
)


def last_settled(rows: Iterable[tuple[int, datetime.datetime]], after: int) -> int:
    """The number up to which nothing can come in between any more; `rows` are numbers and times of
    the events after the one of the number `after`, in order.

    On PostgreSQL numbers can be committed out of order. A gap stays one when what comes after it is
    older than a minute, and than whatever is being written by a transaction that goes on: an import
    may take longer than that.
    """
    numbers = list(rows)
    last = numbers[-1][0] if numbers else after
    is_complete = last - after == len(numbers) or db.session.get_bind().dialect.name == "sqlite"
    if is_complete:
        return last
    before, last = _complete_before(), after
    for number, at in numbers:
        if number != last + 1 and at > before:
            break
        last = number
    return last


def _complete_before() -> datetime.datetime:
    oldest: datetime.datetime | None = db.session.scalar(_OLDEST_WRITER)
    young = clock.now() - _YOUNG
    return young if oldest is None else min(young, oldest - _YOUNG)
