"""What somebody was told: only of plans that the person still stands on."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from planner.access import Permission, Standing, allows, member_standing
from planner.database import from_row, from_rows, rows
from planner.models import (
    Activity,
    Customer,
    Event,
    Member,
    Notification,
    Participation,
    Person,
    Plan,
    Request,
)
from planner.models.kinds import OF_RATINGS, NotificationKind, Role

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class NotificationRow:
    id: int
    plan_id: int
    customer: str
    kind: NotificationKind
    code: str | None
    on: datetime.date
    seen: bool
    subject: str | None
    subject_id: int | None
    happened: str | None
    comment_id: int | None
    """The id of what the event is about: of a comment its own."""
    name: str
    by: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What was told of one plan on one day."""

    plan_id: int
    customer: str
    on: datetime.date
    rows: tuple[NotificationRow, ...]

    @property
    def is_of_rating(self) -> bool:
        return any(row.kind in OF_RATINGS for row in self.rows)

    @property
    def is_unseen(self) -> bool:
        return any(not row.seen for row in self.rows)


def may_be_read() -> ColumnElement[bool]:
    """Whether the person of a notification still may read what it is about.

    It is told to members, the owner, leads of the owner's team and whoever has the activity, as far
    as the table lets them read such a thing; an answer also to whoever has asked.
    """
    asked = exists().where(
        Request.id == Notification.subject_id, Request.person_id == Notification.person_id
    )
    return or_(
        _is_member(),
        and_(_owns(), _is_read_by(Standing.OWNER)),
        and_(_leads_team_of_owner(), _is_read_by(Standing.LEAD)),
        and_(_has_activity(), _is_read_by(Standing.ASSIGNEE)),
        and_(_takes_part(), _is_read_by(Standing.PARTICIPANT)),
        and_(Notification.kind == NotificationKind.REQUEST_ANSWERED, asked),
    )


def _is_read_by(standing: Standing) -> ColumnElement[bool]:
    """Whether somebody who stands so may read it; the table is asked when the statement runs."""
    kinds: BindParameter[str] = bindparam(
        None, callable_=partial(_kinds_for, standing), expanding=True, unique=True
    )
    return Notification.kind.in_(kinds)


def _kinds_for(standing: Standing) -> list[str]:
    """What is told of a plan takes the sight of it, and of an activity the sight of that one."""
    of_activity = standing in (Standing.ASSIGNEE, Standing.PARTICIPANT)
    sight = Permission.SEE_ACTIVITY if of_activity else Permission.SEE_PLAN
    return [
        kind.value
        for kind in NotificationKind
        if allows(sight, {standing}) and allows(_NEEDED.get(kind, sight), {standing})
    ]


_NEEDED = {
    **dict.fromkeys(OF_RATINGS, Permission.SEE_RATING_AT_ONCE),
    NotificationKind.COMMENT: Permission.SEE_COMMENTS,
    NotificationKind.MENTION: Permission.SEE_COMMENTS,
}


_ROLES = {
    standing: [role for role in Role if member_standing(role) is standing]
    for standing in sorted({member_standing(role) for role in Role})
}


def _is_member() -> ColumnElement[bool]:
    """Members of the three kinds read what the table lets their kind read."""
    by_kind = [
        and_(Person.role.in_(roles), _is_read_by(standing)) for standing, roles in _ROLES.items()
    ]
    return exists().where(
        Member.plan_id == Notification.plan_id,
        Member.person_id == Notification.person_id,
        Member.left_on.is_(None),
        Person.id == Member.person_id,
        or_(*by_kind),
    )


def _owns() -> ColumnElement[bool]:
    plan, customer = aliased(Plan), aliased(Customer)
    return exists().where(
        plan.id == Notification.plan_id,
        customer.id == plan.customer_id,
        customer.owner_id == Notification.person_id,
    )


def _leads_team_of_owner() -> ColumnElement[bool]:
    lead, owner = aliased(Person), aliased(Person)
    plan, customer = aliased(Plan), aliased(Customer)
    return exists().where(
        plan.id == Notification.plan_id,
        customer.id == plan.customer_id,
        owner.id == customer.owner_id,
        lead.id == Notification.person_id,
        lead.role == Role.TEAM_LEAD,
        lead.team_id == owner.team_id,
    )


def _has_activity() -> ColumnElement[bool]:
    has_it = exists().where(
        Activity.id == Notification.subject_id, Activity.assignee_id == Notification.person_id
    )
    return and_(Notification.subject == Activity.__tablename__, has_it)


def _takes_part() -> ColumnElement[bool]:
    takes_part = exists().where(
        Participation.activity_id == Notification.subject_id,
        Participation.person_id == Notification.person_id,
    )
    return and_(Notification.subject == Activity.__tablename__, takes_part)


def number_unseen(person_id: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """How much somebody has not seen yet, as a part of another statement."""
    return (
        select(func.count())
        .select_from(Notification)
        .where(
            Notification.person_id == person_id,
            ~Notification.seen,
            Notification.shown,
            may_be_read(),
        )
        .scalar_subquery()
    )


_actor = aliased(Person)
_COLUMNS = (
    select(
        Notification.id,
        Notification.plan_id,
        Customer.name.label("customer"),
        Notification.kind,
        Notification.code,
        Notification.on,
        Notification.seen,
        Notification.subject,
        Notification.subject_id,
        Event.type.label("happened"),
        Event.subject_id.label("comment_id"),
        func.coalesce(Event.subject_name, "").label("name"),
        _actor.name.label("by"),
    )
    .join(Plan, Plan.id == Notification.plan_id)
    .join(Customer, Customer.id == Plan.customer_id)
    .outerjoin(Event, Event.id == Notification.event_id)
    .outerjoin(_actor, _actor.id == Event.actor_id)
    .where(may_be_read())
    .order_by(
        Notification.on.desc(), Notification.plan_id, Notification.kind.desc(), Notification.id
    )
)
_OF_PERSON = _COLUMNS.where(
    Notification.person_id == bindparam("person_id"), Notification.shown
).limit(_MOST_SHOWN)
_ONE = _COLUMNS.where(
    Notification.person_id == bindparam("person_id"), Notification.id == bindparam("id")
)
_UNSEEN = _COLUMNS.where(Notification.id.in_(bindparam("ids", expanding=True)), ~Notification.seen)


def unseen(ids: Collection[int]) -> list[NotificationRow]:
    """Those of these that their person may still read and has not seen yet."""
    return from_rows(NotificationRow, rows(_UNSEEN, ids=sorted(ids)))


def one_of(person: Person, identity: int) -> NotificationRow | None:
    """What a person was told and may still read."""
    found = rows(_ONE, person_id=person.id, id=identity)
    return from_row(NotificationRow, found[0]) if found else None


def of_person(person: Person) -> list[News]:
    """The newest first, by day and plan; one statement."""
    found = from_rows(NotificationRow, rows(_OF_PERSON, person_id=person.id))
    return list(_by_plan(found))


def _by_plan(found: Iterable[NotificationRow]) -> Iterator[News]:
    for (on, plan_id), group in groupby(found, key=lambda row: (row.on, row.plan_id)):
        together = tuple(group)
        yield News(plan_id, together[0].customer, on, together)
