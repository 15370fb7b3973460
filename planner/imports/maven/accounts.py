"""accounts.csv: accounts become customers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from planner.actions.keys import Keys
from planner.imports.cells import Cells
from planner.imports.countries import country_code, is_assumed
from planner.imports.dirt import Dirt
from planner.imports.findings import Findings
from planner.imports.matching import Names
from planner.imports.maven.meanings import (
    CURRENCY,
    MILLION,
    MISSPELLED_COUNTRIES,
    MISSPELLED_SECTORS,
    SYSTEM,
)
from planner.imports.maven.rows import named_rows
from planner.imports.records import CustomerRecord, Source
from planner.imports.tables import FileRow

ACCOUNT_COLUMNS = (
    "account",
    "sector",
    "year_established",
    "revenue",
    "employees",
    "office_location",
    "subsidiary_of",
)


@dataclass
class AccountsRead:
    records: list[CustomerRecord] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    keys: Keys = field(default_factory=Keys)

    def add(self, record: CustomerRecord) -> None:
        self.records.append(record)
        self.names.add(record.name, record.key)

    def add_by_name_only(self, name: str, place: str) -> str:
        """A customer of whom a deal tells the name and nothing else; returns its key."""
        key = self.keys.make(name)
        self.add(CustomerRecord(key, name, Source(SYSTEM, name, place=place), currency=CURRENCY))
        return key


def read_accounts(rows: list[FileRow], findings: Findings) -> AccountsRead:
    """The customers in the order of the file, each with its parent where that is one too."""
    customers = AccountsRead()
    for name, cells in named_rows(rows, "account", findings):
        customers.add(_customer(name, cells, customers.keys))
    customers.records = [_with_parent(one, customers, findings) for one in customers.records]
    return customers


def _customer(name: str, cells: Cells, keys: Keys) -> CustomerRecord:
    return CustomerRecord(
        key=keys.make(name),
        name=name,
        source=Source(SYSTEM, name, place=cells.row.place),
        industry=_corrected(cells, "sector", MISSPELLED_SECTORS) or None,
        country=_country(cells),
        annual_revenue=cells.amount("revenue", times=MILLION),
        currency=CURRENCY,
        founded=cells.whole("year_established"),
        employees=cells.whole("employees"),
        subsidiary_of=cells.text("subsidiary_of") or None,
    )


def _country(cells: Cells) -> str | None:
    name = _corrected(cells, "office_location", MISSPELLED_COUNTRIES)
    code = country_code(name) if name else None
    if name and code is None:
        cells.note(Dirt.UNKNOWN_COUNTRY, name)
    elif code is not None and is_assumed(name):
        cells.note(Dirt.COUNTRY_ASSUMED, f"“{name}” as {code}")
    return code


def _corrected(cells: Cells, column: str, mistakes: Mapping[str, str]) -> str:
    text = cells.text(column)
    if text not in mistakes:
        return text
    cells.note(Dirt.MISSPELLED, f"{column} “{text}”, now “{mistakes[text]}”")
    return mistakes[text]


def _with_parent(
    customer: CustomerRecord, customers: AccountsRead, findings: Findings
) -> CustomerRecord:
    if customer.subsidiary_of is None:
        return customer
    place, name = customer.source.place, customer.subsidiary_of
    parent = customers.names.find(name)
    if parent is None:
        findings.add(Dirt.UNKNOWN_PARENT, f"“{name}”", place=place)
        return customer
    if parent.key == customer.key:
        findings.add(Dirt.PARENT_OF_ITSELF, f"“{name}”", place=place)
        return customer
    if not parent.exact:
        about = f"subsidiary_of “{name}”, now “{parent.name}”"
        findings.add(Dirt.SPELLED_DIFFERENTLY, about, place=place)
    return replace(customer, parent_key=parent.key)
