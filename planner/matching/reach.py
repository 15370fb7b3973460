"""The answer of `planner reach match`: whom we know, against whom we have on record.

The source adds up the connections of all (`sum`); the honest figure beside it is how many people
that are (`distinct`). Nobody is named, and nobody is compared with anybody.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from planner.matching.companies import Company, CustomerContact
from planner.matching.connections import ConnectionsFile, KnownPerson
from planner.matching.people import Alike, people_among
from planner.matching.sameness import Sameness
from planner.rating.value import value


@value
class KnownPeople:
    """How many people are known at a customer, and by how many of us."""

    people: int
    knowers: int


@value
class Reach:
    """How many people are in each file, over all files, on record and in both; `at` are those at
    customers, and `unmatched` the others."""

    of_files: tuple[int, ...]
    distinct: int
    on_record: int
    both: int
    unmatched: int
    at: Mapping[Any, KnownPeople]


def reach_as_json(
    customers: Sequence[Company],
    contacts: Sequence[CustomerContact],
    files: Sequence[ConnectionsFile],
) -> dict[str, object]:
    """The comparison of all files with the customers and the contacts on record."""
    sameness = Sameness(customers, contacts)
    people = [file.connections for file in files]
    customers_of = [_customer_of(sameness, row) for rows in people for row in rows]
    on_record = [_row_of(contact, sameness.customers) for contact in contacts]
    found = reach(people, customers_of, on_record)
    return {
        "files": [_file(file, number) for file, number in zip(files, found.of_files, strict=True)],
        "sum": sum(found.of_files),
        "distinct": found.distinct,
        "on_record": found.on_record,
        "both": found.both,
        "unmatched": found.unmatched,
        "customers": [
            {"customer": key, "people": found.at[key].people, "knowers": found.at[key].knowers}
            for key in sameness.customers
            if key in found.at
        ],
    }


def _file(file: ConnectionsFile, people: int) -> dict[str, object]:
    return {
        "file": file.name,
        "rows": file.rows,
        "people": people,
        "without_email": file.without_email,
        "skipped": file.skipped,
    }


def _row_of(contact: CustomerContact, customers: dict[str, Company]) -> KnownPerson:
    customer = customers.get(contact.customer)
    company = "" if customer is None else customer.name
    return KnownPerson(contact.name, company, contact.url, contact.email)


def _customer_of(sameness: Sameness, row: KnownPerson) -> str | None:
    """The customer that the company is the same as; who may be several is at none."""
    found = list(sameness.same_as(Company("", row.company, email=row.email)))
    return found[0] if len(found) == 1 else None


def reach(
    files: Sequence[Sequence[KnownPerson]],
    customers_of: Sequence[Hashable],
    on_record: Sequence[KnownPerson],
) -> Reach:
    """The sums over the people in files; `customers_of` says for one row after the other at which
    customer somebody is, None at none."""
    rows = [row for file in files for row in file]
    alike = Alike([*rows, *on_record])
    everybody = range(len(rows) + len(on_record))
    people = alike.people_in(everybody[: len(rows)])
    known = _known_at(customers_of, people)
    files_of = _files_of(files, people)
    together = alike.people_in(everybody)
    return Reach(
        of_files=tuple(len(set(people_among(file))) for file in files),
        distinct=len(set(people)),
        on_record=len(set(alike.people_in(everybody[len(rows) :]))),
        both=len(set(together[: len(rows)]) & set(together[len(rows) :])),
        unmatched=len(set(people).difference(*known.values())),
        at={
            key: KnownPeople(len(those), len(set().union(*(files_of[person] for person in those))))
            for key, those in known.items()
        },
    )


def _known_at(customers_of: Sequence[Hashable], people: Sequence[int]) -> dict[Any, set[int]]:
    """By customer the people known there."""
    found: dict[Any, set[int]] = defaultdict(set)
    for customer, person in zip(customers_of, people, strict=True):
        if customer is not None:
            found[customer].add(person)
    return found


def _files_of(files: Sequence[Sequence[KnownPerson]], people: Sequence[int]) -> dict[int, set[int]]:
    """By person the places of the files that have them, under whichever company."""
    found: dict[int, set[int]] = defaultdict(set)
    places = (place for place, file in enumerate(files) for _ in file)
    for place, person in zip(places, people, strict=True):
        found[person].add(place)
    return found
