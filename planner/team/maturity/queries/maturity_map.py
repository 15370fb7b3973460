"""How many plans are in which age: by team, and what moved where between two days."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from planner.database import rows
from planner.models import Person, Team
from planner.models.folding import folded_name
from planner.team.maturity.queries.rated_plans import (
    MaturityFilter,
    PlanPlace,
    of_reader,
    place_on,
    with_team,
)


@dataclass(frozen=True, slots=True)
class TeamAges:
    """The plans of a team on the second of the two days; without an id those of no team."""

    id: int | None
    name: str | None
    plans: Counter[PlanPlace]


@dataclass(frozen=True, slots=True)
class Map:
    """`moves` has how many plans went from a place to one, or stayed there."""

    teams: list[TeamAges]
    moves: Counter[tuple[PlanPlace, PlanPlace]]

    @property
    def before(self) -> Counter[PlanPlace]:
        """Where the plans were on the first day."""
        return self._at(0)

    @property
    def after(self) -> Counter[PlanPlace]:
        return self._at(1)

    def _at(self, end: int) -> Counter[PlanPlace]:
        found: Counter[PlanPlace] = Counter()
        for ends, number in self.moves.items():
            found[ends[end]] += number
        return found


def between(reader: Person, look: MaturityFilter) -> Map:
    """Both days in one statement. What was there on neither of them is left out."""
    teams: dict[int | None, TeamAges] = {}
    moves: Counter[tuple[PlanPlace, PlanPlace]] = Counter()
    for team_id, name, before, after, number in rows(_counted(reader, look)):
        ends = PlanPlace(before), PlanPlace(after)
        if ends == (PlanPlace.ABSENT, PlanPlace.ABSENT):
            continue
        moves[ends] += number
        team = teams.setdefault(team_id, TeamAges(team_id, name, Counter()))
        if ends[1] is not PlanPlace.ABSENT:
            team.plans[ends[1]] += number
    shown = [team for team in teams.values() if team.plans]
    return Map(
        sorted(shown, key=lambda team: (team.id is None, folded_name(team.name or ""))), moves
    )


def _counted(reader: Person, look: MaturityFilter) -> Any:
    placed = (
        with_team(
            select(
                Team.id.label("team_id"),
                Team.name.label("team"),
                place_on(look.since, look.today).label("before"),
                place_on(look.until, look.today).label("after"),
            )
        )
        .where(of_reader(reader, look))
        .subquery("placed")
    )
    columns = (placed.c.team_id, placed.c.team, placed.c.before, placed.c.after)
    return select(*columns, func.count()).group_by(*columns)
