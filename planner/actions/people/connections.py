"""Bringing in one's own connections, and withdrawing them; nobody's history tells of it."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from planner.actions.editing import wait_for_oneself
from planner.database import db
from planner.models import Connection, Introduction, IntroductionAnswer, Notification, Person
from planner.models.kinds import NotificationKind

Known = tuple[str, str, str, str]
"""Name, company, address of the profile and e-mail; an empty text is unknown."""

_AT_ONCE = 1000
_SAID = (Connection.name, Connection.company, Connection.url, Connection.email)


def bring_in(connections: Sequence[Known], *, by: Person) -> bool:
    """Keep these instead of those brought in before; False where they are the same."""
    wait_for_oneself(by)
    new = list(connections)
    stored = select(*_SAID).where(Connection.person_id == by.id).order_by(Connection.id)
    if [tuple(row) for row in db.session.execute(stored)] == new:
        return False
    _forget_what_is_asked(by)
    db.session.execute(delete(Connection).where(Connection.person_id == by.id))
    names = [column.key for column in _SAID]
    rows = [{"person_id": by.id, **dict(zip(names, each, strict=True))} for each in new]
    for start in range(0, len(rows), _AT_ONCE):
        db.session.execute(insert(Connection), rows[start : start + _AT_ONCE])
    return True


def withdraw(*, by: Person) -> None:
    """Take away the file with every row; nobody is asked for introductions by it any more."""
    wait_for_oneself(by)
    _forget_what_is_asked(by)
    db.session.execute(delete(Connection).where(Connection.person_id == by.id))


def _forget_what_is_asked(person: Person) -> None:
    """That somebody is asked says that they know people there."""
    asked = Notification.kind == NotificationKind.INTRODUCTION_ASKED
    db.session.execute(delete(Notification).where(asked, Notification.person_id == person.id))


def forget(person: Person) -> None:
    """All of somebody who leaves, with what they have asked for and answered."""
    _forget_what_is_asked(person)
    db.session.execute(delete(Connection).where(Connection.person_id == person.id))
    mine = (IntroductionAnswer.person_id == person.id, Introduction.asker_id == person.id)
    db.session.execute(delete(IntroductionAnswer).where(mine[0]))
    db.session.execute(delete(Introduction).where(mine[1]))
