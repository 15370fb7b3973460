"""How a person stands to a customer, its plan and an activity of it."""

from sqlalchemy import BindParameter, bindparam, exists, or_, select

from planner.access import own_field
from planner.access.decided import administrators_see_plans, leads_see_ages
from planner.access.table import Standing
from planner.access.units import is_in
from planner.database import rows
from planner.models import (
    Activity,
    Customer,
    Member,
    Participation,
    Person,
    Plan,
    SponsorRequest,
    ValueRequest,
)
from planner.models.kinds import Role, Side


def leads_a_team(person: Person) -> bool:
    """Whoever leads without a team leads nobody, and not everybody."""
    return person.role is Role.TEAM_LEAD and person.team_id is not None


def general_standings(person: Person) -> set[Standing]:
    """How somebody stands to everything, whatever the customer."""
    standings = set() if has_desk_alone(person) else {Standing.COLLEAGUE}
    if person.is_auditor:
        standings.add(Standing.AUDITOR)
        if leads_see_ages():
            standings.add(Standing.INFORMED_AUDITOR)
    standings |= _of_role(person)
    if leads_a_team(person):
        standings.add(Standing.TEAM_LEAD)
        if leads_see_ages():
            standings.add(Standing.INFORMED_TEAM_LEAD)
    if person.is_administrator:
        standings.add(Standing.ADMINISTRATOR)
        if administrators_see_plans():
            standings.add(Standing.TRUSTED_ADMINISTRATOR)
    return standings


def has_desk_alone(person: Person) -> bool:
    """Whether somebody is an executive and no more: called for a talk, and on no plan."""
    return may_have_desk_alone(person) and not rows(_HAS_PLANS, person_id=person.id)[0][0]


def may_have_desk_alone(person: Person) -> bool:
    """The same as far as their own row says it; of all others it says everything."""
    is_more = person.is_auditor or person.is_administrator
    return person.role is Role.EXECUTIVE_SPONSOR and not is_more


_PERSON: BindParameter[int] = bindparam("person_id")
_HAS_PLANS = select(
    or_(
        exists().where(Member.person_id == _PERSON, Member.left_on.is_(None)),
        exists().where(Customer.owner_id == _PERSON),
        exists().where(Activity.assignee_id == _PERSON),
        exists().where(Participation.person_id == _PERSON),
    )
)


def _of_role(person: Person) -> set[Standing]:
    """Who audits is called for no talk."""
    if person.side is Side.GENERALIST or person.role is Role.TEAM_LEAD:
        return {Standing.SELLER}
    if person.role is Role.VALUE_SPECIALIST and not person.is_auditor:
        return {Standing.VALUE_SPECIALIST}
    is_executive = person.role is Role.EXECUTIVE_SPONSOR and not person.is_auditor
    return {Standing.EXECUTIVE} if is_executive else set()


def team_standings(person: Person, team_id: int | None) -> frozenset[Standing]:
    """How somebody stands to what belongs to a team; the lead of another one leads nothing here,
    that of its department does."""
    found = general_standings(person)
    if not is_in(team_id, person.team_id):
        found.discard(Standing.TEAM_LEAD)
    return frozenset(found)


def standings(
    person: Person, customer: Customer, plan: Plan | None, *, is_member: bool | None = None
) -> frozenset[Standing]:
    """How `person` stands to a customer and, where there is one, to that plan of it.

    Having been on another plan of the customer gives no sight of this one. `is_member` saves the
    look-up where the caller knows it.
    """
    on_it = plan is not None and (_is_on(person, plan) if is_member is None else is_member)
    return standings_to_owned(person, customer.owner, is_member=on_it)


def standings_to_owned(
    person: Person, owner: Person | None, *, is_member: bool
) -> frozenset[Standing]:
    """The same for who knows no more than whose the customer is, or was."""
    found = general_standings(person)
    if is_member:
        found.add(member_standing(person.role))
    if owner is not None and owner.id == person.id:
        found.add(Standing.OWNER)
    if leads_a_team(person) and owner is not None and is_in(owner.team_id, person.team_id):
        found |= standings_in_team(person)
    return frozenset(found)


def standings_in_team(person: Person) -> frozenset[Standing]:
    """How whoever leads a team stands to each of its customers; the same for others as to all."""
    found = general_standings(person)
    if leads_a_team(person):
        found.add(Standing.LEAD)
        if leads_see_ages():
            found.add(Standing.INFORMED_LEAD)
    return frozenset(found)


def member_standing(role: Role) -> Standing:
    """How somebody with this role stands to the plans that they are on."""
    return _MEMBER_OF[role.side]


_MEMBER_OF = {
    Side.GENERALIST: Standing.GENERALIST_MEMBER,
    Side.SPECIALIST: Standing.SPECIALIST_MEMBER,
    None: Standing.OTHER_MEMBER,
}
_MEMBERSHIP = select(Member.id).where(
    Member.plan_id == bindparam("plan_id"),
    Member.person_id == bindparam("person_id"),
    Member.left_on.is_(None),
)


def _is_on(person: Person, plan: Plan) -> bool:
    return bool(rows(_MEMBERSHIP, plan_id=plan.id, person_id=person.id))


_PARTICIPATION = select(Participation.position).where(
    Participation.activity_id == bindparam("activity_id"),
    Participation.person_id == bindparam("person_id"),
)


def _takes_part(person: Person, activity: Activity) -> bool:
    return bool(rows(_PARTICIPATION, activity_id=activity.id, person_id=person.id))


def field_standings(person: Person) -> frozenset[Standing]:
    """How somebody stands to what lies in the own field, of a plan that they are not on."""
    audits = {Standing.AUDITOR} if person.is_auditor else set()
    return frozenset({Standing.FIELD_SPECIALIST, *audits})


def sponsor_standings(person: Person, request: SponsorRequest) -> frozenset[Standing]:
    """How somebody stands to a call on an executive: whoever was asked reads the briefing, also
    without any sight of the plan that it was made from."""
    asked = {Standing.ASKED_EXECUTIVE} if request.sponsor_id == person.id else set()
    return frozenset({*general_standings(person), *asked})


def value_standings(person: Person, request: ValueRequest) -> frozenset[Standing]:
    """How somebody stands to a request for a value specialist: the one who is asked answers it,
    or any of them where nobody is named, without any sight of the plan yet."""
    found = general_standings(person)
    if Standing.VALUE_SPECIALIST in found and request.person_id in (None, person.id):
        found.add(Standing.ASKED_VALUE_SPECIALIST)
    return frozenset(found)


def activity_standings(
    person: Person, activity: Activity, *, is_member: bool | None = None
) -> frozenset[Standing]:
    """How `person` stands to an activity, which more than its plan see: its people do, and, while
    it is open, its field. `is_member` saves a look-up."""
    plan = activity.plan
    found = set(standings(person, plan.customer, plan, is_member=is_member))
    if activity.assignee_id == person.id:
        found.add(Standing.ASSIGNEE)
    if _takes_part(person, activity):
        found.add(Standing.PARTICIPANT)
    if own_field.waits_for(person, activity):
        found.add(Standing.FIELD_SPECIALIST)
    return frozenset(found)
