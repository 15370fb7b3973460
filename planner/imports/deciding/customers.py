"""Files of customers, and the customers whom other files name."""

from collections.abc import Sequence
from dataclasses import replace

from planner.imports.closed_lists import stage_of
from planner.imports.countries import country_code, is_assumed
from planner.imports.deciding.here import Here, KnownCustomer
from planner.imports.deciding.naming import Ordinals, number_of, site_of
from planner.imports.deciding.options import Options
from planner.imports.deciding.people import Owners
from planner.imports.deciding.row import ExportRow
from planner.imports.deciding.table import ExportTable
from planner.imports.dirt import Dirt
from planner.imports.matching import fold_name
from planner.imports.recognising.headings import PLAIN
from planner.imports.records import CustomerRecord, Source
from planner.imports.scratch import Fits, Kept, Known, Scratch

_SEVERAL = ";"


class Ambiguous(Exception):
    """A name or number fits two customers, and so none."""


class Customers:
    """Those of the files, and of those that are here the ones that the files name."""

    def __init__(
        self, system: str, options: Options, here: Here, owners: Owners, scratch: Scratch
    ) -> None:
        self._system, self._options, self.here, self._owners = system, options, here, owners
        self.records: Kept[CustomerRecord] = Kept(scratch)
        self._ordinals = Ordinals(scratch)
        self._numbers, self._names = Fits(scratch), Fits(scratch)
        self._sources: Known[str] = Known(scratch)
        """By the key of a record."""
        self._seen: Known[bool] = Known(scratch)
        self._by_id: Known[str] = Known(scratch)

    def read(self, tables: Sequence[ExportTable]) -> None:
        for table in tables:
            for row in table.rows():
                self._read(table, row)

    def _read(self, table: ExportTable, row: ExportRow) -> None:
        name = row.text("name")
        if row.is_so("deleted") or not name:
            row.cells.note(Dirt.DELETED_THERE if name else Dirt.ROW_WITHOUT_KEY)
            return
        number, by = row.text("number"), self._key_of(table, row)
        source = number if by == "number" else self._ordinals.key(name)
        if number_of(source) in self._seen:
            row.cells.note(Dirt.REPEATED_KEY, said=number)
            return
        known, fits_two = self._known(by, source, row)
        if fits_two or (known is not None and known.id in self._by_id):
            kind = Dirt.AMBIGUOUS_REFERENCE if fits_two else Dirt.REPEATED_KEY
            row.cells.note(kind, "name", said=name)
            return
        record = replace(
            _record(name, source, table, row),
            key=self._next_key(),
            currency=self._options.currency or row.currency(),
            owner_key=self._owners.of(table, row),
        )
        self._add(record, known)
        for said in (number, *row.other_numbers):
            self._numbers.add(number_of(said), record.key)
        self._also_by_number(by, source, record.key)

    def _key_of(self, table: ExportTable, row: ExportRow) -> str:
        """By what a customer is found again."""
        said = self._options.match.get("customers")
        by = said or ("name" if table.system == PLAIN else "number")
        return by if row.text(by) else "name"

    def _known(self, by: str, source: str, row: ExportRow) -> tuple[KnownCustomer | None, bool]:
        """Who it is of those that are here, and whether two of them fit."""
        if by == "number":
            return None, False  # the writer finds it by system and number
        if known := self.here.by_number.get(number_of(source)):
            return known, False
        if by == "website":
            return self.here.with_site(site_of(row.text("website")))
        return self.here.with_name(fold_name(row.text("name")))

    def _add(self, record: CustomerRecord, known: KnownCustomer | None) -> str:
        if known is not None:
            record = replace(record, known_id=known.id)
            self._by_id[known.id] = record.key
        self.records.append(record)
        self._sources[record.key] = record.source.key
        self._seen[number_of(record.source.key)] = True
        self._names.add(fold_name(record.name), record.key)
        self._numbers.add(number_of(record.source.key), record.key)
        return record.key

    def named_by(self, table: ExportTable, row: ExportRow, *, makes: bool) -> str | None:
        """The key of the customer whom a row names, by its number or its name; of several that
        are listed the first counts. With `makes` one that is known by name only is made. Raises
        Ambiguous if two fit."""
        text = row.text("customer")
        if not text:
            return None
        for said in (text, *map(str.strip, text.split(_SEVERAL))):
            if key := self.find(said):
                return key
        if not makes or table.holds_numbers("customer"):
            return None
        row.cells.note(Dirt.CUSTOMER_KNOWN_BY_NAME_ONLY, f"“{text}”")
        source = Source(self._system, self._ordinals.key(text))
        record = CustomerRecord(self._next_key(), text, source, currency=None)
        return self._add(record, None)

    def _also_by_number(self, by: str, source: str, key: str) -> None:
        """Who names the customer otherwise, such as by the name that it has here, means it too."""
        known = self.here.by_number.get(number_of(source)) if by == "number" else None
        if known is not None:
            self._by_id.add(known.id, key)

    def find(self, text: str) -> str | None:
        """The key of the customer with this number or name. Raises Ambiguous if two fit."""
        number, name = number_of(text), fold_name(text)
        if key := self._numbers.find(number) or self._names.find(name):
            return key
        of_name, fits_two = self.here.with_name(name)
        is_ambiguous = self._numbers.is_ambiguous(number) or self._names.is_ambiguous(name)
        known = self.here.by_number.get(number) or of_name
        if is_ambiguous or (known is None and fits_two):
            raise Ambiguous(text)
        if known is None:
            return None
        return self.of_id(known)

    def of_id(self, known: KnownCustomer) -> str:
        """The key of one that is here."""
        return self._by_id.get(known.id) or self._refer_to(known)

    def _refer_to(self, known: KnownCustomer) -> str:
        """One that is here, and of whom the files say nothing but the name or number."""
        source = Source(self._system, known.foreign_key or f"here:{known.id}")
        record = CustomerRecord(
            self._next_key(), known.name, source, currency=None, only_named=True
        )
        return self._add(record, known)

    def source_key_of(self, key: str) -> str:
        """What the system calls the customer of a record."""
        return self._sources[key]

    def _next_key(self) -> str:
        return f"customer-{len(self.records) + 1}"


def _record(name: str, source: str, table: ExportTable, row: ExportRow) -> CustomerRecord:
    """What the row itself says; its key is still to be made."""
    return CustomerRecord(
        key="",
        name=name,
        source=Source(table.system, source, place=row.place),
        industry=row.text("industry") or None,
        website=row.text("website") or None,
        country=_country(row),
        city=row.text("city") or None,
        annual_revenue=row.amount("annual_revenue"),
        stage=table.choice(row, "stage", stage_of),
        segment=row.text("segment") or None,
    )


def _country(row: ExportRow) -> str | None:
    text = row.text("country")
    code = country_code(text) if text else None
    if text and code is None:
        row.cells.note(Dirt.UNKNOWN_COUNTRY, text)
    elif text and is_assumed(text):
        row.cells.note(Dirt.COUNTRY_ASSUMED, text)
    return code
