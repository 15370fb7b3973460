"""Fields: what a specialist is a specialist for."""

from sqlalchemy import select

from planner.actions.editing import Values, assign
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Field, Person


def create(values: Values, *, by: Person | None) -> Field:
    """Add a field; raise Refused when another has its name."""
    _refuse_taken_name(values["name"], None)
    field = Field()
    assign(field, values)
    db.session.add(field)
    events.record("created", field, by=by)
    return field


def update(field: Field, values: Values, *, by: Person | None) -> None:
    """Rename a field; raise Refused when another has the name."""
    _refuse_taken_name(values["name"], field)
    assign(field, values)
    events.record("updated", field, by=by)


def named(name: str, *, by: Person | None) -> Field:
    """The field of that name, made if there is none yet."""
    field = db.session.scalar(select(Field).where(Field.name == name))
    return field or create({"name": name}, by=by)


def _refuse_taken_name(name: str, but: Field | None) -> None:
    other = db.session.scalar(select(Field).where(Field.name == name))
    if other is not None and other is not but:
        raise Refused("There is a field of this name already.", field="name")
