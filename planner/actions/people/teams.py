"""Teams."""

from sqlalchemy import select

from planner.actions.editing import Values, assign
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Person, Team


def create(values: Values, *, by: Person | None) -> Team:
    """Add a team; raise Refused when another has its name."""
    _refuse_taken_name(values["name"], None)
    team = Team()
    assign(team, values)
    db.session.add(team)
    events.record("created", team, by=by)
    return team


def update(team: Team, values: Values, *, by: Person | None) -> None:
    """Change a team; raise Refused when another has the name."""
    _refuse_taken_name(values["name"], team)
    assign(team, values)
    events.record("updated", team, by=by)


def named(name: str, *, by: Person | None) -> Team:
    """The team of that name, made if there is none yet."""
    team = db.session.scalar(select(Team).where(Team.name == name))
    return team or create({"name": name}, by=by)


def _refuse_taken_name(name: str, but: Team | None) -> None:
    other = db.session.scalar(select(Team).where(Team.name == name))
    if other is not None and other is not but:
        raise Refused("There is a team of this name already.", field="name")
