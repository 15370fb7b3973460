"""Made exports of each system in both languages: the same three customers, their people and deals.

Two contacts have no customer, and one deal has none. What is to arrive is counted here by hand.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.imports.tables import Table, Value, write_table

CUSTOMERS, CONTACTS, DEALS = 3, 3, 5
"""So many of each arrive, besides a collecting customer."""
LEFT_OUT = 2
"""Contacts without a customer."""

_NAMES = ("Nordwind Größen AG", "Südstern & Söhne GmbH", "Ämter, Bünde; Co")
_OWNER = "Anna Kurz"

_Names = Mapping[str, str]
_CUSTOMER: dict[str, _Names] = {
    "salesforce en": {
        "number": "Id", "name": "Name", "city": "BillingCity", "country": "BillingCountry",
        "owner": "Owner",
    },
    "salesforce de": {
        "number": "Account-ID", "name": "Accountname", "city": "Rechnungsort",
        "country": "Land (Rechnungsanschrift)", "owner": "Accountinhaber",
    },
    "dynamics en": {
        "number": "(Do Not Modify) Account", "name": "Account Name", "city": "Address 1: City",
        "country": "Address 1: Country/Region", "owner": "Owner",
    },
    "dynamics de": {
        "number": "(Nicht ändern) Firma", "name": "Firmenname", "city": "Adresse 1: Ort",
        "country": "Adresse 1: Land/Region", "owner": "Besitzer",
    },
    "hubspot en": {
        "number": "Record ID", "name": "Company name", "city": "City", "country": "Country",
        "owner": "Company Owner",
    },
    "hubspot de": {
        "number": "Datensatz-ID", "name": "Unternehmensname", "city": "Stadt",
        "country": "Land/Region", "owner": "Zuständiger Mitarbeiter",
    },
    "pipedrive en": {
        "number": "Organization - ID", "name": "Organization - Name",
        "city": "Organization - City/town/village/locality of Address",
        "country": "Organization - Country of Address", "owner": "Organization - Owner",
    },
    "pipedrive de": {
        "number": "Organisation - ID", "name": "Organisation - Name",
        "city": "Organisation - Stadt/Ort", "country": "Organisation - Land",
        "owner": "Organisation - Besitzer",
    },
    "table en": {"name": "Company", "city": "City", "country": "Country", "owner": "Owner"},
    "table de": {"name": "Firma", "city": "Ort", "country": "Land", "owner": "Betreuer"},
}  # fmt: skip
_CONTACT: dict[str, _Names] = {
    "salesforce en": {"number": "Id", "name": "Name", "email": "Email", "function": "Title",
                      "customer": "AccountId", "last_name": "LastName"},
    "salesforce de": {"number": "Kontakt-ID", "last_name": "Nachname", "email": "E-Mail",
                      "function": "Titel", "customer": "Accountname"},
    "dynamics en": {"number": "(Do Not Modify) Contact", "name": "Full Name", "email": "Email",
                    "function": "Job Title", "customer": "Company Name"},
    "dynamics de": {"number": "(Nicht ändern) Kontakt", "name": "Vollständiger Name",
                    "email": "E-Mail", "function": "Position", "customer": "Firmenname"},
    "hubspot en": {"number": "Record ID", "last_name": "Last Name", "email": "Email",
                   "function": "Job Title", "customer": "Associated Company IDs"},
    "hubspot de": {"number": "Datensatz-ID", "last_name": "Nachname", "email": "E-Mail",
                   "function": "Jobbezeichnung", "customer": "Zugeordnetes Unternehmen"},
    "pipedrive en": {"number": "Person - ID", "name": "Person - Name",
                     "email": "Person - Email (Work)", "function": "Person - Job title",
                     "customer": "Person - Organization"},
    "pipedrive de": {"number": "Person - ID", "name": "Person - Name",
                     "email": "Person - E-Mail", "function": "Person - Position",
                     "customer": "Person - Organisation"},
    "table en": {"name": "Full name", "email": "Email", "function": "Function",
                 "customer": "Company"},
    "table de": {"name": "Ansprechpartner", "email": "E-Mail", "function": "Funktion",
                 "customer": "Firma"},
}  # fmt: skip
_DEAL: dict[str, _Names] = {
    "salesforce en": {"number": "Id", "title": "Name", "value": "Amount", "state": "StageName",
                      "closes_on": "CloseDate", "started_on": "CreatedDate",
                      "customer": "AccountId", "owner": "Owner"},
    "salesforce de": {"number": "Opportunity-ID", "title": "Opportunity-Name", "value": "Betrag",
                      "state": "Phase", "closes_on": "Schlusstermin",
                      "started_on": "Erstelldatum", "customer": "Accountname",
                      "owner": "Opportunity-Inhaber"},
    "dynamics en": {"number": "(Do Not Modify) Opportunity", "title": "Topic",
                    "value": "Est. revenue", "state": "Status", "closes_on": "Est. close date",
                    "started_on": "Created On", "customer": "Potential Customer",
                    "owner": "Owner"},
    "dynamics de": {"number": "(Nicht ändern) Verkaufschance", "title": "Thema",
                    "value": "Gesch. Umsatz", "state": "Status",
                    "closes_on": "Gesch. Abschlussdatum", "started_on": "Erstellt am",
                    "customer": "Potenzieller Kunde", "owner": "Besitzer"},
    "hubspot en": {"number": "Record ID", "title": "Deal Name", "value": "Amount",
                   "state": "Deal Stage", "closes_on": "Close Date",
                   "started_on": "Create Date", "customer": "Associated Company IDs",
                   "owner": "Deal Owner"},
    "hubspot de": {"number": "Datensatz-ID", "title": "Deal-Name", "value": "Betrag",
                   "state": "Deal-Phase", "closes_on": "Abschlussdatum",
                   "started_on": "Erstelldatum", "customer": "Zugeordnetes Unternehmen",
                   "owner": "Zuständiger Mitarbeiter"},
    "pipedrive en": {"number": "Deal - ID", "title": "Deal - Title", "value": "Deal - Value",
                     "state": "Deal - Status", "closes_on": "Deal - Expected close date",
                     "started_on": "Deal - Deal created", "customer": "Deal - Organization",
                     "owner": "Deal - Owner"},
    "pipedrive de": {"number": "Deal - ID", "title": "Deal - Titel", "value": "Deal - Wert",
                     "state": "Deal - Status",
                     "closes_on": "Deal - Erwartetes Abschlussdatum",
                     "started_on": "Deal - Deal erstellt", "customer": "Deal - Organisation",
                     "owner": "Deal - Besitzer"},
    "table en": {"title": "Deal", "value": "Value", "state": "Status", "closes_on": "Close date",
                 "started_on": "Started", "customer": "Company", "owner": "Seller"},
    "table de": {"title": "Verkaufschance", "value": "Wert", "state": "Status",
                 "closes_on": "Abschlussdatum", "started_on": "Begonnen", "customer": "Firma",
                 "owner": "Betreuer"},
}  # fmt: skip
KINDS = tuple(_CUSTOMER)
_STATES = {"en": ("Closed Won", "Lost", "Open"), "de": ("Gewonnen", "Verloren", "Offen")}


def write_export(folder: Path, kind: str, ending: str) -> list[Path]:
    """Write the three files of a system in one language, such as `dynamics de`."""
    in_german = kind.endswith("de") and ending not in (".xlsx", ".xls", ".ods")
    rows = {
        "customers": _table(_CUSTOMER[kind], _customers()),
        "contacts": _table(_CONTACT[kind], _contacts(by_number="AccountId" in str(_CONTACT[kind])
                                                     or "IDs" in str(_CONTACT[kind]))),
        "deals": _table(_DEAL[kind], _deals(kind, ending)),
    }  # fmt: skip
    options = {"encoding": "cp1252", "delimiter": ";"} if in_german else {}
    return [
        write_table(folder / f"{name}{ending}", table, **options) for name, table in rows.items()
    ]


def _table(headings: _Names, rows: list[dict[str, Value]]) -> Table:
    return [list(headings.values()), *([row[field] for field in headings] for row in rows)]


def _customers() -> list[dict[str, Value]]:
    return [
        {"number": f"C{n}", "name": name, "city": "Köln", "country": "Germany", "owner": _OWNER}
        for n, name in enumerate(_NAMES)
    ]


def _contacts(*, by_number: bool) -> list[dict[str, Value]]:
    customers = [f"C{n}" for n in range(3)] if by_number else list(_NAMES)
    return [
        {"number": f"P{n}", "name": f"Zoë Übel {n}", "last_name": f"Zoë Übel {n}",
         "email": f"zoe{n}@example.com", "function": "Leitung", "customer": customer}
        for n, customer in enumerate([*customers, "", ""])
    ]  # fmt: skip


def _deals(kind: str, ending: str) -> list[dict[str, Value]]:
    is_workbook = ending in (".xlsx", ".xls", ".ods")
    in_german = kind.endswith("de")
    by_number = "AccountId" in _DEAL[kind].values() or "IDs" in str(_DEAL[kind])
    customers = ["C0", "C1", "C2"] if by_number else list(_NAMES)
    won, lost, still_open = _STATES[kind[-2:]]
    states = (won, lost, still_open, still_open, won)
    found: list[dict[str, Value]] = []
    for n, (state, customer) in enumerate(zip(states, [*customers, "", customers[0]], strict=True)):
        began, closes = date(2025, 2, n + 10), date(2026, 3, 20 + n)
        value: Value = 1234.5 + n
        if not is_workbook:
            value = f"1.23{4 + n},50" if in_german else f"$1,23{4 + n}.50"
        row: dict[str, Value] = {
            "number": f"D{n}", "title": f"Deal {n}", "value": value, "state": state,
            "customer": customer, "owner": _OWNER,
            "closes_on": closes if is_workbook else _day(closes, in_german=in_german),
            "started_on": began if is_workbook else _day(began, in_german=in_german),
        }  # fmt: skip
        found.append(row)
    return found


def _day(day: date, *, in_german: bool) -> str:
    return day.strftime("%d.%m.%Y" if in_german else "%m/%d/%Y")
