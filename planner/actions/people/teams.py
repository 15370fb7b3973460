"""Teams, and the departments that they lie below."""

from sqlalchemy import select

from planner.actions.editing import Values, assign
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.people import units
from planner.database import db
from planner.models import Person, Team


def create(values: Values, *, by: Person | None) -> Team:
    """Add a team; raise Refused when another has its name, or where it cannot lie."""
    _refuse_taken_name(values["name"], None)
    department = _department_in(values)
    _refuse_third_level(department, None)
    followers = units.followers_around(department)
    team = Team()
    assign(team, values)
    db.session.add(team)
    events.record("created", team, by=by)
    units.follow(followers, by=by)
    return team


def update(team: Team, values: Values, *, by: Person | None) -> None:
    """Change a team; raise Refused when another has the name, or where it cannot lie.

    Whoever has the unit of the team has the new one after it.
    """
    _refuse_taken_name(values["name"], team)
    department = _department_in(values)
    _refuse_third_level(department, team)
    followers = units.followers_around(team, department)
    assign(team, values)
    events.record("updated", team, by=by)
    units.follow(followers, by=by)


def named(name: str, *, by: Person | None) -> Team:
    """The team of that name, made if there is none yet."""
    team = db.session.scalar(select(Team).where(Team.name == name))
    return team or create({"name": name}, by=by)


def _refuse_taken_name(name: str, but: Team | None) -> None:
    other = db.session.scalar(select(Team).where(Team.name == name))
    if other is not None and other is not but:
        raise Refused("There is a team of this name already.", field="name")


def _department_in(values: Values) -> Team | None:
    identity = values.get("department_id")
    return db.session.get(Team, identity) if identity is not None else None


def _refuse_third_level(department: Team | None, team: Team | None) -> None:
    """A tree of departments and teams. Two who place two teams below each other wait here."""
    if department is None:
        return
    db.session.execute(select(Team.id).order_by(Team.id).with_for_update(key_share=True))
    db.session.refresh(department)
    if department.department_id is not None or department is team:
        raise Refused(
            "%(name)s lies below a department itself.", field="department_id", name=department.name
        )
    if team is not None and units.has_teams_below(team):
        raise Refused(
            "Teams lie below %(name)s, so that it is a department itself.",
            field="department_id",
            name=team.name,
        )
