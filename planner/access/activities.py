"""The activities that a person sees without reading the plan, as an SQL condition."""

from sqlalchemy import ColumnElement, false, or_, select

from planner.access import own_field
from planner.access.standing import field_standings
from planner.access.table import Permission, Standing, allows
from planner.models import Activity, Participation, Person


def activities_beside_plans(person: Person) -> ColumnElement[bool]:
    """Those that `person` has, takes part in, or whose field is the own one while they are open:
    the rule of `activity_standings` for many, on `Activity`."""
    audits = {Standing.AUDITOR} if person.is_auditor else set()
    taken = select(Participation.activity_id).where(Participation.person_id == person.id)
    scopes = (
        (Activity.assignee_id == person.id, {Standing.ASSIGNEE, *audits}),
        (Activity.id.in_(taken), {Standing.PARTICIPANT, *audits}),
        (own_field.waiting_in_own_field(person), field_standings(person)),
    )
    return or_(
        false(), *(which for which, there in scopes if allows(Permission.SEE_ACTIVITY, there))
    )
