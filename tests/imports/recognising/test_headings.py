"""What the headings of other programs stand for."""

from pathlib import Path

import pytest

from planner.imports.reading import open_file
from planner.imports.recognising import Recognised, read_mapping, recognise
from planner.imports.recognising.headings import ENOUGH, READ, headings, known_as
from planner.imports.recognising.mapping import FileMapping
from tests.imports.tables import write_table

FILES = {
    ("salesforce", "customers"): [
        "Id|Name|Website|Industry|BillingCity|BillingCountry|OwnerId",
        "Account-ID|Accountname|Webseite|Branche|Rechnungsort|Land (Rechnungsanschrift)|"
        "Accountinhaber",
    ],
    ("salesforce", "contacts"): [
        "Id|AccountId|FirstName|LastName|Title|Email",
        "Kontakt-ID|Accountname|Vorname|Nachname|Titel|E-Mail",
    ],
    ("salesforce", "deals"): [
        "Id|AccountId|Name|Amount|StageName|IsClosed|IsWon|Probability|CloseDate|CreatedDate|OwnerId",
        "Opportunity-ID|Accountname|Opportunity-Name|Betrag|Phase|Geschlossen|Gewonnen|"
        "Wahrscheinlichkeit (%)|Schlusstermin|Erstelldatum|Opportunity-Inhaber",
    ],
    ("salesforce", "activities"): [
        "Id|WhoId|WhatId|Subject|ActivityDate|Status|Description|OwnerId",
        "Subject|StartDateTime|WhatId|OwnerId",
    ],
    ("dynamics", "customers"): [
        "(Do Not Modify) Account|Account Name|Address 1: City|Address 1: Country/Region|Owner",
        "(Nicht ändern) Firma|Firmenname|Branche|Adresse 1: Ort|Besitzer",
    ],
    ("dynamics", "contacts"): [
        "(Do Not Modify) Contact|Full Name|Job Title|Email|Company Name",
        "(Nicht ändern) Kontakt|Vollständiger Name|Position|E-Mail|Firmenname",
    ],
    ("dynamics", "deals"): [
        "(Do Not Modify) Opportunity|Topic|Potential Customer|Est. revenue|Actual Revenue|Status|"
        "Probability|Est. close date|Actual Close Date|Owner|Created On",
        "(Nicht ändern) Verkaufschance|Thema|Potenzieller Kunde|Gesch. Umsatz|Status|"
        "Wahrscheinlichkeit|Gesch. Abschlussdatum|Tatsächliches Abschlussdatum|Besitzer",
    ],
    ("dynamics", "activities"): [
        "(Do Not Modify) Activity|Subject|Regarding|Start Time|Status|Required Attendees|Owner",
        "(Nicht ändern) Aktivität|Betreff|Bezug|Startzeit|Status|Besitzer",
    ],
    ("hubspot", "customers"): [
        "company_id|company_name|company_domain_name|industry|city|country",
        "Record ID|Company name|Company Domain Name|Industry|City|Country|Company Owner",
        "Datensatz-ID|Unternehmensname|Domain-Name des Unternehmens|Branche|Stadt|Land/Region|"
        "Zuständiger Mitarbeiter",
    ],
    ("hubspot", "contacts"): [
        "contact_id|first_name|last_name|email|job_title|company_id",
        "Record ID|First Name|Last Name|Email|Job Title|Associated Company",
        "Datensatz-ID|Vorname|Nachname|E-Mail|Jobbezeichnung|Zugeordnetes Unternehmen",
    ],
    ("hubspot", "deals"): [
        "deal_id|deal_name|company_id|deal_stage|amount|create_date|close_date|is_closed_won",
        "Record ID|Deal Name|Deal Stage|Amount|Close Date|Create Date|Deal Owner|is_closed_won",
        "Datensatz-ID|Deal-Name|Deal-Phase|Betrag|Abschlussdatum|Erstelldatum|"
        "Zuständiger Mitarbeiter",
    ],
    ("hubspot", "activities"): [
        "activity_id|contact_id|company_id|deal_id|activity_type|activity_date|owner_id|notes",
        "Activity ID|Activity Type|Activity Date|Associated Contact Email|Notes",
    ],
    ("pipedrive", "customers"): [
        "Organization - ID|Organization - Name|Organization - City/town/village/locality",
        "Organisation - ID|Organisation - Name|Organisation - Besitzer",
    ],
    ("pipedrive", "contacts"): [
        "Person - ID|Person - Name|Person - Email (Work)|Person - Job title|Person - Organization",
    ],
    ("pipedrive", "deals"): [
        "Deal - ID|Deal - Title|Deal - Value|Deal - Status|Deal - Owner|Deal - Organization|"
        "Deal - Expected close date|Deal - Won time|Deal - Lost time|Deal - Deal created",
        "Deal - ID|Deal - Titel|Deal - Wert|Deal - Status|Deal - Besitzer|Deal - Organisation|"
        "Deal - Datum des gewonnenen Deals|Deal - Deal erstellt",
    ],
    ("pipedrive", "activities"): [
        "Activity - ID|Activity - Subject|Activity - Due date|Activity - Type|Activity - Done",
        "Aktivität - ID|Aktivität - Betreff|Aktivität - Fälligkeitsdatum|Aktivität - Typ",
    ],
    ("table", "customers"): ["Firma|Homepage|Branche|Ort|Land", "Name|Industry|City", "Name|Web"],
    ("table", "contacts"): ["Kunde|Ansprechpartner|Funktion|E-Mail", "Company|Full name|Email"],
}  # fmt: skip
CASES = [(*kind, line) for kind, lines in FILES.items() for line in lines]


def recognised(folder: Path, line: str, said: FileMapping | None = None) -> Recognised:
    path = write_table(folder / "table.csv", [line.split("|")], delimiter=";")
    return recognise(open_file(path), said)


@pytest.mark.parametrize(("system", "noun", "line"), CASES)
def test_every_column_of_an_export_is_known(
    tmp_path: Path, system: str, noun: str, line: str
) -> None:
    found = recognised(tmp_path, line)

    assert (found.system, found.noun) == (system, noun)
    assert [heading for heading, name in found.columns.items() if name is None] == []


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("Id|FirstName|LastName|Company|Email|IsConverted", "leads"),
        ("Subject|From|To|Description", "messages"),
        ("Id|CaseNumber|AccountId|Subject|Status", "cases"),
        ("Id|Name|StartDate|Status|NumberSent", "campaigns"),
        ("Name|Pricebook2Id|UnitPrice", "price_lists"),
        ("OpportunityId|OldValue|NewValue|CreatedDate", "histories"),
        ("Owner|Quota|StartDate", "targets"),
        ("Name|Umsatzziel|Jahr", "targets"),
        ("Date|Time|Comments", None),
    ],
)
def test_what_has_no_place_here_is_not_read(tmp_path: Path, line: str, instead: str | None) -> None:
    found = recognised(tmp_path, line)

    assert (found.noun, found.system, found.instead) == (None, None, instead)
    assert set(found.columns.values()) == {None}


def test_case_blanks_punctuation_and_accents_of_headings_do_not_count() -> None:
    assert known_as("  GESCH UMSATZ ") == known_as("Gesch. Umsatz")
    assert known_as("Zustandiger mitarbeiter") == known_as("Zuständiger Mitarbeiter")
    assert known_as("ACCOUNT.EXTERNAL_ID__C") == known_as("Account.External_ID__c")


def test_a_guarded_heading_is_the_number_and_the_same_word_alone_is_not(tmp_path: Path) -> None:
    found = recognised(tmp_path, "(Do Not Modify) Opportunity|Topic|Account|(Do Not Modify) Owner")

    assert list(found.columns.values()) == ["number", "title", "customer", "owner"]


def test_of_two_columns_for_one_field_the_one_of_the_system_is_taken(tmp_path: Path) -> None:
    found = recognised(tmp_path, "External_ID__c|Id|Name|BillingCity")

    assert found.columns == {
        "External_ID__c": None,
        "Id": "number",
        "Name": "name",
        "BillingCity": "city",
    }


def test_what_somebody_says_of_columns_counts_more(tmp_path: Path) -> None:
    said = FileMapping("customers", {"Kürzel": "name", "Branche": None})

    found = recognised(tmp_path, "Kürzel|Branche|Ort", said)

    assert (found.noun, list(found.columns.values())) == ("customers", ["name", None, "city"])


def test_a_mapping_is_read_and_the_first_pattern_that_fits_counts(tmp_path: Path) -> None:
    path = tmp_path / "mapping.json"
    path.write_text('{"files": {"a*": {"noun": "deals"}, "*": {"columns": {"X": "name"}}}}')

    mapping = read_mapping(path)

    assert (mapping.of("abc.csv").noun, mapping.of("b.csv").columns) == ("deals", {"X": "name"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is no JSON"),
        ("[]", "is no mapping; one looks like"),
        ('{"files": {"*": {"noun": "leads"}}}', "“leads” is none of deals"),
        ('{"files": {"*": {"noun": "customers", "columns": {"X": "telephone"}}}}', "“telephone”"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "mapping.json").write_text(content)

    with pytest.raises(Exception, match=said):
        read_mapping(tmp_path / "mapping.json")


def test_every_noun_that_is_read_says_what_it_needs() -> None:
    assert set(ENOUGH) == set(READ)
    assert {known.noun for each in headings().values() for known in each} >= set(READ)
