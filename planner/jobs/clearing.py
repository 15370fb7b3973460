"""Deletes what is past its time, once a day."""

import datetime

from sqlalchemy import delete

from planner import clock
from planner.database import db
from planner.insights import weeks
from planner.models import JobRun, PasswordLink, SignInFailures
from planner.my_work import actions as availabilities

KEPT_RUNS = datetime.timedelta(days=30)
"""How long it is remembered which work of a day was done."""
KEPT_WEEKS = 8
"""How many weeks gone by people can look back at, with the hours that they had then."""


def clear() -> None:
    """Links that work no more, attempts that count no more, runs and hours of long ago."""
    now, today = clock.now(), clock.today()
    db.session.execute(delete(PasswordLink).where(PasswordLink.expires_at < now))
    db.session.execute(delete(SignInFailures).where(SignInFailures.forgotten_at < now))
    db.session.execute(delete(JobRun).where(JobRun.on < today - KEPT_RUNS))
    availabilities.forget_before(weeks.later(weeks.week_of(today), -KEPT_WEEKS))
    db.session.commit()
