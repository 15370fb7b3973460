"""The leads that somebody has to answer, and those that the own team has not answered in time."""

import datetime
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, false, or_, select, true

from planner import clock
from planner.access import Permission, Standing, allows, leads_a_team, standings_in_team
from planner.database import from_rows, rows
from planner.models import Lead, LeadStatus, Person

_MOST = 20


@dataclass(frozen=True, slots=True)
class LeadToAnswer:
    id: int
    company: str
    answer_by: datetime.date
    receiver: str
    is_mine: bool

    @property
    def is_late(self) -> bool:
        return self.answer_by < clock.today()


def leads_to_answer(person: Person) -> list[LeadToAnswer]:
    """What is to be answered first on top; the late ones of others for whoever leads their team."""
    mine = and_(Lead.receiver_id == person.id, _may(Standing.RECEIVER, person))
    team = select(Person.id).where(Person.team_id == person.team_id)
    leads = leads_a_team(person) and allows(Permission.SEE_LEAD, standings_in_team(person))
    late = and_(Lead.receiver_id.in_(team), Lead.answer_by < clock.today()) if leads else false()
    statement = (
        select(
            Lead.id,
            Lead.company,
            Lead.answer_by,
            Person.name.label("receiver"),
            case((Lead.receiver_id == person.id, True), else_=False).label("is_mine"),
        )
        .join(Person, Person.id == Lead.receiver_id)
        .where(Lead.status == LeadStatus.NEW, or_(mine, late))
        .order_by(Lead.answer_by, Lead.id)
        .limit(_MOST)
    )
    return from_rows(LeadToAnswer, rows(statement))


def _may(standing: Standing, person: Person) -> ColumnElement[bool]:
    """Who only reads answers nobody."""
    there = {standing, *({Standing.AUDITOR} if person.is_auditor else ())}
    return true() if allows(Permission.WORK_ON_LEAD, there) else false()
