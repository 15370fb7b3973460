"""Choosing how to be told: in the program, and by mail at once, once a day or never."""

from sqlalchemy import select, update

from planner.actions.editing import wait_for_oneself
from planner.database import db
from planner.models import Notification, NotificationChoice, Person
from planner.models.kinds import ByMail, NotificationKind
from planner.queries.notices import notification_choices as queries
from planner.queries.notices.notification_choices import Choice


def choose(person: Person, kind: NotificationKind, choice: Choice) -> None:
    """Be told of one kind like this from now on; what waits to be mailed goes along."""
    wait_for_oneself(person)
    chosen = db.session.scalar(
        select(NotificationChoice).where(
            NotificationChoice.person_id == person.id, NotificationChoice.kind == kind
        )
    )
    if chosen is None:
        chosen = NotificationChoice(person_id=person.id, kind=kind)
        db.session.add(chosen)
    chosen.in_program, chosen.by_mail = choice.in_program, choice.by_mail
    db.session.flush()
    if choice.by_mail is ByMail.NEVER:
        waiting = update(Notification).where(
            Notification.person_id == person.id,
            Notification.kind == kind,
            Notification.mail_due_at.is_not(None),
        )
        db.session.execute(waiting.values(mail_due_at=None))


def send_no_mail(person: Person, kinds: list[NotificationKind]) -> None:
    """Mail nothing more of these kinds; in the program nothing changes."""
    for kind, choice in queries.choices_of_person(person.id).items():
        if kind in kinds:
            choose(person, kind, Choice(choice.in_program, ByMail.NEVER))


def daily_kinds(person: Person) -> list[NotificationKind]:
    """What comes in the daily mail."""
    found = queries.choices_of_person(person.id)
    return [kind for kind, choice in found.items() if choice.by_mail is ByMail.DAILY]
