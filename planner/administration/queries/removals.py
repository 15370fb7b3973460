"""What needs a team or a field."""

from dataclasses import dataclass

from sqlalchemy import func, select

from planner.database import Base, db, rows
from planner.models import Customer, Field, Person, Team


@dataclass(frozen=True, slots=True)
class Need:
    """How many of one noun refer to it, by their table."""

    table: str
    number: int


def needs_of(item: Team | Field) -> list[Need]:
    """All that refers to it; of a team, the customers of its people as well."""
    found = [
        Need(table.name, number)
        for table in Base.metadata.sorted_tables
        for column in table.c
        if any(key.column.table.name == item.__tablename__ for key in column.foreign_keys)
        and (number := _count(select(func.count()).where(column == item.id)))
    ]
    return found + _customers(item) if isinstance(item, Team) else found


def _customers(team: Team) -> list[Need]:
    owned = select(func.count(Customer.id)).join(Person, Person.id == Customer.owner_id)
    number = _count(owned.where(Person.team_id == team.id))
    return [Need(Customer.__tablename__, number)] if number else []


def others(item: Team | Field) -> list[tuple[int, str]]:
    """What can take its place."""
    model = type(item)
    found = select(model.id, model.name).where(model.id != item.id).order_by(model.name)
    return [(identity, name) for identity, name in db.session.execute(found)]


def _count(statement: object) -> int:
    return int(rows(statement)[0][0])  # type: ignore[arg-type]  # any of the two kinds of select
