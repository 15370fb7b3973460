"""Deletes what is past its time, once a day."""

import datetime

from sqlalchemy import delete

from planner import clock
from planner.database import db
from planner.models import JobRun, PasswordLink, SignInFailures

KEPT_RUNS = datetime.timedelta(days=30)
"""How long it is remembered which work of a day was done."""


def clear() -> None:
    """Links that work no more, attempts to sign in that count no more, runs of long ago."""
    now, today = clock.now(), clock.today()
    db.session.execute(delete(PasswordLink).where(PasswordLink.expires_at < now))
    db.session.execute(delete(SignInFailures).where(SignInFailures.forgotten_at < now))
    db.session.execute(delete(JobRun).where(JobRun.on < today - KEPT_RUNS))
    db.session.commit()
