"""People from a pasted table."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from sqlalchemy import select

from planner import email_addresses
from planner.actions.people import fields, people, teams
from planner.database import db, rows
from planner.imports.closed_lists import role_of
from planner.imports.pasted.cells import cell_choice, cell_line
from planner.imports.pasted.looking import New, PastedRow
from planner.imports.recognising.headings import folded
from planner.insights.names import are_alike
from planner.models import Field, Person, Team
from planner.models.kinds import Role, Side
from planner.models.mixins import EMAIL_LENGTH
from planner.words import gettext


class PeopleAtHand:
    """Reads rows of people, beside those who are there already.

    `made` are the teams and fields that are to be made; None asks for all but those that are
    spelled almost like one that is there.
    """

    noun: ClassVar = "people"
    fields: ClassVar[Sequence[str]] = (
        "email",
        "role",
        "name",
        "first_name",
        "last_name",
        "field",
        "team",
        "unit",
    )
    looks: ClassVar[Mapping[str, Callable[[str], bool]]] = {
        "email": lambda cell: "@" in cell,
        "role": lambda cell: role_of(cell) is not None,
    }

    def __init__(self, made: frozenset[str] | None) -> None:
        self._made = made
        self._teams = {folded(name): name for name in db.session.scalars(select(Team.name))}
        self._fields = {folded(name): name for name in db.session.scalars(select(Field.name))}
        self._addresses, self._names = _known_people()
        self._seen_addresses: dict[str, int] = {}
        self._seen_names: dict[str, int] = {}
        self.new: dict[str, New] = {}

    def problems_of(self, columns: Sequence[str]) -> list[str]:
        if {"name", "first_name", "last_name"}.isdisjoint(columns):
            return [gettext("Say which column is the name.")]
        return []

    def read(self, entry: PastedRow) -> None:
        values = entry.values
        values["name"] = _name(entry)
        values["email"] = self._email(entry)
        values["role"] = self._role(entry)
        values["unit"] = cell_line(entry, "unit") or None
        values["team"] = self._named(entry, "team", self._teams)
        values["field"] = self._named(entry, "field", self._fields)
        role = values["role"]
        if role and role.side is Side.SPECIALIST and not values["field"]:
            missing = gettext("Choose what the person is a specialist for.")
            entry.problems.setdefault("field", missing)
        self._compare(entry)

    def _email(self, entry: PastedRow) -> str | None:
        address = cell_line(entry, "email", longest=EMAIL_LENGTH)
        if address and not email_addresses.is_valid(address):
            entry.problems["email"] = gettext("Write an address like anna@example.org.")
        return address or None

    def _role(self, entry: PastedRow) -> Role | None:
        role = cell_choice(entry, "role", Role, role_of)
        if role is None:
            offered = gettext("Say what the person is here.")
            entry.problems.setdefault("role", offered)
        return role

    def _named(self, entry: PastedRow, kind: str, known: dict[str, str]) -> str | None:
        """The team or the field of that name; a new one where it is to be made."""
        name = cell_line(entry, kind)
        if not name or folded(name) in known:
            return known.get(folded(name)) if name else None
        new = self.new.setdefault(f"{kind}:{folded(name)}", self._new(kind, name, known))
        new.count += 1
        if not new.is_made:
            entry.problems[kind] = gettext(
                "“%(name)s” is not there. Let it be made, or write another.", name=name
            )
        return new.name

    def _new(self, kind: str, name: str, known: dict[str, str]) -> New:
        others = [*known, *(mark.partition(":")[2] for mark in self.new if mark.startswith(kind))]
        is_misspelled = any(are_alike(folded(name), other) for other in others)
        is_made = not is_misspelled if self._made is None else f"{kind}:{name}" in self._made
        return New(kind, name, is_made)

    def _compare(self, entry: PastedRow) -> None:
        """Say who is there already, in the program or further up in the table."""
        name, address = folded(entry.values["name"]), entry.values["email"]
        spelled = email_addresses.one_spelling(address) if address else ""
        if spelled in self._seen_addresses:
            entry.problems["email"] = _row_too(self._seen_addresses[spelled])
        elif spelled in self._addresses:
            entry.can_be_another = False
            entry.alike = gettext(
                "%(name)s has this address already.", name=self._addresses[spelled]
            )
        elif name in self._names:
            entry.alike = gettext("Somebody of this name is there already.")
        elif name in self._seen_names and name:
            entry.alike = _row_too(self._seen_names[name])
        if spelled:
            self._seen_addresses.setdefault(spelled, entry.line)
        self._seen_names.setdefault(name, entry.line)


def write(entries: Sequence[PastedRow], *, by: Person) -> list[Person]:
    """Add these people, with the teams and fields that they name and that are not there yet."""
    team_ids: dict[str, int] = {}
    field_ids: dict[str, int] = {}
    added = []
    for entry in entries:
        values = dict(entry.values)
        team, field = values.pop("team"), values.pop("field")
        if team and team not in team_ids:
            team_ids[team] = teams.named(team, by=by).id
        if field and field not in field_ids:
            field_ids[field] = fields.named(field, by=by).id
        values |= {"team_id": team_ids.get(team), "field_id": field_ids.get(field)}
        added.append(people.create(values, by=by))
    return added


def _known_people() -> tuple[dict[str, str], set[str]]:
    """The names by their addresses, and all names."""
    found = rows(select(Person.name, Person.email))
    addresses = {email_addresses.one_spelling(email): name for name, email in found if email}
    return addresses, {folded(name) for name, _email in found}


def _name(entry: PastedRow) -> str:
    """The name, or else the first and the last name."""
    parts = [cell_line(entry, name) for name in ("first_name", "last_name")]
    name = cell_line(entry, "name") or " ".join(filter(None, parts))
    if not name:
        shown = "name" if "name" in entry.cells else "last_name"
        entry.problems[shown] = gettext("Fill this in.")
    return name


def _row_too(other: int) -> str:
    return gettext("Row %(row)d says the same.", row=other)
