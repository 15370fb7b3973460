"""Telling the members of a plan what became of its rating, before anybody else is told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, bindparam, delete, select, union_all

from planner import clock
from planner.actions.maturity.rating_changes import Matter, RatingTurn
from planner.actions.notices import notify
from planner.database import db, rows
from planner.models import Customer, Member, Notification, Person, Plan
from planner.models.kinds import OF_RATINGS, NotificationKind

_PLANS: BindParameter[list[int]] = bindparam("plan_ids", expanding=True)
_Told = dict[tuple[int, int], set[Matter]]


def tell(turns: Sequence[RatingTurn], actors: Mapping[int, int | None]) -> None:
    """Notify everybody on the plans but the one whose change it was.

    What was told earlier today and holds no longer is taken back from those who have not seen it.
    """
    told = _told_today(turns)
    fresh = {turn.plan_id: matters for turn in turns if (matters := turn.fresh_matters())}
    notify.write(
        {"plan_id": plan_id, "person_id": person_id, "kind": kind, "code": code}
        for plan_id, person_id in people_on(list(fresh))
        if person_id != actors.get(plan_id)
        for kind, code in sorted(fresh[plan_id] - told[plan_id, person_id], key=str)
    )


def _told_today(turns: Sequence[RatingTurn]) -> _Told:
    matters = {turn.plan_id: turn.matters() for turn in turns}
    told: _Told = defaultdict(set)
    outdated = []
    for identity, plan_id, person_id, kind, code, seen in rows(
        _TOLD, plan_ids=list(matters), today=clock.today()
    ):
        matter = (NotificationKind(kind), code)
        if seen or matter in matters[plan_id]:
            told[plan_id, person_id].add(matter)
        else:
            outdated.append(identity)
    if outdated:
        db.session.execute(delete(Notification).where(Notification.id.in_(outdated)))
    return told


_TOLD = select(
    Notification.id,
    Notification.plan_id,
    Notification.person_id,
    Notification.kind,
    Notification.code,
    Notification.seen,
).where(
    Notification.plan_id.in_(_PLANS),
    Notification.on == bindparam("today"),
    Notification.kind.in_(OF_RATINGS),
)


def people_on(plan_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Plan and person: the members who are there and the owner of the customer."""
    if not plan_ids:
        return []
    return sorted({(plan, person) for plan, person in rows(_PEOPLE_ON, plan_ids=list(plan_ids))})


_PEOPLE_ON: CompoundSelect[*tuple[Any, ...]] = union_all(
    select(Member.plan_id, Member.person_id)
    .join(Person, Person.id == Member.person_id)
    .where(Member.plan_id.in_(_PLANS), Member.left_on.is_(None), Person.is_active),
    select(Plan.id, Customer.owner_id)
    .join(Customer, Customer.id == Plan.customer_id)
    .join(Person, Person.id == Customer.owner_id)
    .where(Plan.id.in_(_PLANS), Person.is_active),
)
