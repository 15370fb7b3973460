"""Reads all files of one import together, since they name each other."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planner.imports.deciding.activities import Activities
from planner.imports.deciding.contacts import Contacts
from planner.imports.deciding.contracts import Contracts
from planner.imports.deciding.customers import Customers
from planner.imports.deciding.deals import Deals
from planner.imports.deciding.here import Here, people_here
from planner.imports.deciding.options import MATCHES, Options
from planner.imports.deciding.people import Owners
from planner.imports.deciding.table import ExportTable
from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from planner.imports.findings import Findings, Places
from planner.imports.reading import SheetFile, open_file
from planner.imports.recognising import Recognised, recognise
from planner.imports.recognising.headings import PLAIN
from planner.imports.records import Records
from planner.imports.scratch import Scratch
from planner.queries.people.erased import erased_here

NOUNS = ("people", "customers", "contacts", "contracts", "deals", "activities")
"""In the order in which they are read; what names others comes after them."""


@dataclass(frozen=True, slots=True)
class Export:
    """`rows` are the numbers of rows by the name of the file."""

    records: Records
    files: tuple[Recognised, ...]
    rows: dict[str, int]


def read_exports(paths: Sequence[Path], options: Options) -> Export:
    """Everything that the files bring. Raises ExportError with the problems of all of them, before
    anything was written."""
    scratch = Scratch()
    findings = Findings(Places(scratch))
    files = _recognised(paths, options)
    system = _system(files, options)
    tables = _tables(files, options, findings)
    records = _records(tables, system, options, findings, scratch)
    rows = {table.name: table.count for each in tables.values() for table in each}
    for file in files:
        if file.file.name not in rows:
            rows[file.file.name] = sum(1 for _ in file.rows())
            findings.add(Dirt.FILE_NOT_READ, file.file.name)
    return Export(replace(records, findings=findings.all()), tuple(files), rows)


def _recognised(paths: Sequence[Path], options: Options) -> list[Recognised]:
    """Every file, all of them of one system: that for which most of them speak."""
    opened, problems = [], []
    names = Counter(path.name for path in paths)
    problems += [f"{name}: is there {count} times" for name, count in names.items() if count > 1]
    for path in paths:
        try:
            opened.append(open_file(path))
        except ExportError as refusal:
            problems.extend(refusal.problems)
    if problems:
        raise ExportError(problems)
    return recognised_together(opened, options)


def recognised_together(opened: Sequence[SheetFile], options: Options) -> list[Recognised]:
    """What files are that were exported together: all of one system."""
    mapping = options.mapping
    alone = [recognise(each, mapping.of(each.name), system=options.system) for each in opened]
    system = _system(alone, options)
    return [recognise(each, mapping.of(each.name), system=system) for each in opened]


def _system(files: Sequence[Recognised], options: Options) -> str:
    """The most frequent of those that are known; a plain table speaks for none."""
    counts = Counter(file.system for file in files if file.system not in (None, PLAIN))
    return options.system or next((name for name, _ in counts.most_common(1) if name), PLAIN)


def _tables(
    files: Sequence[Recognised], options: Options, findings: Findings
) -> dict[str, list[ExportTable]]:
    tables: dict[str, list[ExportTable]] = defaultdict(list)
    problems: list[str] = []
    for file in files:
        if file.noun in NOUNS:
            try:
                tables[file.noun].append(ExportTable(file, options, findings))
            except ExportError as refusal:
                problems.extend(refusal.problems)
    if problems:
        raise ExportError(problems)
    return tables


def _records(
    tables: dict[str, list[ExportTable]],
    system: str,
    options: Options,
    findings: Findings,
    scratch: Scratch,
) -> Records:
    are_named = bool(tables["activities"])
    erased = erased_here()
    owners = Owners(system, findings, people_here(system), erased, scratch)
    owners.read(tables["people"])
    customers = Customers(system, options, Here(system, scratch), owners, scratch)
    customers.read(tables["customers"])
    contacts = Contacts(options, customers, erased, scratch, are_named=are_named)
    contacts.read(tables["contacts"])
    contracts = Contracts(customers, scratch)
    contracts.read(tables["contracts"])
    deals = Deals(options, customers, owners, findings, scratch, are_named=are_named)
    deals.read(tables["deals"])
    activities = Activities(options, customers, contacts, deals, owners, scratch)
    activities.read(tables["activities"])
    for noun in MATCHES if system == PLAIN else ():
        for table in tables[noun]:
            if table.has("number") and options.match.get(noun) != "number":
                findings.add(Dirt.NUMBER_IS_NO_KEY, f"{table.name}: --match {noun}=number")
    return Records(
        system=system,
        currency=options.currency,
        teams=tuple(owners.teams.values()),
        people=tuple(owners.records),
        fields=tuple(owners.fields.values()),
        customers=customers.records,
        contacts=contacts.records,
        contracts=contracts.records,
        deals=deals.records,
        activities=activities.records,
        scratch=scratch,
        places=findings.places,
    )
