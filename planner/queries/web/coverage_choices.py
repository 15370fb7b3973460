"""What the filters of the coverage offer: only what is among the reader's own customers."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from planner.access import (
    Permission,
    Standing,
    allows,
    covered_customers,
    general_standings,
    teams_of,
)
from planner.database import db, rows
from planner.models import Customer, Person, Team
from planner.models.folding import folded_name


@dataclass(frozen=True, slots=True)
class CustomerChoices:
    teams: list[tuple[int, str]]
    regions: list[str]
    segments: list[str]


def offered_customers(reader: Person) -> CustomerChoices:
    """Teams without a customer are offered too, to those who see all teams; those of a department
    stand below it."""
    department = aliased(Team)
    teams = (
        select(Team.id, Team.name, Team.region)
        .outerjoin(department, department.id == Team.department_id)
        .order_by(func.coalesce(department.name_folded, Team.name_folded))
        .order_by(Team.department_id.is_not(None), Team.name_folded)
    )
    if not sees_all(reader):
        teams = teams.where(Team.id.in_(teams_of(reader.team_id)))
    segments = select(Customer.segment).where(covered_customers(reader)).distinct()
    found = rows(teams)
    return CustomerChoices(
        teams=[(identity, name) for identity, name, _region in found],
        regions=sorted({region for *_team, region in found if region}, key=folded_name),
        segments=sorted({s for s in db.session.scalars(segments) if s}, key=folded_name),
    )


def sees_all(reader: Person) -> bool:
    """Whether the reader looks at every team, and not only at those that are led."""
    beyond = general_standings(reader) - {Standing.TEAM_LEAD}
    return allows(Permission.SEE_COVERAGE, beyond)
