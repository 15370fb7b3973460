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
    known = _known_at(sameness, files, people)
    matched = {person for those, _ in known.values() for person in those}
    of_files = [len(set(people_among(file.connections))) for file in files]
    return {
        "files": [_file(file, number) for file, number in zip(files, of_files, strict=True)],
        "sum": sum(of_files),
        "distinct": len(set(people)),
        "on_record": len(set(people_among(on_record))),
        "both": _in_both(rows, on_record),
        "unmatched": len(set(people) - matched),
        "customers": [
            {"customer": key, "people": len(known[key][0]), "knowers": len(known[key][1])}
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
    sameness: Sameness, files: Sequence[ConnectionsFile], people: Sequence[int]
) -> dict[str, tuple[set[int], set[int]]]:
    """By customer the people known there, and the places of the files that know them."""
    found: dict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    numbers = iter(people)
    for place, file in enumerate(files):
        for connection in file.connections:
            person = next(numbers)
            company = Company("", connection.company, email=connection.email)
            customers = list(sameness.same_as(company))
            if len(customers) == 1:
                those, knowers = found[customers[0]]
                those.add(person)
                knowers.add(place)
    return found
