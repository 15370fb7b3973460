"""The list of people, as administrators look through it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from planner.database import from_rows
from planner.insights.lines import clean_line
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Field, Person, Team
from planner.models.kinds import Role
from planner.queries.web.name_search import name_has
from planner.queries.web.paging import ListPage, read_page

_PAGE = 50
_ORDER = (Person.name_folded, Person.id)


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What is looked for."""

    text: str = ""
    page: Page = FIRST_PAGE


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


def search(wanted: PeopleFilter) -> ListPage[PersonRow]:
    """One page of people by name, in one statement."""
    statement = (
        select(
            Person.id,
            Person.name,
            Person.email,
            Person.role,
            Team.name.label("team"),
            Field.name.label("field"),
            Person.unit,
            Person.is_active,
            Person.is_administrator,
            Person.is_auditor,
            Person.password_hash.is_not(None).label("has_password"),
        )
        .outerjoin(Team, Team.id == Person.team_id)
        .outerjoin(Field, Field.id == Person.field_id)
    )
    if text := clean_line(wanted.text):
        statement = statement.where(_has(text))
    found = read_page(statement, _ORDER, wanted.page, _PAGE)
    return found.turned(lambda rows: from_rows(PersonRow, rows))


def _has(text: str) -> ColumnElement[bool]:
    """Words of the name, or part of the address."""
    in_address = Person.email.icontains(text, autoescape=True)
    return or_(name_has(Person.name_folded, text), in_address)
