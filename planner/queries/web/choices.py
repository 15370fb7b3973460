"""What forms offer to choose from, as (id, name)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from planner.access import lies_in
from planner.database import db, rows
from planner.models import Contact, Contract, Deal, Field, Goal, Member, Person, Plan, Team
from planner.models.kinds import GoalStatus, Role, Side
from planner.models.people.telling_apart import Somebody, told_apart
from planner.words.kinds import word

Choices = list[tuple[int, str]]


_FIELDS = select(Field.id, Field.name).order_by(Field.name_folded)
_TEAMS = select(Team.id, Team.name).order_by(Team.name_folded)


def choices_of_fields() -> Choices:
    """All fields by name."""
    return _pairs(_FIELDS)


def choices_of_teams() -> Choices:
    """All teams by name."""
    return _pairs(_TEAMS)


def with_chosen(offered: Choices, chosen: Choices) -> Choices:
    """What is chosen already stays on offer, even if nobody could choose it anew."""
    found = dict(offered)
    for identity, name in chosen:
        found.setdefault(identity, name)
    return list(found.items())


def choices_of_goals(plan_id: int, also: int | None = None) -> Choices:
    """The live goals of a plan, and the one that is chosen already, even if it has ended."""
    return _pairs(
        select(Goal.id, Goal.title)
        .where(Goal.plan_id == plan_id, or_(Goal.status == GoalStatus.ACTIVE, Goal.id == also))
        .order_by(Goal.position, Goal.id)
    )


def choices_of_deals(plan_id: int) -> Choices:
    """The deals of a plan, the next ones first."""
    return _pairs(
        select(Deal.id, Deal.title).where(Deal.plan_id == plan_id).order_by(Deal.expected_on)
    )


def choices_of_contracts(customer_id: int) -> Choices:
    """What the customer has signed, in its order."""
    return _pairs(
        select(Contract.id, Contract.title)
        .where(Contract.customer_id == customer_id)
        .order_by(Contract.position, Contract.id)
    )


def choices_of_members(plan_id: int) -> Choices:
    """Who is on a plan now, and still with us."""
    return _named(rows(_MEMBERS, plan_id=plan_id))


def _on(plan_id: int | BindParameter[int]) -> Select[int]:
    return select(Member.person_id).where(Member.plan_id == plan_id, Member.left_on.is_(None))


def attendees(plan: Plan) -> Choices:
    """Who can have been at a review: the members, and the leads of the owner's team and
    department."""
    owner = plan.customer.owner
    team_id = owner.team_id if owner is not None else None
    leads = and_(lies_in(team_id, Person.team_id), Person.role == Role.TEAM_LEAD)
    there = or_(Person.id.in_(_on(plan.id)), leads)
    found = dict(choices_of_people(and_(there, Person.is_active)))
    on_plan = [identity for identity, _name in choices_of_members(plan.id)]
    order = [*on_plan, *(identity for identity in found if identity not in on_plan)]
    return [(identity, found[identity]) for identity in order]


_CONTACTS = (
    select(Contact.id, Contact.name)
    .where(Contact.customer_id == bindparam("customer_id"))
    .order_by(Contact.position, Contact.id)
)


def choices_of_contacts(customer_id: int) -> Choices:
    """The customer's people in their order."""
    return [(identity, name) for identity, name in rows(_CONTACTS, customer_id=customer_id)]


def owners(also: int | None) -> Choices:
    """Who can own a customer: the generalist side and the leads, and whoever does already."""
    sellers = [role for role in Role if role.side is Side.GENERALIST or role is Role.TEAM_LEAD]
    can = and_(Person.is_active, Person.role.in_(sellers))
    return choices_of_people(or_(can, Person.id == also))


def departments_for(team: Team | None) -> Choices:
    """What a team can lie below: another one that lies below nothing; nothing for a department."""
    below = aliased(Team)
    found = select(Team.id, Team.name).where(Team.department_id.is_(None))
    if team is not None:
        has_teams = exists().where(below.department_id == team.id)
        found = found.where(Team.id != team.id, ~has_teams)
    return _pairs(found.order_by(Team.name_folded))


def choices_of_people(which: ColumnElement[bool]) -> Choices:
    """These people by name; those of one name with what tells them apart."""
    return _named(db.session.execute(_PEOPLE.where(which)))


_PEOPLE = (
    select(Person.id, Person.name, Team.name, Field.name, Person.role, Person.unit, Person.email)
    .outerjoin(Team, Team.id == Person.team_id)
    .outerjoin(Field, Field.id == Person.field_id)
    .order_by(Person.name_folded, Person.id)
)
_MEMBERS = _PEOPLE.where(Person.id.in_(_on(bindparam("plan_id"))), Person.is_active)


def _named(those: Iterable[Any]) -> Choices:
    found = [
        Somebody(identity, name, (team, field, word(role), unit, email))
        for identity, name, team, field, role, unit, email in those
    ]
    names = told_apart(found)
    return [(somebody.id, names[somebody.id]) for somebody in found]


def _pairs(statement: Select[int, str]) -> Choices:
    return [(identity, name) for identity, name in db.session.execute(statement)]
