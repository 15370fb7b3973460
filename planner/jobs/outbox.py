"""Mails what people are told: what is due stands in the database until it is sent.

Whoever takes a letter moves its time on. If the process ends before it is sent, it is due again
then; so in the worst case it is sent twice, and never lost.
"""

import datetime
from collections.abc import Collection
from functools import partial

from flask import current_app
from sqlalchemy import ColumnElement, bindparam, func, select, update

from planner import clock
from planner.config import Settings
from planner.database import db, only_reading, rows
from planner.jobs import letters, mail, mail_rounds
from planner.jobs.letters import Letter
from planner.models import Notification, Person
from planner.models.kinds import ByMail
from planner.queries.notices import notifications

GIVEN_UP_AFTER = datetime.timedelta(days=3)
"""What could not be sent for so long is not sent any more; it stands in the program."""
_MOST = 100


def send_due_mails() -> int:
    """Send what is due and nobody else is sending; how many mails have left."""
    settings: Settings = current_app.config["PLANNER"]
    if settings.mail is None:
        return 0
    return mail_rounds.send_each(_due(), partial(_send, settings))


def _due() -> list[Letter]:
    """The letters to send now, those that wait longest first."""
    with only_reading():
        found = rows(_DUE, now=clock.now(), most=_MOST)
        db.session.rollback()
    letters = (Letter.of(row.person_id, row.by_mail, row.plan_id, row.kind) for row in found)
    return list(dict.fromkeys(letters))


_DUE = (
    select(Notification.person_id, Notification.by_mail, Notification.plan_id, Notification.kind)
    .where(Notification.mail_due_at <= bindparam("now"))
    .group_by(Notification.person_id, Notification.by_mail, Notification.plan_id, Notification.kind)
    .order_by(func.min(Notification.id))
    .limit(bindparam("most"))
)


def _send(settings: Settings, letter: Letter) -> int:
    """Send one letter, if it is ours to send and there still is something to tell; 1 if it left."""
    ids = _take(letter)
    person = db.session.get(Person, letter.person_id)
    news = notifications.unseen(ids) if ids else []
    first_day = clock.today() - GIVEN_UP_AFTER
    news = [row for row in news if row.on >= first_day]
    if not news or person is None or not person.is_active or not person.email:
        _settle(ids)
        return 0
    message = letters.compose_letter(settings, letter, person, person.email, news)
    # A transaction must not stay open while the server answers.
    db.session.commit()
    if settings.mail is not None:
        mail.send(settings.mail, message)
    _settle(ids)
    return 1


def _take(letter: Letter) -> list[int]:
    """Keep the letter from all others for a while; nothing if somebody else has it."""
    now = clock.now()
    mine = (
        update(Notification)
        .where(*_parts_of(letter), Notification.mail_due_at <= now)
        .values(mail_due_at=now + mail_rounds.TAKEN_FOR)
        .returning(Notification.id)
        .execution_options(synchronize_session=False)
    )
    ids = list(db.session.scalars(mine))
    db.session.commit()
    return ids


def _parts_of(letter: Letter) -> list[ColumnElement[bool]]:
    way = ByMail.DAILY if letter.is_daily else ByMail.AT_ONCE
    parts: list[ColumnElement[bool]] = [
        Notification.person_id == letter.person_id,
        Notification.by_mail == way,
    ]
    if not letter.is_daily:
        parts += [Notification.plan_id == letter.plan_id, Notification.kind == letter.kind]
    return parts


def _settle(ids: Collection[int]) -> None:
    """These wait no longer."""
    if ids:
        done = update(Notification).where(Notification.id.in_(ids)).values(mail_due_at=None)
        db.session.execute(done)
    db.session.commit()
