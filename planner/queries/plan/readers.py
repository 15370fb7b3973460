"""Who reads an item of a plan because of the work on it, and so can be told of it."""

from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import aliased

from planner.access import lies_in
from planner.database import rows
from planner.models import Activity, Customer, Field, Member, Person, Plan, Team
from planner.models.kinds import Role
from planner.models.people.telling_apart import Somebody, told_apart


@dataclass(frozen=True, slots=True)
class Reader:
    id: int
    name: str
    """With what tells people of one name apart, in brackets; in no language, since it is written
    into comments."""


_lead, _owner = aliased(Person), aliased(Person)
_OF_PLAN = (
    select(Member.person_id).where(
        Member.plan_id == bindparam("plan_id"), Member.left_on.is_(None)
    ),
    select(Customer.owner_id)
    .join(Plan, Plan.customer_id == Customer.id)
    .where(Plan.id == bindparam("plan_id"), Customer.owner_id.is_not(None)),
    select(_lead.id)
    .join(_owner, lies_in(_owner.team_id, _lead.team_id))
    .join(Customer, Customer.owner_id == _owner.id)
    .join(Plan, Plan.customer_id == Customer.id)
    .where(Plan.id == bindparam("plan_id"), _lead.role == Role.TEAM_LEAD),
)
_OF_ACTIVITY = (
    select(Activity.assignee_id).where(
        Activity.id == bindparam("activity_id"), Activity.assignee_id.is_not(None)
    ),
)
_READERS = (
    select(
        Person.id,
        Person.name,
        Team.name.label("team"),
        Field.name.label("field"),
        Person.unit,
        Person.email,
    )
    .outerjoin(Team, Team.id == Person.team_id)
    .outerjoin(Field, Field.id == Person.field_id)
    .where(Person.is_active)
    .order_by(Person.name_folded, Person.id)
)
_READ_PLAN = _READERS.where(or_(*(Person.id.in_(found) for found in _OF_PLAN)))
_READ_ACTIVITY = _READERS.where(
    or_(*(Person.id.in_(found) for found in (*_OF_PLAN, *_OF_ACTIVITY)))
)


def of(plan_id: int, subject: str | None, subject_id: int | None) -> list[Reader]:
    """The members, the owner and the leads of the owner's team; and of an activity whoever has
    it, whether they are on the plan or not."""
    if subject == Activity.__tablename__:
        found = rows(_READ_ACTIVITY, plan_id=plan_id, activity_id=subject_id)
    else:
        found = rows(_READ_PLAN, plan_id=plan_id)
    people = [
        Somebody(row.id, row.name, (row.team, row.field, row.unit, row.email)) for row in found
    ]
    return [Reader(identity, name) for identity, name in told_apart(people).items()]
