"""Files of users, and the owners whom other files name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from planner.actions.keys import Keys
from planner.imports.closed_lists import role_of
from planner.imports.deciding.here import PeopleHere
from planner.imports.deciding.naming import number_of
from planner.imports.deciding.row import ExportRow
from planner.imports.deciding.table import ExportTable
from planner.imports.dirt import Dirt
from planner.imports.findings import Findings
from planner.imports.matching import fold_name
from planner.imports.records import FieldRecord, PersonRecord, Source, TeamRecord
from planner.imports.scratch import Fits, Scratch
from planner.models import ErasedKind
from planner.models.kinds import Role, Side
from planner.queries.people.erased import ErasedHere

_NUMBER = re.compile(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}|005[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?")
_Group = TypeVar("_Group", TeamRecord, FieldRecord)
_PARTS = re.compile(r"[._]+")


class Owners:
    """Everybody who has something, each made when first named."""

    def __init__(
        self,
        system: str,
        findings: Findings,
        here: PeopleHere,
        erased: ErasedHere,
        scratch: Scratch,
    ) -> None:
        self._system, self._findings, self._here = system, findings, here
        self._erased = erased
        self._gone: set[str] = set()
        """By what rows may name those who were erased here."""
        self.records: list[PersonRecord] = []
        self._keys, self._fits = Keys(), Fits(scratch)
        self.teams: dict[str, TeamRecord] = {}
        self.fields: dict[str, FieldRecord] = {}

    def read(self, tables: Sequence[ExportTable]) -> None:
        """The files of users, which come before all that name them."""
        for table in tables:
            for row in table.rows():
                self._read(table, row)

    def _read(self, table: ExportTable, row: ExportRow) -> None:
        name, email, number = row.full_name(), row.email(), row.text("number")
        if not name:
            row.cells.note(Dirt.ROW_WITHOUT_KEY)
            return
        if email:
            # Somebody is found by it, but no file lets anybody in.
            table.note_not_stored("email")
        source = number or email.casefold() or name
        if self._fits.find(number_of(source)) is not None:
            row.cells.note(Dirt.REPEATED_KEY, said=source)
            return
        if self._was_erased(source, email=email, name="" if number or email else name):
            row.cells.note(Dirt.ERASED_HERE)  # without the name
            self._gone |= {*filter(None, (number_of(number), email.casefold(), fold_name(name)))}
            return
        is_known_by_name = not self._here.has_number(source) and self._here.has_number(
            fold_name(name)
        )
        key = self._add(
            name, source, email=email or None, place=row.place, found_by_name=is_known_by_name
        )
        self.records[-1] = replace(self.records[-1], **self._work(table, row))
        for said in (number_of(number), email.casefold(), fold_name(name)):
            self._fits.add(said, key)

    def _work(self, table: ExportTable, row: ExportRow) -> dict[str, Any]:
        """What somebody does here. A specialist is one for a field."""
        field = self._named(FieldRecord, self.fields, self._here.fields, row.text("field"))
        team = self._named(TeamRecord, self.teams, self._here.teams, row.text("team"))
        role = table.choice(row, "role", role_of)
        if role is not None and role.side is Side.SPECIALIST and field is None:
            table.note_not_stored("role")
            role = None
        return {
            "role": role or Role.GENERALIST,
            "unit": row.text("unit") or None,
            "team_key": team,
            "field_key": field,
        }

    def _named(
        self, of: type[_Group], known: dict[str, _Group], here: Mapping[str, str], name: str
    ) -> str | None:
        """The key of the team or field of this name, however it is spelled here."""
        folded_name = fold_name(name)
        if name and folded_name not in known:
            called = here.get(folded_name, name)
            known[folded_name] = of(folded_name, called, Source(self._system, folded_name))
        return folded_name or None

    def of(self, table: ExportTable, row: ExportRow) -> str | None:
        """The key of who owns what a row tells of; None for nobody, or if two fit."""
        text = row.text("owner")
        if not text:
            return None
        is_number = table.holds_numbers("owner") or _NUMBER.fullmatch(text) is not None
        said = _folded(text, is_number=is_number)
        if self._fits.is_ambiguous(said):
            row.cells.note(Dirt.AMBIGUOUS_REFERENCE, "owner", said=text)
            return None
        if key := self._fits.find(said):
            return key
        if self._is_gone(text, said, is_number=is_number):
            row.cells.note(Dirt.ERASED_HERE, "owner")
            return None
        return self._made(text, said, row, is_number=is_number)

    def _is_gone(self, text: str, said: str, *, is_number: bool) -> bool:
        """Whether this names who was erased, and nobody who is here."""
        if self._here.knows(text, is_number=is_number):
            return False
        email = text if "@" in text else ""
        name = "" if is_number or email else text
        if said not in self._gone and any(
            self._was_erased(source, email=email, name=name) for source in (text, said)
        ):
            self._gone.add(said)
        return said in self._gone

    def _was_erased(self, source: str, *, email: str, name: str) -> bool:
        asked = self._erased.has(
            ErasedKind.PERSON, foreign=(self._system, source), email=email or None
        )
        return asked or bool(name and self._erased.has(ErasedKind.PERSON, name=name))

    def _made(self, text: str, said: str, row: ExportRow, *, is_number: bool) -> str:
        if "@" in text:
            words = _PARTS.split(text.partition("@")[0])
            name = " ".join(word.capitalize() for word in words if word) or text
            key = self._add(name, said, email=text, only_named=True)
        else:
            kind = Dirt.PERSON_KNOWN_BY_NUMBER_ONLY if is_number else Dirt.PERSON_KNOWN_BY_NAME_ONLY
            if not self._here.knows(text, is_number=is_number):
                self._findings.add(kind, place=f"{row.place} “{text}”")
            key = self._add(text, said, found_by_name=not is_number, only_named=True)
        self._fits.add(said, key)
        return key

    def _add(
        self,
        name: str,
        source: str,
        *,
        email: str | None = None,
        place: str = "",
        found_by_name: bool = False,
        only_named: bool = False,
    ) -> str:
        key = self._keys.make(name)
        self.records.append(
            PersonRecord(
                key=key,
                name=name,
                role=Role.GENERALIST,
                source=Source(self._system, source, place=place),
                email=email,
                found_by_name=found_by_name,
                only_named=only_named,
            )
        )
        return key


def _folded(text: str, *, is_number: bool) -> str:
    if "@" in text:
        return text.casefold()
    return number_of(text) if is_number else fold_name(text)
