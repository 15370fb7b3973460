"""What the filters of the coverage offer: only what is among the reader's own customers."""

from dataclasses import dataclass

from sqlalchemy import select

from planner.access import Permission, Standing, allows, covered_customers, general_standings
from planner.database import db, rows
from planner.models import Customer, Person, Team
from planner.models.folding import folded_name


@dataclass(frozen=True, slots=True)
class CustomerChoices:
    teams: list[tuple[int, str]]
    regions: list[str]
    segments: list[str]


def offered(reader: Person) -> CustomerChoices:
    """Teams without a customer are offered too, to those who see all teams."""
    teams = select(Team.id, Team.name, Team.region).order_by(Team.name_folded)
    if not sees_all(reader):
        teams = teams.where(Team.id == reader.team_id)
    segments = select(Customer.segment).where(covered_customers(reader)).distinct()
    found = rows(teams)
    return CustomerChoices(
        teams=[(identity, name) for identity, name, _region in found],
        regions=sorted({region for *_team, region in found if region}, key=folded_name),
        segments=sorted({s for s in db.session.scalars(segments) if s}, key=folded_name),
    )


def sees_all(reader: Person) -> bool:
    """Whether the reader looks at every team, and not only at the one that is led."""
    beyond = general_standings(reader) - {Standing.TEAM_LEAD}
    return allows(Permission.SEE_COVERAGE, beyond)
