"""How much is due for somebody or waits for them, as the bar of every page says."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from planner import clock
from planner.access import Permission, Standing, allows, member_standing
from planner.database import is_among
from planner.models import (
    Activity,
    Commitment,
    Customer,
    Goal,
    Involvement,
    InvolvementStatus,
    Lead,
    LeadStatus,
    Member,
    Person,
    Plan,
    Request,
)
from planner.models.kinds import ActivityStatus, GoalStatus, PlanStatus, RequestStatus, Role
from planner.models.leads.lead import OPEN_LEADS

_PersonId = InstrumentedAttribute[int] | ColumnElement[int]


def number_due(person_id: _PersonId) -> ColumnElement[int]:
    """The activities that are due, the requests that somebody may answer on the own plans, the
    signatures that a moved target asks for again, the plans onto which a rule asks somebody to
    come, and the leads to be answered, as a part of another statement that is kept by the table of
    who may do what.

    Every request asks for it. So it begins from what an index has of the person, and leaves the
    rest that waits to the page of today. What is filled in when it runs says nothing to the one who
    plans it: words stand in it.
    """
    return (
        _activities_due(person_id)
        + _requests_on_own_plans(person_id)
        + _requests_of_own_customers(person_id)
        + _moved_targets(person_id)
        + _involvements(person_id)
        + _leads(person_id)
    )


def _activities_due(person_id: _PersonId) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(Activity)
        .join(Plan, Plan.id == Activity.plan_id)
        .where(
            Activity.assignee_id == person_id,
            is_among(Activity.status, [ActivityStatus.PLANNED]),
            Activity.due_on <= bindparam(None, callable_=clock.today, unique=True),
            ~is_among(Plan.status, [PlanStatus.CLOSED]),
        )
        .scalar_subquery()
    )


def _requests_on_own_plans(person_id: _PersonId) -> ColumnElement[int]:
    return _waiting_requests(
        select(func.count())
        .select_from(Member)
        .join(Person, Person.id == Member.person_id)
        .join(Plan, Plan.id == Member.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(
            Member.person_id == person_id,
            Member.left_on.is_(None),
            or_(_is_of_role(Permission.STEER), _owns(person_id, Permission.STEER)),
        ),
        person_id,
    )


def _requests_of_own_customers(person_id: _PersonId) -> ColumnElement[int]:
    """Of those whom somebody owns without being on their plan."""
    return _waiting_requests(
        select(func.count())
        .select_from(Customer)
        .join(Person, Person.id == Customer.owner_id)
        .join(Plan, Plan.customer_id == Customer.id)
        .where(_owns(person_id, Permission.STEER), ~_is_on()),
        person_id,
    )


def _waiting_requests(of_plans: Select[int], person_id: _PersonId) -> ColumnElement[int]:
    return (
        of_plans.join(Request, Request.plan_id == Plan.id)
        .where(
            is_among(Request.status, [RequestStatus.PENDING]),
            Request.person_id != person_id,
            ~is_among(Plan.status, [PlanStatus.CLOSED]),
            ~Person.is_auditor,  # who may change nothing, however they stand
        )
        .scalar_subquery()
    )


def _moved_targets(person_id: _PersonId) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(Commitment)
        .join(Person, Person.id == Commitment.person_id)
        .join(Goal, Goal.id == Commitment.goal_id)
        .join(Plan, Plan.id == Goal.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(
            Commitment.person_id == person_id,
            Commitment.asked_again_on.is_not(None),
            is_among(Goal.status, [GoalStatus.ACTIVE]),
            ~is_among(Plan.status, [PlanStatus.CLOSED]),
            ~Person.is_auditor,
            or_(
                _owns(person_id, Permission.SIGN),
                and_(_is_of_role(Permission.SIGN), _is_on()),
            ),
        )
        .scalar_subquery()
    )


def _involvements(person_id: _PersonId) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(Involvement)
        .join(Person, Person.id == Involvement.person_id)
        .join(Plan, Plan.id == Involvement.plan_id)
        .where(
            Involvement.person_id == person_id,
            is_among(Involvement.status, [InvolvementStatus.ASKED]),
            ~is_among(Plan.status, [PlanStatus.CLOSED]),
            ~Person.is_auditor,
        )
        .scalar_subquery()
    )


def number_of_leads(person_id: _PersonId) -> ColumnElement[int]:
    """The open leads that somebody has, as the same kind of part."""
    return _leads(person_id, OPEN_LEADS)


def _leads(
    person_id: _PersonId, statuses: Collection[LeadStatus] = (LeadStatus.NEW,)
) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(Lead)
        .join(Person, Person.id == Lead.receiver_id)
        .where(
            Lead.receiver_id == person_id,
            is_among(Lead.status, statuses),
            ~Person.is_auditor,
        )
        .scalar_subquery()
    )


def _is_on() -> ColumnElement[bool]:
    """Whether the person of the statement around it is on the plan of that one. Not named by what
    is further around: that would be taken for anybody at all."""
    on_it = select(Member.id).where(
        Member.plan_id == Plan.id, Member.person_id == Person.id, Member.left_on.is_(None)
    )
    return on_it.exists()


def _owns(person_id: _PersonId, permission: Permission) -> ColumnElement[bool]:
    is_allowed = allows(permission, {Standing.OWNER})
    return Customer.owner_id == person_id if is_allowed else false()


def _is_of_role(permission: Permission) -> ColumnElement[bool]:
    """Whether members of the person's role may do this."""
    return is_among(Person.role, _roles_that_may(permission))


def _roles_that_may(permission: Permission) -> list[Role]:
    return [role for role in Role if allows(permission, {member_standing(role)})]
