"""The bank of the demo story: its teams, its fields and its people."""

from random import Random

from argon2 import PasswordHasher

from planner.actions import keys
from planner.actions.people import fields, people, settings, teams
from planner.models import Field, Person, Team
from planner.models.kinds import Role
from planner.models.people.setting import AGES_VISIBLE_TO, AgesVisibleTo
from planner.seeds import data
from planner.seeds.texts import Texts


class Bank:
    """Everybody by the key of the data, and the fields by name."""

    def __init__(self) -> None:
        told = data.organisation()
        self.topics = Texts(Random(told["password"]))  # noqa: S311 - it guards nothing
        self.fields: dict[str, Field] = {
            name: fields.create({"name": name}, by=None) for name in told["fields"]
        }
        self.teams: dict[str, Team] = {}
        for key, values in told["teams"].items():
            self.teams[key] = self._set_up(values)
        # Hashing takes long on purpose; all share the one password, so once is enough.
        self._password_hash = PasswordHasher().hash(told["password"])
        self.people: dict[str, Person] = {
            key: self._hire(values) for key, values in told["people"].items()
        }

    def _set_up(self, told: data.TomlTable) -> Team:
        """Below its department, which is told before it."""
        above = self.teams[told["department"]] if "department" in told else None
        department = {"department_id": above.id if above else None}
        values = {name: value for name, value in told.items() if name != "department"}
        return teams.create({**values, **department}, by=None)

    def _hire(self, told: data.TomlTable) -> Person:
        team: Team | None = self.teams.get(told.get("team", ""))
        field = self.fields.get(told.get("field", ""))
        values = {
            "name": told["name"],
            "email": email_of(told["name"]),
            "role": Role(told["role"]),
            "unit": told.get("unit") or (team.name if team else None),
            "team": team,
            "field": field,
            "is_administrator": told.get("administrator", False),
            "is_auditor": told.get("auditor", False),
            "password_hash": self._password_hash,
        }
        return people.create(values, by=None)

    def lead_of(self, person: Person) -> Person:
        """The lead of somebody's team."""
        return next(
            lead
            for lead in self.people.values()
            if lead.role is Role.TEAM_LEAD and lead.team is person.team
        )

    def developer_near(self, person: Person) -> Person:
        """The business developer of the team, or of another one."""
        found = [p for p in self.people.values() if p.role is Role.BUSINESS_DEVELOPER]
        return next((p for p in found if p.team is person.team), found[0])


def let_leads_see_ages(bank: Bank) -> None:
    """Not so before somebody decides it: here the bank has agreed on it with its people."""
    administrator = next(one for one in bank.people.values() if one.is_administrator)
    before, now = AgesVisibleTo.MEMBERS.value, AgesVisibleTo.LEADS.value
    settings.change(AGES_VISIBLE_TO, now, before=before, by=administrator)


def email_of(name: str) -> str:
    """`Dr. Sabine Krämer` has `sabine.kraemer@example.org`."""
    spelled = keys.slug(name.removeprefix("Dr. "))
    return f"{spelled.replace('-', '.')}@example.org"
