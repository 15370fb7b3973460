"""How somebody stands to a lead, and which leads they see."""

from sqlalchemy import ColumnElement, and_, false, or_, select

from planner.access.standing import (
    general_standings,
    leads_a_team,
    member_standing,
    standings,
    standings_in_team,
)
from planner.access.table import Permission, Standing, allows
from planner.access.units import is_in, people_of
from planner.models import Customer, Lead, Member, Person, Plan


def lead_standings(person: Person, lead: Lead, plan: Plan | None) -> frozenset[Standing]:
    """`plan` is that of the customer that the lead is of, where there is one."""
    found = set(general_standings(person))
    if lead.customer is not None:
        found |= standings(person, lead.customer, plan)
    if lead.receiver_id == person.id:
        found.add(Standing.RECEIVER)
    receiver = lead.receiver
    if leads_a_team(person) and receiver and is_in(receiver.team_id, person.team_id):
        found |= standings_in_team(person)
    return frozenset(found)


def visible_leads(person: Person) -> ColumnElement[bool]:
    """The leads that somebody may read, as a condition on `Lead`."""
    scopes = (
        (Lead.receiver_id == person.id, {Standing.RECEIVER}),
        (_of_owned_customers(person), {Standing.OWNER}),
        (_of_own_plans(person), {member_standing(person.role)}),
        (_of_team(person), standings_in_team(person) if leads_a_team(person) else set()),
        (Lead.id.is_not(None), general_standings(person)),
    )
    return or_(
        false(), *(which for which, there in scopes if allows(Permission.SEE_LEAD, set(there)))
    )


def _of_owned_customers(person: Person) -> ColumnElement[bool]:
    return Lead.customer_id.in_(select(Customer.id).where(Customer.owner_id == person.id))


def _of_own_plans(person: Person) -> ColumnElement[bool]:
    on = and_(Member.person_id == person.id, Member.left_on.is_(None))
    plans = select(Plan.customer_id).join(Member, Member.plan_id == Plan.id).where(on)
    return Lead.customer_id.in_(plans)


def _of_team(person: Person) -> ColumnElement[bool]:
    team = people_of(person.team_id)
    customers = select(Customer.id).where(Customer.owner_id.in_(team))
    return or_(Lead.receiver_id.in_(team), Lead.customer_id.in_(customers))
