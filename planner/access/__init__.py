"""Who may do what: how a person stands to a customer, and the one table that follows from it.

The page "Who may do what" is rendered from `TABLE`; nothing else in the program decides.
"""

import enum
from collections.abc import Iterable

from sqlalchemy import ColumnElement, bindparam, false, or_, select, true

from planner.access import own_field
from planner.access.decided import administrators_see_plans, leads_see_ages
from planner.database import rows
from planner.models import Activity, Customer, Member, Person, Plan
from planner.models.kinds import Role, Side


class Standing(enum.StrEnum):
    """How somebody stands to a customer and its plan."""

    OWNER = "owner"
    GENERALIST_MEMBER = "generalist_member"
    SPECIALIST_MEMBER = "specialist_member"
    OTHER_MEMBER = "other_member"
    LEAD = "lead"
    TEAM_LEAD = "team_lead"
    INFORMED_LEAD = "informed_lead"
    INFORMED_TEAM_LEAD = "informed_team_lead"
    ASSIGNEE = "assignee"
    FIELD_SPECIALIST = "field_specialist"
    ADMINISTRATOR = "administrator"
    TRUSTED_ADMINISTRATOR = "trusted_administrator"
    AUDITOR = "auditor"
    INFORMED_AUDITOR = "informed_auditor"
    SELLER = "seller"
    COLLEAGUE = "colleague"


class Permission(enum.StrEnum):
    SEE_CUSTOMER = "see_customer"
    WORK_ON_CUSTOMER = "work_on_customer"
    BEGIN_PLAN = "begin_plan"
    SEE_PLAN = "see_plan"
    SEE_RATING = "see_rating"
    WORK_ON_PLAN = "work_on_plan"
    ADD_ACTIVITY = "add_activity"
    SIGN = "sign"
    STEER = "steer"
    ASK_FOR_INTRODUCTION = "ask_for_introduction"
    SEE_COMMENTS = "see_comments"
    COMMENT = "comment"
    SEE_ACTIVITY = "see_activity"
    WORK_ON_ACTIVITY = "work_on_activity"
    CLAIM = "claim"
    ASK_TO_JOIN = "ask_to_join"
    CREATE_CUSTOMER = "create_customer"
    ADMINISTER = "administer"
    SEE_POOL = "see_pool"
    SEE_COVERAGE = "see_coverage"
    SEE_CELL = "see_cell"
    SET_TARGETS = "set_targets"
    SEE_MATURITY = "see_maturity"
    SEE_PLAYBOOKS = "see_playbooks"
    WRITE_PLAYBOOKS = "write_playbooks"
    SEE_AUDIT = "see_audit"


_SIDES = {Standing.OWNER, Standing.GENERALIST_MEMBER, Standing.SPECIALIST_MEMBER}
_MEMBERS = {*_SIDES, Standing.OTHER_MEMBER}
_READERS = {
    *_MEMBERS,
    Standing.LEAD,
    Standing.TRUSTED_ADMINISTRATOR,
    Standing.AUDITOR,
}

_STEERERS = {Standing.OWNER, Standing.GENERALIST_MEMBER, Standing.LEAD}

TABLE: dict[Permission, frozenset[Standing]] = {
    # Of customers without a plan, and of what belongs to the customer whatever the plan.
    Permission.SEE_CUSTOMER: frozenset({*_READERS, Standing.ADMINISTRATOR}),
    Permission.WORK_ON_CUSTOMER: frozenset({*_MEMBERS, Standing.LEAD, Standing.ADMINISTRATOR}),
    Permission.BEGIN_PLAN: frozenset(_STEERERS),
    Permission.SEE_PLAN: frozenset(_READERS),
    # Who is no member sees it only where the organisation has decided so, and only after its days.
    Permission.SEE_RATING: frozenset(
        {*_MEMBERS, Standing.INFORMED_LEAD, Standing.INFORMED_AUDITOR}
    ),
    Permission.WORK_ON_PLAN: frozenset(_MEMBERS),
    # A lead who finds a gap asks for something to be done about it, and leaves the doing to others.
    Permission.ADD_ACTIVITY: frozenset({*_MEMBERS, Standing.LEAD}),
    Permission.SIGN: frozenset(_SIDES),
    Permission.STEER: frozenset(_STEERERS),
    Permission.ASK_FOR_INTRODUCTION: frozenset({Standing.SPECIALIST_MEMBER}),
    # Whoever has an activity talks about that one with those who are on the plan.
    Permission.SEE_COMMENTS: frozenset({*_READERS, Standing.ASSIGNEE}),
    Permission.COMMENT: frozenset({*_MEMBERS, Standing.LEAD, Standing.ASSIGNEE}),
    Permission.SEE_ACTIVITY: frozenset({*_READERS, Standing.ASSIGNEE, Standing.FIELD_SPECIALIST}),
    Permission.WORK_ON_ACTIVITY: frozenset({*_MEMBERS, Standing.ASSIGNEE}),
    Permission.CLAIM: frozenset({*_SIDES, Standing.FIELD_SPECIALIST}),
    Permission.ASK_TO_JOIN: frozenset({Standing.FIELD_SPECIALIST}),
    Permission.CREATE_CUSTOMER: frozenset({Standing.SELLER, Standing.ADMINISTRATOR}),
    Permission.SEE_POOL: frozenset({Standing.COLLEAGUE}),
    Permission.SEE_COVERAGE: frozenset(
        {Standing.TEAM_LEAD, Standing.TRUSTED_ADMINISTRATOR, Standing.AUDITOR}
    ),
    Permission.SEE_CELL: frozenset(
        {Standing.LEAD, Standing.TRUSTED_ADMINISTRATOR, Standing.AUDITOR}
    ),
    Permission.SET_TARGETS: frozenset({Standing.TEAM_LEAD, Standing.TRUSTED_ADMINISTRATOR}),
    # Ages added up are seen by those who see them at a plan without being on it.
    Permission.SEE_MATURITY: frozenset({Standing.INFORMED_TEAM_LEAD, Standing.INFORMED_AUDITOR}),
    # Nothing of any customer stands in a playbook, and anybody can be put on a plan.
    Permission.SEE_PLAYBOOKS: frozenset({Standing.COLLEAGUE}),
    Permission.WRITE_PLAYBOOKS: frozenset({Standing.TEAM_LEAD, Standing.ADMINISTRATOR}),
    Permission.ADMINISTER: frozenset({Standing.ADMINISTRATOR}),
    Permission.SEE_AUDIT: frozenset({Standing.ADMINISTRATOR, Standing.AUDITOR}),
}

# A closed plan can be read, and that is all: whatever the standing, these are over.
ENDED_WITH_PLAN = frozenset(
    {
        Permission.WORK_ON_PLAN,
        Permission.ADD_ACTIVITY,
        Permission.SIGN,
        Permission.STEER,
        Permission.ASK_FOR_INTRODUCTION,
        Permission.COMMENT,
        Permission.WORK_ON_ACTIVITY,
        Permission.CLAIM,
    }
)


def allows(permission: Permission, standings: Iterable[Standing]) -> bool:
    return not TABLE[permission].isdisjoint(standings)


def sees_rating_at_once(standings: Iterable[Standing]) -> bool:
    """Whether these are members of the plan, or its owner, from whom a rating keeps nothing."""
    return not _MEMBERS.isdisjoint(standings)


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


def leads_a_team(person: Person) -> bool:
    """Whoever leads without a team leads nobody, and not everybody."""
    return person.role is Role.TEAM_LEAD and person.team_id is not None


def _of_team(person: Person) -> ColumnElement[bool]:
    in_team = select(Person.id).where(Person.team_id == person.team_id)
    return Customer.owner_id.in_(in_team)


def general_standings(person: Person) -> set[Standing]:
    """How somebody stands to everything, whatever the customer."""
    standings = {Standing.COLLEAGUE}
    if person.is_auditor:
        standings.add(Standing.AUDITOR)
        if leads_see_ages():
            standings.add(Standing.INFORMED_AUDITOR)
    if person.side is Side.GENERALIST or person.role is Role.TEAM_LEAD:
        standings.add(Standing.SELLER)
    if leads_a_team(person):
        standings.add(Standing.TEAM_LEAD)
        if leads_see_ages():
            standings.add(Standing.INFORMED_TEAM_LEAD)
    if person.is_administrator:
        standings.add(Standing.ADMINISTRATOR)
        if administrators_see_plans():
            standings.add(Standing.TRUSTED_ADMINISTRATOR)
    return standings


def team_standings(person: Person, team_id: int | None) -> frozenset[Standing]:
    """How somebody stands to what belongs to a team; the lead of another one leads nothing here."""
    found = general_standings(person)
    if person.team_id is None or person.team_id != team_id:
        found.discard(Standing.TEAM_LEAD)
    return frozenset(found)


def standings(
    person: Person, customer: Customer, plan: Plan | None, *, is_member: bool | None = None
) -> frozenset[Standing]:
    """How `person` stands to a customer and, where there is one, to that plan of it.

    Having been on another plan of the customer gives no sight of this one. `is_member` saves the
    look-up where the caller knows it.
    """
    found = general_standings(person)
    if plan is not None and (_is_on(person, plan) if is_member is None else is_member):
        found.add(_MEMBER_OF[person.side])
    owner = customer.owner
    if customer.owner_id == person.id:
        found.add(Standing.OWNER)
    if leads_a_team(person) and owner is not None and owner.team_id == person.team_id:
        found.add(Standing.LEAD)
        if leads_see_ages():
            found.add(Standing.INFORMED_LEAD)
    return frozenset(found)


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


def activity_standings(person: Person, activity: Activity) -> frozenset[Standing]:
    """How `person` stands to an activity, which more than its plan see: its people do, and, while
    it is open, its field."""
    plan = activity.plan
    found = set(standings(person, plan.customer, plan))
    if activity.assignee_id == person.id or person.id in {
        participation.person_id for participation in activity.participations
    }:
        found.add(Standing.ASSIGNEE)
    if own_field.waits_for(person, activity):
        found.add(Standing.FIELD_SPECIALIST)
    return frozenset(found)
