"""The leads that somebody has to answer or to look at, those that the own team has not answered in
time, and for administrators those that nobody has."""

import datetime
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true

from planner import clock
from planner.access import Permission, Standing, allows, leads_a_team, people_of, standings_in_team
from planner.database import from_rows, rows
from planner.models import Lead, LeadStatus, Person

_MOST = 20


@dataclass(frozen=True, slots=True)
class LeadToAnswer:
    id: int
    company: str
    answer_by: datetime.date
    receiver: str | None
    is_mine: bool
    status: LeadStatus
    count: int
    """How many there are, also those for which there is no room here."""

    @property
    def is_suspected(self) -> bool:
        return self.status is LeadStatus.SUSPECTED

    @property
    def is_late(self) -> bool:
        return not self.is_suspected and self.answer_by < clock.today()


def leads_to_answer(person: Person) -> list[LeadToAnswer]:
    """What is to be answered first on top; the late ones of others for whoever leads their team."""
    mine = and_(Lead.receiver_id == person.id, _may(Standing.RECEIVER, person))
    team = people_of(person.team_id)
    leads = leads_a_team(person) and allows(Permission.SEE_LEAD, standings_in_team(person))
    late = and_(Lead.receiver_id.in_(team), Lead.answer_by < clock.today()) if leads else false()
    statement = (
        select(
            Lead.id,
            Lead.company,
            Lead.answer_by,
            Person.name.label("receiver"),
            case((Lead.receiver_id == person.id, True), else_=False).label("is_mine"),
            Lead.status,
            func.count().over().label("count"),
        )
        .outerjoin(Person, Person.id == Lead.receiver_id)
        .where(
            Lead.status.in_((LeadStatus.NEW, LeadStatus.SUSPECTED)),
            or_(mine, and_(late, Lead.status == LeadStatus.NEW), _nobodys(person)),
        )
        .order_by(Lead.status, Lead.answer_by, Lead.id)
        .limit(_MOST)
    )
    return from_rows(LeadToAnswer, rows(statement))


def _nobodys(person: Person) -> ColumnElement[bool]:
    """Nobody is named who gets what no rule is about."""
    is_placed = and_(Lead.receiver_id.is_(None), Lead.match.is_not(None))
    return (
        and_(is_placed, _may(Standing.ADMINISTRATOR, person))
        if person.is_administrator
        else false()
    )


def _may(standing: Standing, person: Person) -> ColumnElement[bool]:
    """Who only reads answers nobody."""
    there = {standing, *({Standing.AUDITOR} if person.is_auditor else ())}
    return true() if allows(Permission.WORK_ON_LEAD, there) else false()
