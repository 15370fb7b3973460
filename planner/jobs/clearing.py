"""Deletes what is past its time, once a day."""

import datetime

from sqlalchemy import delete

from planner import clock
from planner.actions.notices import follows
from planner.database import db
from planner.insights import weeks
from planner.jobs import imports, leads
from planner.models import AccountMail, ApiAnswer, JobRun, PasswordLink, SignInFailures
from planner.models.people.api_token import ANSWERS_KEPT
from planner.my_work import actions as availabilities
from planner.reach import actions as introductions
from planner.webhooks import deliveries

KEPT_RUNS = datetime.timedelta(days=30)
"""How long it is remembered which work of a day was done."""
KEPT_WEEKS = 8
"""How many weeks gone by people can look back at, with the hours that they had then."""


def clear() -> None:
    """What ends by itself: links, mails that could not be sent, attempts, runs, hours gone by,
    following what is gone, what rejected leads have said, what was answered to programs, and what
    was sent to them."""
    now, today = clock.now(), clock.today()
    db.session.execute(delete(PasswordLink).where(PasswordLink.expires_at < now))
    db.session.execute(delete(AccountMail).where(AccountMail.given_up_at < now))
    db.session.execute(delete(SignInFailures).where(SignInFailures.forgotten_at < now))
    db.session.execute(delete(JobRun).where(JobRun.on < today - KEPT_RUNS))
    db.session.execute(delete(ApiAnswer).where(ApiAnswer.made_at <= now - ANSWERS_KEPT))
    deliveries.forget_old_deliveries()
    imports.forget_old()
    follows.forget_what_is_gone()
    leads.forget_rejected()
    introductions.forget_what_is_gone()
    availabilities.forget_before(weeks.later(weeks.week_of(today), -KEPT_WEEKS))
    db.session.commit()
