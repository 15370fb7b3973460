"""The answer of `planner reach match`: whom we know, against whom we have on record.

The source adds up the connections of all (`sum`); the honest figure beside it is how many people
that are (`distinct`). Nobody is named, and nobody is compared with anybody.
"""

from collections import defaultdict
from collections.abc import Sequence

from planner.matching.companies import Company, CustomerContact
from planner.matching.connections import ConnectionsFile, KnownPerson
from planner.matching.people import people_among
from planner.matching.sameness import Sameness


def reach_as_json(
    customers: Sequence[Company],
    contacts: Sequence[CustomerContact],
    files: Sequence[ConnectionsFile],
) -> dict[str, object]:
    """The comparison of all files with the customers and the contacts on record."""
    sameness = Sameness(customers, contacts)
    rows = [connection for file in files for connection in file.connections]
    people = people_among(rows)
    on_record = [_row_of(contact, sameness.customers) for contact in contacts]
    known = _known_at(sameness, rows, people)
    files_of = _files_of(files, people)
    matched = set().union(*known.values())
    of_files = [len(set(people_among(file.connections))) for file in files]
    return {
        "files": [_file(file, number) for file, number in zip(files, of_files, strict=True)],
        "sum": sum(of_files),
        "distinct": len(set(people)),
        "on_record": len(set(people_among(on_record))),
        "both": _in_both(rows, on_record),
        "unmatched": len(set(people) - matched),
        "customers": [
            {
                "customer": key,
                "people": len(known[key]),
                "knowers": len(set().union(*(files_of[person] for person in known[key]))),
            }
            for key in sameness.customers
            if key in known
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


def _in_both(rows: list[KnownPerson], on_record: list[KnownPerson]) -> int:
    """How many people are in the files and on record, told apart among all of them together."""
    people = people_among([*rows, *on_record])
    return len(set(people[: len(rows)]) & set(people[len(rows) :]))


def _known_at(
    sameness: Sameness, rows: Sequence[KnownPerson], people: Sequence[int]
) -> dict[str, set[int]]:
    """By customer the people known there."""
    found: dict[str, set[int]] = defaultdict(set)
    for row, person in zip(rows, people, strict=True):
        customers = list(sameness.same_as(Company("", row.company, email=row.email)))
        if len(customers) == 1:
            found[customers[0]].add(person)
    return found


def _files_of(files: Sequence[ConnectionsFile], people: Sequence[int]) -> dict[int, set[int]]:
    """By person the places of the files that have them, under whichever company."""
    found: dict[int, set[int]] = defaultdict(set)
    places = (place for place, file in enumerate(files) for _ in file.connections)
    for place, person in zip(places, people, strict=True):
        found[person].add(place)
    return found
