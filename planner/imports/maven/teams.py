"""sales_teams.csv: sellers become people, their managers the leads of teams."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from planner.actions.keys import Keys
from planner.imports.cells import Cells
from planner.imports.dirt import Dirt
from planner.imports.findings import Findings
from planner.imports.matching import Names
from planner.imports.maven.meanings import SYSTEM
from planner.imports.maven.rows import named_rows
from planner.imports.records import DealRecord, PersonRecord, Source, TeamRecord
from planner.imports.tables import FileRow
from planner.models.kinds import Role

TEAM_COLUMNS = ("sales_agent", "manager", "regional_office")


@dataclass
class Sellers:
    """People and teams by the names in the export; `names` finds people as the pipeline does."""

    people: dict[str, PersonRecord] = field(default_factory=dict)
    teams: dict[str, TeamRecord] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    _person_keys: Keys = field(default_factory=Keys)
    _team_keys: Keys = field(default_factory=Keys)

    def add_person(self, name: str, role: Role, place: str, team: TeamRecord | None) -> None:
        key = self._person_keys.make(name)
        self.people[name] = PersonRecord(
            key=key,
            name=name,
            role=role,
            source=Source(SYSTEM, name, place=place),
            team_key=team.key if team else None,
        )
        self.names.add(name, key)

    def add_team(self, manager: str, office: str, place: str) -> None:
        """A team and, as a person in it, its lead."""
        team = TeamRecord(
            key=self._team_keys.make(manager),
            name=f"Team {manager}"[:200],
            source=Source(SYSTEM, manager, place=place),
            region=office or None,
        )
        self.add_person(manager, Role.TEAM_LEAD, place, team)
        self.teams[manager] = replace(team, lead_key=self.people[manager].key)


def read_teams(rows: list[FileRow], findings: Findings) -> Sellers:
    """Everybody in the file; managers come first, in the order in which they are named."""
    sellers = Sellers()
    named = list(named_rows(rows, "sales_agent", findings))
    for _, cells in named:
        _note_manager(cells, sellers)
    for name, cells in named:
        if name in sellers.teams:
            cells.note(Dirt.LEAD_WHO_SELLS, name)
        else:
            team = sellers.teams.get(cells.text("manager"))
            sellers.add_person(name, Role.GENERALIST, cells.row.place, team)
    return sellers


def _note_manager(cells: Cells, sellers: Sellers) -> None:
    manager, office = cells.text("manager"), cells.text("regional_office")
    if not manager:
        return
    if manager not in sellers.teams:
        sellers.add_team(manager, office, cells.row.place)
    elif (office or None) != sellers.teams[manager].region:
        cells.note(Dirt.TEAM_IN_SEVERAL_REGIONS, f"{manager}: {office}")


def note_sellers_without_deals(
    sellers: Sellers, deals: Iterable[DealRecord], findings: Findings
) -> None:
    """Report the sellers whom no deal names."""
    busy = {deal.seller_key for deal in deals}
    for person in sellers.people.values():
        if person.role is Role.GENERALIST and person.key not in busy:
            place = f"{person.source.place} “{person.name}”"
            findings.add(Dirt.SELLER_WITHOUT_DEALS, place=place)
