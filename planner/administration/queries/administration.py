"""Teams and fields with how much stands behind each, for administrators."""

from dataclasses import dataclass, field

from sqlalchemy import func, select

from planner.database import db
from planner.models import Field, Person, Team


@dataclass(frozen=True, slots=True)
class TeamRow:
    id: int
    name: str
    region: str | None
    people: int
    department_id: int | None
    below: list["TeamRow"] = field(default_factory=list)
    """Its teams, where it is a department."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    id: int
    name: str
    specialists: int


def team_rows() -> list[TeamRow]:
    """What lies below no department, with the number of the active people of each; departments
    have their teams with them."""
    columns = (Team.id, Team.name, Team.region)
    statement = (
        select(*columns, func.count(Person.id), Team.department_id)
        .outerjoin(Person, (Person.team_id == Team.id) & Person.is_active)
        .group_by(*columns, Team.department_id)
        .order_by(Team.name_folded)
    )
    found = {row.id: row for row in (TeamRow(*each) for each in db.session.execute(statement))}
    for row in found.values():
        if row.department_id is not None:
            found[row.department_id].below.append(row)
    return [row for row in found.values() if row.department_id is None]


def names_below(team: Team) -> list[str]:
    """The teams of a department, by name."""
    statement = select(Team.name).where(Team.department_id == team.id).order_by(Team.name_folded)
    return list(db.session.scalars(statement))


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
