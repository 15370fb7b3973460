"""Who may still read what somebody was told, by the table of who may do what."""

from collections.abc import Callable
from functools import cache, partial

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, or_
from sqlalchemy.orm import aliased

from planner.access import TABLE, Permission, Standing, allows, lies_in, member_standing
from planner.access.decided import part_of
from planner.database import is_among
from planner.models import (
    Activity,
    Customer,
    Introduction,
    Involvement,
    Lead,
    Member,
    Notification,
    Participation,
    Person,
    Plan,
    Request,
    SponsorRequest,
    ValueRequest,
)
from planner.models.kinds import (
    OF_LEADS,
    OF_RATINGS,
    ActivityStatus,
    NotificationKind,
    PlanStatus,
    RequestStatus,
    Role,
    Side,
)
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS


def _is_read_by(standing: Standing) -> ColumnElement[bool]:
    """Whether somebody who stands so may read it; the table is asked when the statement runs."""
    kinds: BindParameter[str] = bindparam(
        None, callable_=partial(_kinds_for, standing), expanding=True, unique=True
    )
    return Notification.kind.in_(kinds)


def is_read_now_by(standing: Standing) -> ColumnElement[bool]:
    """The same, for a statement that is kept by the table."""
    return is_among(Notification.kind, _kinds_for(standing))


_ReadBy = Callable[[Standing], ColumnElement[bool]]


def may_be_read(read_by: _ReadBy = _is_read_by) -> ColumnElement[bool]:
    """Whether the person of a notification still may read what it is about.

    It is told to members, the owner, leads of the owner's team and whoever has the activity, as far
    as the table lets them read such a thing; an answer also to whoever has asked, that a rule
    asks for somebody to that one, that an executive or a value specialist is called for to that
    one, and what is followed to whoever sees it without the work on it. What belongs to no plan is
    told to whom it waits for.
    """
    asked = exists().where(
        Request.id == Notification.subject_id, Request.person_id == Notification.person_id
    )
    called = exists().where(
        SponsorRequest.id == Notification.subject_id,
        SponsorRequest.sponsor_id == Notification.person_id,
    )
    involved = exists().where(
        Involvement.id == Notification.subject_id, Involvement.person_id == Notification.person_id
    )
    return or_(
        _is_member(read_by),
        and_(_owns(), read_by(Standing.OWNER)),
        and_(_leads_team_of_owner(), read_by(Standing.LEAD)),
        and_(_has_activity(), read_by(Standing.ASSIGNEE)),
        and_(_takes_part(), read_by(Standing.PARTICIPANT)),
        and_(Notification.kind == NotificationKind.FOLLOWED, _follows_from_outside(read_by)),
        and_(Notification.kind == NotificationKind.REQUEST_ANSWERED, asked),
        and_(Notification.kind == NotificationKind.ASKED_BY_POLICY, involved),
        and_(Notification.kind == NotificationKind.EXECUTIVE_ASKED, called),
        and_(Notification.kind == NotificationKind.VALUE_ASKED, _is_asked_for_value()),
        and_(is_among(Notification.kind, OF_LEADS), _sees_lead(read_by)),
        _is_of_introductions(),
        and_(Notification.kind == NotificationKind.IMPORT_ENDED, _administers()),
    )


def _kinds_for(standing: Standing) -> list[str]:
    return _kinds_by(standing, tuple(TABLE.values()))


@cache
def _kinds_by(standing: Standing, _table: tuple[frozenset[Standing], ...]) -> list[str]:
    """What is told of a plan takes the sight of it, and of an activity the sight of that one.

    Kept, because every request asks; what the table says is part of what it is kept by.
    """
    return [
        kind.value
        for kind in NotificationKind
        if allows(sight := _sight(kind, standing), {standing})
        and allows(_NEEDED.get(kind, sight), {standing})
    ]


def _sight(kind: NotificationKind, standing: Standing) -> Permission:
    if kind in OF_LEADS:
        return Permission.SEE_LEAD
    return Permission.SEE_ACTIVITY if standing in _OF_ACTIVITY else Permission.SEE_PLAN


_OF_ACTIVITY = {Standing.ASSIGNEE, Standing.PARTICIPANT, Standing.FIELD_SPECIALIST}
_NEEDED = {
    **dict.fromkeys(OF_RATINGS, Permission.SEE_RATING_AT_ONCE),
    NotificationKind.COMMENT: Permission.SEE_COMMENTS,
    NotificationKind.MENTION: Permission.SEE_COMMENTS,
    NotificationKind.FOLLOWED: Permission.FOLLOW,
}


_ROLES = {
    standing: [role for role in Role if member_standing(role) is standing]
    for standing in sorted({member_standing(role) for role in Role})
}


def _is_member(read_by: _ReadBy) -> ColumnElement[bool]:
    """Members of the three kinds read what the table lets their kind read."""
    by_kind = [
        and_(is_among(Person.role, roles), read_by(standing)) for standing, roles in _ROLES.items()
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
        lies_in(owner.team_id, lead.team_id),
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


def _is_asked_for_value() -> ColumnElement[bool]:
    """One value specialist, or each of them as long as none has taken it."""
    person = aliased(Person)
    is_of_them = exists().where(
        person.id == Notification.person_id, is_among(person.role, [Role.VALUE_SPECIALIST])
    )
    return exists().where(
        ValueRequest.id == Notification.subject_id,
        or_(
            ValueRequest.person_id == Notification.person_id,
            and_(
                ValueRequest.person_id.is_(None),
                is_among(ValueRequest.status, [RequestStatus.PENDING]),
                is_of_them,
            ),
        ),
    )


def _sees_lead(read_by: _ReadBy) -> ColumnElement[bool]:
    """Who has it, leads of that one's team, and administrators."""
    receiver, lead = aliased(Person), aliased(Person)
    of_team = exists().where(
        Lead.id == Notification.subject_id,
        receiver.id == Lead.receiver_id,
        lead.id == Notification.person_id,
        is_among(lead.role, [Role.TEAM_LEAD]),
        lies_in(receiver.team_id, lead.team_id),
    )
    has_it = exists().where(
        Lead.id == Notification.subject_id, Lead.receiver_id == Notification.person_id
    )
    return or_(
        and_(has_it, read_by(Standing.RECEIVER)),
        and_(of_team, read_by(Standing.LEAD)),
        and_(_administers(), read_by(Standing.ADMINISTRATOR)),
    )


def _administers() -> ColumnElement[bool]:
    person = aliased(Person)
    return exists().where(person.id == Notification.person_id, person.is_administrator)


def _is_of_introductions() -> ColumnElement[bool]:
    """Whoever is asked, or has asked, as long as it is asked."""
    is_asked = exists().where(Introduction.id == Notification.subject_id)
    return or_(
        and_(Notification.kind == NotificationKind.INTRODUCTION_ASKED, is_asked),
        and_(
            Notification.kind == NotificationKind.INTRODUCTION_ANSWERED,
            exists().where(
                Introduction.id == Notification.subject_id,
                Introduction.asker_id == Notification.person_id,
            ),
        ),
    )


def _follows_from_outside(read_by: _ReadBy) -> ColumnElement[bool]:
    """Auditors, administrators who may read plans, and the field in which an activity waits."""
    person = aliased(Person)
    trusted = part_of(ADMINISTRATORS_SEE_PLANS) == "yes"
    waits = (
        exists()
        .where(
            Notification.subject == Activity.__tablename__,
            Activity.id == Notification.subject_id,
            Activity.status == ActivityStatus.OPEN,
            Activity.field_id == person.field_id,
            Plan.id == Activity.plan_id,
            Plan.status != PlanStatus.CLOSED,
            is_among(person.role, [role for role in Role if role.side is Side.SPECIALIST]),
        )
        .correlate(Notification, person)  # else it would be about any notification at all
    )
    return exists().where(
        person.id == Notification.person_id,
        or_(
            and_(person.is_auditor, read_by(Standing.AUDITOR)),
            and_(person.is_administrator, trusted, read_by(Standing.TRUSTED_ADMINISTRATOR)),
            and_(waits, read_by(Standing.FIELD_SPECIALIST)),
        ),
    )
