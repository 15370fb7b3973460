"""Telling people of leads: who has one now, who was late with one, and whose field one is about."""

from sqlalchemy import select

from planner.actions.notices.notify import tell, tell_beside_plans
from planner.database import db
from planner.models import Event, Lead, LeadStatus, Member, Person
from planner.models.kinds import NotificationKind, Role, Side
from planner.queries.plan import plans

_People = dict[int, NotificationKind]


def given(event: Event, lead: Lead, by: Person | None) -> None:
    """Somebody has it now, or it turned out whose customer it is."""
    if lead.status is LeadStatus.REJECTED:
        return
    if "receiver" in event.changes or lead.receiver_id is None:
        _tell_of(lead, dict.fromkeys(_who_has(lead), _kind_of(lead)), event, by)
    if "match" in event.changes:
        _tell_specialists(event, lead, by)


def released(event: Event, lead: Lead, by: Person | None) -> None:
    """What nobody suspects any more is a lead like others."""
    _tell_of(lead, dict.fromkeys(_who_has(lead), _kind_of(lead)), event, by)
    _tell_specialists(event, lead, by)


def lapsed(event: Event, lead: Lead, by: Person | None) -> None:
    """It was not answered in time; whoever leads the team of who has it learns of that too."""
    people = _who_has(lead) | _leads_of(lead.receiver)
    _tell_of(lead, dict.fromkeys(people, NotificationKind.LEAD_LATE), event, by)


def _tell_of(lead: Lead, people: _People, event: Event, by: Person | None) -> None:
    tell_beside_plans(people, by=by, event=event, item=(Lead.__tablename__, lead.id))


def _kind_of(lead: Lead) -> NotificationKind:
    is_suspected = lead.status is LeadStatus.SUSPECTED
    return NotificationKind.LEAD_SUSPECTED if is_suspected else NotificationKind.LEAD_GIVEN


def _who_has(lead: Lead) -> set[int]:
    """Administrators, where nobody is named who gets what no rule is about: it would wait for
    ever."""
    if lead.receiver_id is not None:
        return {lead.receiver_id}
    return set(
        db.session.scalars(select(Person.id).where(Person.is_active, Person.is_administrator))
    )


def _leads_of(person: Person | None) -> set[int]:
    if person is None or person.team_id is None:
        return set()
    of_team = select(Person.id).where(
        Person.is_active, Person.role == Role.TEAM_LEAD, Person.team_id == person.team_id
    )
    return set(db.session.scalars(of_team))


def _tell_specialists(event: Event, lead: Lead, by: Person | None) -> None:
    """Those of its field who are on the plan of the customer that it is of."""
    plan = plans.current(lead.customer_id) if lead.customer_id is not None else None
    if plan is None or lead.field_id is None or lead.status is LeadStatus.SUSPECTED:
        return
    on_plan = select(Person).join(Member, Member.person_id == Person.id)
    found = db.session.scalars(
        on_plan.where(
            Member.plan_id == plan.id, Member.left_on.is_(None), Person.field_id == lead.field_id
        )
    )
    people = {
        person.id: NotificationKind.LEAD_OF_FIELD
        for person in found
        if person.side is Side.SPECIALIST and person.id != lead.receiver_id
    }
    item = (Lead.__tablename__, lead.id)
    tell(plan.id, people, by=by, event=event, item=item)
