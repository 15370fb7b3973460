"""Writes down whom to tell of what, in the program and by mail, as each one has chosen."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import insert, update

from planner import clock
from planner.actions.notices import followed_changes
from planner.database import db
from planner.models import Event, Notification, Person
from planner.models.kinds import ByMail, NotificationKind
from planner.queries.notices import notification_choices
from planner.queries.notices.notification_choices import DEFAULT_CHOICES
from planner.queries.plan import readers

DIGEST_HOUR = 7
"""When the daily mail is due, in the organisation's time zone."""

_Item = tuple[str, int]
"""The table of what somebody is told of, and its id there."""

_Row = dict[str, Any]


def tell(
    plan_id: int,
    people: Mapping[int, NotificationKind],
    *,
    by: Person | None,
    event: Event | None,
    item: _Item,
    also: Collection[int] = (),
) -> None:
    """Tell people of an item: not the one who acted, and nobody who may not read it.

    `also` may be told without reading the plan, since they were answered.
    """
    wanted = _others(people, by)
    if not wanted:
        return
    followed_changes.note_told(wanted)
    allowed = {reader.id for reader in readers.of(plan_id, *item)} | set(also)
    about = _about(plan_id, event, item)
    write(
        {"person_id": person, "kind": kind, **about}
        for person, kind in sorted(wanted.items())
        if person in allowed
    )


def tell_beside_plans(
    people: Mapping[int, NotificationKind],
    *,
    by: Person | None,
    event: Event | None,
    item: _Item,
) -> None:
    """The same of what belongs to no plan, where nobody is told but whom it waits for."""
    about = _about(None, event, item)
    write({"person_id": who, "kind": kind, **about} for who, kind in _others(people, by).items())


def _others(
    people: Mapping[int, NotificationKind], by: Person | None
) -> dict[int, NotificationKind]:
    return {person: kind for person, kind in people.items() if by is None or person != by.id}


def _about(plan_id: int | None, event: Event | None, item: _Item) -> _Row:
    subject, subject_id = item
    of_event = {"event_id": event.id if event else None, "code": None}
    return {"plan_id": plan_id, "subject": subject, "subject_id": subject_id, **of_event}


def write(told: Iterable[_Row]) -> None:
    """Keep rows of notifications, each as its person has chosen."""
    found = list(told)
    chosen = notification_choices.of_people([row["person_id"] for row in found])
    new = []
    for row in found:
        choice = chosen.get((row["person_id"], row["kind"]), DEFAULT_CHOICES[row["kind"]])
        if choice.in_program or choice.by_mail is not ByMail.NEVER:
            new.append({**_NOWHERE, **row, **_way(choice.in_program, choice.by_mail)})
    if new:
        with db.session.no_autoflush:  # a part of what is being written
            db.session.execute(_ADD, new)


def see(
    person: Person, plan_id: int | None = None, kinds: Collection[NotificationKind] = ()
) -> None:
    """Mark a person's notifications of one plan as seen, of these kinds beside plans, or all."""
    mine = update(Notification).where(Notification.person_id == person.id, ~Notification.seen)
    if plan_id is not None:
        mine = mine.where(Notification.plan_id == plan_id)
    elif kinds:
        mine = mine.where(Notification.plan_id.is_(None), Notification.kind.in_(kinds))
    db.session.execute(mine.values(seen=True))


_ADD = insert(Notification)
_NOWHERE: _Row = {"subject": None, "subject_id": None, "event_id": None, "seen": False}


def _way(in_program: bool, by_mail: ByMail) -> _Row:
    due = None
    if by_mail is not ByMail.NEVER:
        due = clock.now() if by_mail is ByMail.AT_ONCE else clock.next_hour(DIGEST_HOUR)
    way = {"shown": in_program, "by_mail": by_mail, "mail_due_at": due}
    return {"on": clock.today(), **way}
