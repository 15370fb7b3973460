"""The mail of the week to leads: made due on Mondays, sent as the outbox sends its letters.

A letter tells what has changed since the one before, so that none is missed when one could not be
sent, or the program was not running on a Monday.
"""

import datetime
import smtplib
from functools import partial

from flask import current_app
from sqlalchemy import select, update

from planner import clock
from planner.access import Permission, allows, general_standings
from planner.actions.notices import week_letters
from planner.actions.notices.notify import DIGEST_HOUR
from planner.config import Settings
from planner.database import db
from planner.jobs import job_lock, mail, mail_rounds, week_mails
from planner.models import Person, WeekLetter
from planner.models.kinds import Role
from planner.team.weeks.queries import team_weeks, week_gaps

MONDAY = 0
_FIRST = datetime.timedelta(days=7)
"""What the first letter of all looks back on."""
_JOB = "weeks"


def send_week_letters() -> int:
    """Make the letters of the week due if it is time, and send those that are; how many left."""
    settings: Settings = current_app.config["PLANNER"]
    if settings.mail is None:
        return 0
    if _is_time() and job_lock.take(_JOB):
        _prepare()
        job_lock.finish(_JOB)
    return mail_rounds.send_each(_due(), partial(_send_or_give_up, settings))


def _is_time() -> bool:
    now = clock.local(clock.now())
    return now.weekday() == MONDAY and now.hour >= DIGEST_HOUR


def _prepare() -> None:
    leads = select(Person).where(Person.role == Role.TEAM_LEAD, Person.is_active)
    for person in db.session.scalars(leads.order_by(Person.id)):
        letter = week_letters.of(person)
        if letter.wanted and _may(person, Permission.GET_WEEK_MAIL) and person.email:
            letter.mail_due_at = clock.now()
    db.session.commit()


def _may(person: Person, permission: Permission) -> bool:
    return allows(permission, general_standings(person))


def _due() -> list[int]:
    due = select(WeekLetter.id).where(WeekLetter.mail_due_at <= clock.now())
    found = list(db.session.scalars(due.order_by(WeekLetter.id)))
    db.session.rollback()
    return found


def _send_or_give_up(settings: Settings, letter_id: int) -> int:
    try:
        return _send(settings, letter_id)
    except smtplib.SMTPRecipientsRefused:
        _settle(letter_id)
        return 0


def _send(settings: Settings, letter_id: int) -> int:
    """Send one letter, if it is ours to send and there is something to tell; 1 if it left."""
    if not mail_rounds.take_mail(WeekLetter, letter_id):
        return 0
    letter = db.session.get_one(WeekLetter, letter_id, populate_existing=True)
    person, until = letter.person, clock.today()
    gaps = week_gaps.gaps_of(person)
    since = letter.since or until - _FIRST
    may_know = letter.wanted and person.is_active and _may(person, Permission.GET_WEEK_MAIL)
    if not may_know or not person.email:
        _settle(letter_id)
        return 0
    week = team_weeks.of_lead(
        person, since, until, letter.gaps, gaps, with_ages=_may(person, Permission.SEE_MATURITY)
    )
    message = None if week.is_empty else week_mails.compose_week_mail(settings, person, since, week)
    # A transaction must not stay open while the server answers.
    db.session.commit()
    if message is not None and settings.mail is not None:
        mail.send(settings.mail, message)
    _settle(letter_id, since=until, gaps=gaps)
    return int(message is not None)


def _settle(letter_id: int, **told: object) -> None:
    """It waits no longer; what it told is where the next one begins."""
    done = update(WeekLetter).where(WeekLetter.id == letter_id)
    db.session.execute(done.values(mail_due_at=None, **told))
    db.session.commit()
