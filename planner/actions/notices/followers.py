"""Tells those who follow a customer, a plan or an item what has become of it.

They are told at the end of each transaction and in a fixed number of statements, however much has
happened in it and however many follow. Of a plan, and of an item, somebody is told once a day until
they have looked: what happens meanwhile takes the place of what was told.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, event as orm_events, select, update
from sqlalchemy.orm import Session

from planner import clock
from planner.access import Permission, activity_standings, allows, standings
from planner.actions.history.row_json import table_of
from planner.actions.notices import followed_changes, notify
from planner.actions.notices.followed_changes import FollowedChange, FollowedItem
from planner.database import db, named, rows
from planner.models import Activity, Notification, Person, Plan
from planner.models.kinds import NotificationKind
from planner.queries.notices import followers
from planner.queries.notices.followers import Followers
from planner.queries.plan import plans as plan_queries

_Told = dict[tuple[int, FollowedItem], FollowedChange]
"""By person, and by what they are told of."""


def listen() -> None:
    """Begin to tell; to be told more than once changes nothing."""
    for name, hear in (("before_commit", _tell_at_the_end), ("after_rollback", _forget)):
        if not orm_events.contains(db.session, name, hear):
            orm_events.listen(db.session, name, hear)


def _tell_at_the_end(session: Session) -> None:
    if session.in_nested_transaction():
        return  # the end of a savepoint is not yet the end
    session.flush()
    changes, told_otherwise = followed_changes.take()
    if changes:
        tell(changes, told_otherwise)


def _forget(_session: Session) -> None:
    followed_changes.forget()


def tell(changes: Sequence[FollowedChange], told_otherwise: Collection[int]) -> None:
    """Tell everybody who follows, may see it, did not do it, and is not told of it otherwise."""
    plans = _plans_of(changes)
    placed = [(each, plans[each.event.id]) for each in changes if each.event.id in plans]
    if not placed:
        return
    found = followers.followers_of(list(plans.values()), [each.item for each, _plan in placed])
    actors = {each.event.actor_id for each in changes}
    silent = set(told_otherwise) | (actors if len(actors) == 1 else set())
    people = _people(found.people - silent)
    if told := _told(placed, found, people):
        _write(told, plans)


def _told(
    placed: Iterable[tuple[FollowedChange, Plan]], found: Followers, people: Collection[Person]
) -> _Told:
    told: _Told = {}
    for change, plan in placed:
        for person in people:
            of = found.followed(person.id, change.item, plan)
            is_member = (person.id, plan.id) in found.members
            others = person.id != change.event.actor_id
            if of and others and _sees(person, change, plan, is_member=is_member):
                told[person.id, of] = change
    return told


def _sees(person: Person, change: FollowedChange, plan: Plan, *, is_member: bool) -> bool:
    """Looked at now, since who follows may have lost the sight of it; the table decides."""
    there = standings(person, plan.customer, plan, is_member=is_member)
    subject, identity = change.item
    sight = Permission.SEE_PLAN
    if subject == Activity.__tablename__ and not allows(sight, there):
        activity = db.session.get(Activity, identity)
        if activity is None:
            return False
        there = activity_standings(person, activity, is_member=is_member)
        sight = Permission.SEE_ACTIVITY
    said = not change.is_said or allows(Permission.SEE_COMMENTS, there)
    return said and allows(sight, there) and allows(Permission.FOLLOW, there)


def _plans_of(changes: Sequence[FollowedChange]) -> dict[int, Plan]:
    """By event the plan that it is told in: of what belongs to the customer, the current one."""
    customers = {
        each.event.customer_id
        for each in changes
        if each.event.plan_id is None and each.event.customer_id is not None
    }
    current = plan_queries.plans_of_customers(customers) if customers else {}
    ids = {
        each.event.id: each.event.plan_id or current[each.event.customer_id or 0][0].id
        for each in changes
        if each.event.plan_id or each.event.customer_id in current
    }
    if not ids:
        return {}
    known = plan_queries.loaded_plans(set(ids.values()))
    return {event_id: known[plan_id] for event_id, plan_id in ids.items() if plan_id in known}


def _people(ids: Collection[int]) -> Sequence[Person]:
    if not ids:
        return []
    return db.session.scalars(_ACTIVE, {"people": list(ids)}).all()


_ACTIVE = named(
    select(Person)
    .where(Person.id.in_(bindparam("people", expanding=True)), Person.is_active)
    .order_by(Person.id)
)


def _write(told: _Told, plans: Mapping[int, Plan]) -> None:
    """New rows for what nobody was told of yet; what waits unseen since this morning says the
    newest instead."""
    waiting = {
        (row.person_id, (row.subject, row.subject_id)): row.id
        for row in rows(_WAITING, people=[person for person, _of in told], today=clock.today())
    }
    again = [
        {"row": waiting[whom], "newest": change.event.id}
        for whom, change in told.items()
        if whom in waiting
    ]
    if again:
        db.session.connection().execute(_SAY_THE_NEWEST, again)
    notify.write(_row(whom, change, plans) for whom, change in told.items() if whom not in waiting)


def _row(
    whom: tuple[int, FollowedItem], change: FollowedChange, plans: Mapping[int, Plan]
) -> dict[str, Any]:
    person_id, (subject, subject_id) = whom
    return {
        "plan_id": plans[change.event.id].id,
        "person_id": person_id,
        "kind": NotificationKind.FOLLOWED,
        "code": None,
        "subject": subject,
        "subject_id": subject_id,
        "event_id": change.event.id,
    }


_WAITING = select(
    Notification.id, Notification.person_id, Notification.subject, Notification.subject_id
).where(
    Notification.person_id.in_(bindparam("people", expanding=True)),
    Notification.kind == NotificationKind.FOLLOWED,
    Notification.on == bindparam("today"),
    ~Notification.seen,
)
_SAY_THE_NEWEST = (
    update(table_of(Notification))
    .where(table_of(Notification).c.id == bindparam("row"))
    .values(event_id=bindparam("newest"))
)
