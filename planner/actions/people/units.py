"""The unit of people: the department that their team is in, for all of whom nothing else is said.

It is written with the person, as what an administrator enters, so that the rating, what somebody
was before and the plan file have one place to read.
"""

from sqlalchemy import or_, select

from planner.actions.editing import Values
from planner.actions.history import events
from planner.actions.people import standings
from planner.database import db
from planner.models import Person, Team


def unit_of(team: Team | None) -> str | None:
    """The name of the department: the one above the team, or the team that others lie below."""
    if team is None:
        return None
    if team.department_id is not None:
        return db.session.get_one(Team, team.department_id).name
    return team.name if team.id and has_teams_below(team) else None


def has_teams_below(team: Team) -> bool:
    """Whether it is a department."""
    below = select(Team.id).where(Team.department_id == team.id).limit(1)
    return db.session.scalar(below) is not None


def with_unit(values: Values, person: Person | None = None) -> Values:
    """What is entered about somebody, with the unit of the team where no other one is said."""
    if not {"team", "team_id"} & values.keys():
        return values
    with db.session.no_autoflush:
        before = unit_of(person.team) if person is not None else None
        unit = values.get("unit", person.unit if person is not None else None)
        now = unit_of(_team_in(values))
    return {**values, "unit": now} if (unit or None) == before else values


def followers_around(*units: Team | None) -> list[Person]:
    """The people of these teams, and of those below and above, who have the unit of their team."""
    near = {each for team in units if team for each in (team.id, team.department_id) if each}
    if not near:
        return []
    there = or_(Team.id.in_(near), Team.department_id.in_(near))
    found = db.session.scalars(select(Person).join(Person.team).where(there).order_by(Person.id))
    teams: dict[int | None, str | None] = {}
    return [each for each in found if (each.unit or None) == _known(teams, each.team)]


def follow(followers: list[Person], *, by: Person | None) -> None:
    """Give them the unit that their team is in by now."""
    db.session.flush()
    teams: dict[int | None, str | None] = {}
    for person in followers:
        team = db.session.get(Team, person.team_id) if person.team_id else None
        if person.unit != (unit := _known(teams, team)):
            person.unit = unit
            standings.keep(person)
            events.record("updated", person, by=by)


def _known(teams: dict[int | None, str | None], team: Team | None) -> str | None:
    identity = team.id if team is not None else None
    if identity not in teams:
        teams[identity] = unit_of(team)
    return teams[identity]


def _team_in(values: Values) -> Team | None:
    if "team" in values:
        team: Team | None = values["team"]
        return team
    identity = values["team_id"]
    return db.session.get(Team, identity) if identity is not None else None
