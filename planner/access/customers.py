"""The customers of whom a person sees something, as conditions on `Customer`."""

from sqlalchemy import ColumnElement, false, or_, select, true

from planner.access.decided import administrators_see_plans, leads_see_ages
from planner.access.standing import leads_a_team
from planner.models import Customer, Member, Person, Plan


def visible_customers(person: Person) -> ColumnElement[bool]:
    """The customers whose plan `person` may read, as a condition on `Customer`.

    Customers without a plan are seen by administrators too, who bring them in and hand them out.
    """
    if person.is_auditor or (person.is_administrator and administrators_see_plans()):
        return true()
    reasons = [
        Customer.owner_id == person.id,
        Customer.id.in_(
            select(Plan.customer_id)
            .join(Member)
            .where(Member.person_id == person.id, Member.left_on.is_(None))
        ),
    ]
    if person.is_administrator:
        reasons.append(Customer.id.not_in(select(Plan.customer_id)))
    if leads_a_team(person):
        reasons.append(_of_team(person))
    return or_(*reasons)


def covered_customers(person: Person) -> ColumnElement[bool]:
    """The customers that `person` steers together with others, as a condition on `Customer`.

    A lead gets those of the own team and no others, also not those that the lead is a member of.
    """
    if person.is_auditor or (person.is_administrator and administrators_see_plans()):
        return true()
    return _of_team(person) if leads_a_team(person) else false()


def rated_customers(person: Person) -> ColumnElement[bool]:
    """The customers of whose plans `person` sees the ages added up, as a condition on `Customer`.

    An administrator who may read plans sees no ages for that, and so none of other teams.
    """
    if not leads_see_ages():
        return false()
    if person.is_auditor:
        return true()
    return _of_team(person) if leads_a_team(person) else false()


def _of_team(person: Person) -> ColumnElement[bool]:
    in_team = select(Person.id).where(Person.team_id == person.team_id)
    return Customer.owner_id.in_(in_team)
