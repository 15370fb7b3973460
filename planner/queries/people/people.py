"""The list of people, as administrators look through it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from planner.database import db
from planner.insights.lines import clean_line
from planner.models import Field, Person, Team
from planner.models.kinds import Role
from planner.queries.web.name_search import name_has

_PAGE = 50


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What is looked for. `page` counts from 1."""

    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    name: str
    email: str | None
    role: Role
    team: str | None
    field: str | None
    unit: str | None
    is_active: bool
    is_administrator: bool
    is_auditor: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    rows: list[PersonRow]
    has_more: bool


def search(wanted: PeopleFilter) -> PeoplePage:
    """One page of people by name, in one statement."""
    statement = (
        select(
            Person.id,
            Person.name,
            Person.email,
            Person.role,
            Team.name,
            Field.name,
            Person.unit,
            Person.is_active,
            Person.is_administrator,
            Person.is_auditor,
            Person.password_hash.is_not(None),
        )
        .outerjoin(Team, Team.id == Person.team_id)
        .outerjoin(Field, Field.id == Person.field_id)
        .order_by(Person.name_folded, Person.id)
        .limit(_PAGE + 1)
        .offset((wanted.page - 1) * _PAGE)
    )
    if text := clean_line(wanted.text):
        statement = statement.where(_has(text))
    rows = db.session.execute(statement).all()
    return PeoplePage([PersonRow(*tuple(row)) for row in rows[:_PAGE]], len(rows) > _PAGE)


def _has(text: str) -> ColumnElement[bool]:
    """Words of the name, or part of the address."""
    in_address = Person.email.icontains(text, autoescape=True)
    return or_(name_has(Person.name_folded, text), in_address)
