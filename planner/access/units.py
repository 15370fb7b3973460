"""The tree of units: departments and the teams below them.

A department is a team that others lie below, one step and no more. Whoever leads it leads them
too, and its people are theirs and its own.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import aliased

from planner.database import db
from planner.models import Person, Team


def teams_of(unit_id: int | None) -> Select[int]:
    """A team, with those below it where it is a department; without one, none."""
    team = aliased(Team)
    of_unit = or_(team.id == unit_id, team.department_id == unit_id)
    return select(team.id).where(false() if unit_id is None else of_unit)


def people_of(unit_id: int | None) -> Select[int]:
    """Whoever is in such a team."""
    return select(Person.id).where(Person.team_id.in_(teams_of(unit_id)))


def lies_in(team_id: Any, unit_id: Any) -> ColumnElement[bool]:
    """Whether a team is that unit or below it, where both are columns or ids; no team is in any."""
    if team_id is None or unit_id is None:
        return false()
    team = aliased(Team)
    above = select(team.department_id).where(team.id == team_id).scalar_subquery()
    return or_(unit_id == team_id, unit_id == above)


def is_in(team_id: int | None, unit_id: int | None) -> bool:
    """The same rule as `lies_in` for one; nobody's team is in none."""
    if team_id is None or unit_id is None:
        return False
    if team_id == unit_id:
        return True
    team = db.session.get(Team, team_id)
    return team is not None and team.department_id == unit_id
