"""Which of several processes does a job of the day: the one whose row is in the table first."""

import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.database import db
from planner.models import JobRun

LOCK_HELD = datetime.timedelta(minutes=10)
"""A process that has not said anything for so long has ended, and another takes the job up."""


def take(name: str) -> bool:
    """Whether today's job of this name is ours to do now; nobody else is told so until we end."""
    today = clock.today()
    try:
        db.session.add(JobRun(name=name, on=today, held_until=clock.now() + LOCK_HELD))
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
    else:
        return True
    left = update(JobRun).where(
        JobRun.name == name, JobRun.on == today, ~JobRun.done, JobRun.held_until < clock.now()
    )
    return _changed(left.values(held_until=clock.now() + LOCK_HELD)) == 1


def go_on(name: str) -> None:
    """Say that the job is still being done."""
    _changed(_todays(name).values(held_until=clock.now() + LOCK_HELD))


def finish(name: str) -> None:
    """Nobody does it again today."""
    _changed(_todays(name).values(done=True))


def _todays(name: str) -> Any:
    return update(JobRun).where(JobRun.name == name, JobRun.on == clock.today())


def _changed(statement: Any) -> int:
    done = cast(CursorResult[Any], db.session.execute(statement))
    db.session.commit()
    return done.rowcount
