"""A made export of any size: customers, and eight rows beside each, as Salesforce writes them."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path

CONTACTS, DEALS, TASKS = 3, 2, 3
"""Of each customer."""
BESIDE = CONTACTS + DEALS + TASKS
_SELLERS = 50
_STAGES = ("Qualification", "Proposal", "Closed Won", "Closed Lost", "Negotiation")
_FIRST = ("Anna", "Björn", "Chiara", "Dmitri", "Élise", "Farid", "Gül", "Hannah", "Ivo", "Jürgen")
_LAST = ("Ahrens", "Brandt", "Çelik", "Dupont", "Eßer", "Fuchs", "Größer", "Haas", "Ionescu")
_TRADES = ("Stahl", "Bau", "Handel", "Logistik", "Medizin", "Energie", "Chemie", "Papier")
_CITIES = (("Köln", "Germany"), ("Wien", "Austria"), ("Zürich", "Switzerland"), ("Lyon", "France"))

_Row = tuple[object, ...]


def write(folder: Path, customers: int, today: datetime.date) -> int:
    """Write the files into a folder; how many rows they have."""
    files = {
        "Account.csv": (
            ("Id", "Name", "Industry", "BillingCity", "BillingCountry", "Website", "Owner"),
            _accounts(customers),
        ),
        "Contact.csv": (
            ("Id", "FirstName", "LastName", "Title", "Email", "AccountId"),
            _contacts(customers),
        ),
        "Opportunity.csv": (
            ("Id", "Name", "StageName", "Amount", "CloseDate", "CreatedDate", "AccountId", "Owner"),
            _deals(customers, today),
        ),
        "Task.csv": (
            ("Id", "Subject", "ActivityDate", "Status", "WhatId", "Owner", "Description"),
            _tasks(customers, today),
        ),
    }
    for name, (headings, rows) in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(headings)
            writer.writerows(rows)
    return customers * (1 + BESIDE)


def _accounts(customers: int) -> Iterator[_Row]:
    for number in range(customers):
        city, country = _CITIES[number % 4]
        name = f"{_LAST[number % 9]} {_TRADES[number % 8]} {number} GmbH"
        site = f"https://www.kunde-{number}.example"
        yield _id("001", number), name, _TRADES[number % 8], city, country, site, _seller(number)


def _contacts(customers: int) -> Iterator[_Row]:
    for number in range(customers * CONTACTS):
        first, last = _FIRST[number % 10], _LAST[number % 9]
        address = f"person-{number}@kunde-{number // CONTACTS}.example"
        customer = _id("001", number // CONTACTS)
        yield _id("003", number), first, last, "Head of Purchasing", address, customer


def _deals(customers: int, today: datetime.date) -> Iterator[_Row]:
    for number in range(customers * DEALS):
        begun = today - datetime.timedelta(days=100 + number % 400)
        closes = begun + datetime.timedelta(days=90 + number % 200)
        yield (
            _id("006", number), f"Rahmenvertrag {number}", _STAGES[number % 5],
            1000 + number % 90_000, closes.isoformat(), begun.isoformat(),
            _id("001", number // DEALS), _seller(number // DEALS),
        )  # fmt: skip


def _tasks(customers: int, today: datetime.date) -> Iterator[_Row]:
    for number in range(customers * TASKS):
        day = today + datetime.timedelta(days=number % 60 - 50)
        is_done = number % 3 == 0
        subject = ("Call", "Angebot senden", "Besuch vorbereiten")[number % 3]
        customer = number // TASKS
        of = _id("006", customer * DEALS) if number % 2 else _id("001", customer)
        text = f"Gespräch {number}: Bedarf geklärt." if is_done else ""
        status = "Completed" if is_done else "Not Started"
        yield _id("00T", number), subject, day.isoformat(), status, of, _seller(customer), text


def _seller(number: int) -> str:
    return f"{_FIRST[number % 10]} {_LAST[number % _SELLERS % 9]}"


def _id(kind: str, number: int) -> str:
    return f"{kind}{number:012d}"
