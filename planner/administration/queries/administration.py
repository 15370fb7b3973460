"""Teams and fields with how much stands behind each, for administrators."""

from dataclasses import dataclass

from sqlalchemy import func, select

from planner.database import db
from planner.models import Field, Person, Team


@dataclass(frozen=True, slots=True)
class TeamRow:
    id: int
    name: str
    region: str | None
    people: int


@dataclass(frozen=True, slots=True)
class FieldRow:
    id: int
    name: str
    specialists: int


def team_rows() -> list[TeamRow]:
    """All teams with the number of their active people."""
    statement = (
        select(Team.id, Team.name, Team.region, func.count(Person.id))
        .outerjoin(Person, (Person.team_id == Team.id) & Person.is_active)
        .group_by(Team.id, Team.name, Team.region)
        .order_by(Team.name_folded)
    )
    return [
        TeamRow(identity, name, region, people)
        for identity, name, region, people in db.session.execute(statement)
    ]


def field_rows() -> list[FieldRow]:
    """All fields with the number of their active specialists."""
    statement = (
        select(Field.id, Field.name, func.count(Person.id))
        .outerjoin(Person, (Person.field_id == Field.id) & Person.is_active)
        .group_by(Field.id, Field.name)
        .order_by(Field.name_folded)
    )
    return [
        FieldRow(identity, name, specialists)
        for identity, name, specialists in db.session.execute(statement)
    ]
