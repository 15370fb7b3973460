"""Bringing in one's own connections, and withdrawing them; nobody's history tells of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update

from planner.actions.editing import wait_for_oneself
from planner.database import db
from planner.models import Connection, Introduction, IntroductionAnswer, Notification, Person
from planner.models.kinds import NotificationKind

Known = tuple[str, str, str, str]
"""Name, company, address of the profile and e-mail; an empty text is unknown."""

_AT_ONCE = 1000
_Item = TypeVar("_Item")
_SAID = (Connection.name, Connection.company, Connection.url, Connection.email)
_TABLE = cast(Table, Connection.__table__)


@dataclass(frozen=True, slots=True)
class Brought:
    """How many rows of a file are new, changed, gone and as they were; the numbers add up to those
    of the file and of the one before."""

    new: int
    changed: int
    gone: int
    same: int

    @property
    def is_as_before(self) -> bool:
        return not (self.new or self.changed or self.gone)


def bring_in_connections(connections: Iterable[Known], *, by: Person) -> Brought:
    """Keep these instead of those brought in before. Whoever is in both files stays compared with
    the customers, unless another company or e-mail stands there now."""
    wait_for_oneself(by)
    stored, new, changed, same = _stored(by), [], [], 0
    for known in connections:
        before = stored[_who(known)].pop(0) if stored.get(_who(known)) else None
        if before is None:
            new.append(known)
        elif before[1] != known:
            changed.append((before[0], known))
        else:
            same += 1
    gone = [identity for those in stored.values() for identity, _known in those]
    _write(by, new, changed, gone)
    return Brought(len(new), len(changed), len(gone), same)


def _stored(person: Person) -> dict[Known, list[tuple[int, Known]]]:
    """By who it is, in the order of the file."""
    found: dict[Known, list[tuple[int, Known]]] = defaultdict(list)
    mine = select(Connection.id, *_SAID).where(Connection.person_id == person.id)
    for identity, *said in db.session.execute(mine.order_by(Connection.id)):
        known: Known = (said[0], said[1], said[2], said[3])
        found[_who(known)].append((identity, known))
    return found


def _who(known: Known) -> Known:
    """What stays of somebody who changes the company: the address of the profile, or the e-mail;
    without one of them nobody can tell."""
    _name, _company, url, email = known
    if url or email:
        return ("", "", url, "") if url else ("", "", "", email)
    return known


def _write(
    person: Person,
    new: Sequence[Known],
    changed: Sequence[tuple[int, Known]],
    gone: Sequence[int],
) -> None:
    """In batches: no database takes all of them at once."""
    if new or changed or gone:
        _forget_what_is_asked(person)
    for some in _batches(gone):
        db.session.execute(delete(Connection).where(Connection.id.in_(some)))
    names = [column.key for column in _SAID]
    for several in _batches(changed):
        rows = [{"row": i, **dict(zip(names, each, strict=True))} for i, each in several]
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        again = update(_TABLE).where(_TABLE.c.id == bindparam("row"))
        db.session.connection().execute(again.values(**values, is_compared=False), rows)
    for many in _batches(new):
        said = [{"person_id": person.id, **dict(zip(names, each, strict=True))} for each in many]
        db.session.execute(insert(Connection), said)


def _batches(items: Sequence[_Item]) -> Iterable[Sequence[_Item]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def note_customers(found: Mapping[int, int | None]) -> None:
    """Keep at which customer each of these connections is, or that it is at none."""
    rows = [{"row": identity, "customer": customer} for identity, customer in found.items()]
    compared = update(_TABLE).where(_TABLE.c.id == bindparam("row"))
    values: dict[str, Any] = {"customer_id": bindparam("customer"), "is_compared": True}
    db.session.connection().execute(compared.values(**values), rows)


def compare_again() -> None:
    """Customers were added, renamed and merged since; what was found holds until it is found
    anew."""
    db.session.execute(update(Connection).values(is_compared=False))


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
