"""Who is on a plan, and who could be invited to it."""

import datetime
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from planner.database import db, from_rows, rows
from planner.models import Field, Member, Person, Team
from planner.models.folding import has_words
from planner.models.kinds import Role, Side, Via
from planner.queries.history.brought_in import brought_in_by

MOST_OFFERED = 50


@dataclass(frozen=True, slots=True)
class MemberRow:
    id: int
    person_id: int
    name: str
    role: Role
    field_id: int | None
    field: str | None
    unit: str | None
    joined_on: datetime.date
    via: Via
    agreed_on: datetime.date | None
    is_active: bool
    brought_in_by: str | None

    @property
    def side(self) -> Side | None:
        return self.role.side


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is not on the plan yet."""

    id: int
    name: str
    role: Role
    field: str | None
    unit: str | None
    team: str | None
    email: str | None

    def fits(self, text: str) -> bool:
        return has_words(" ".join(filter(None, (self.name, self.field, self.unit))), text)


_OF_PLAN = (
    select(
        Member.id,
        Member.person_id,
        Person.name,
        Person.role,
        Person.field_id,
        Field.name.label("field"),
        Person.unit,
        Member.joined_on,
        Member.via,
        Member.agreed_on,
        Person.is_active,
        brought_in_by(Member).label("brought_in_by"),
    )
    .join(Person, Person.id == Member.person_id)
    .outerjoin(Field, Field.id == Person.field_id)
    .where(Member.plan_id == bindparam("plan_id"), Member.left_on.is_(None))
    .order_by(Member.position, Member.id)
)


def members_of_plan(plan_id: int) -> list[MemberRow]:
    """Everybody who is on a plan now, in one statement."""
    return from_rows(MemberRow, rows(_OF_PLAN, plan_id=plan_id))


def candidates(plan_id: int, text: str = "") -> tuple[list[Candidate], bool]:
    """The first people whose name, field or unit has all words of `text`, and whether there are
    more. Compared here and not in the database, because a unit is stored only as it is written."""
    there = select(Member.person_id).where(Member.plan_id == plan_id, Member.left_on.is_(None))
    statement = (
        select(
            Person.id,
            Person.name,
            Person.role,
            Field.name.label("field"),
            Person.unit,
            Team.name.label("team"),
            Person.email,
        )
        .outerjoin(Field, Field.id == Person.field_id)
        .outerjoin(Team, Team.id == Person.team_id)
        .where(Person.is_active, Person.id.not_in(there))
        .order_by(Person.name_folded, Person.id)
    )
    everybody = from_rows(Candidate, db.session.execute(statement))
    found = [candidate for candidate in everybody if candidate.fits(text)]
    return found[:MOST_OFFERED], len(found) > MOST_OFFERED
