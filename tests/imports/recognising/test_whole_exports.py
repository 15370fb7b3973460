"""Headings as programs really write them, with many that are not read."""

from pathlib import Path

import pytest

from tests.imports.recognising.test_headings import recognised

EXPORTS = [
    ("dynamics", "customers", "(Nicht ändern) Konto|(Nicht ändern) Zeilenprüfsumme|Kontoname|"
     "Haupttelefon|Adresse 1: Stadt|Primärer Kontakt|Status|Besitzer"),
    ("dynamics", "contacts", "(Nicht ändern) Kontakt|(Nicht ändern) Zeilenprüfsumme|"
     "(Nicht ändern) Geändert am|Vollständiger Name|E-Mail|Firmenname|Telefon (geschäftlich)"),
    ("dynamics", "deals", "(Nicht ändern) Verkaufschance|(Nicht ändern) Zeilenprüfsumme|Thema|"
     "Potenzieller Kunde|Kontakt|Gesch. Abschlussdatum|Gesch. Umsatz|Bewertung|Statusgrund"),
    ("dynamics", "activities", "(Nicht ändern) Telefonanruf|Betreff|Anruf von|Anruf an|Bezug|"
     "Fällig|Status|Besitzer"),
    ("dynamics", "activities", "(Nicht ändern) Aktivität|Betreff|Bezug|Aktivitätstyp|"
     "Aktivitätsstatus|Besitzer|Priorität|Startdatum|Fälligkeitsdatum"),
    ("dynamics", "people", "(Nicht ändern) Benutzer|Vollständiger Name|Primäre E-Mail-Adresse|"
     "Benutzername|Position"),
    ("salesforce", "customers", "Id|Name|Type|OwnerId"),
    ("salesforce", "customers", "Accountname|Accountinhaber|Typ|Bewertung|Letzte Aktivität"),
    ("salesforce", "deals", "Opportunity-Name|Typ|Accountname|Betrag|Schlusstermin|Phase|Status"),
    ("salesforce", "deals", "Name|StageName|CloseDate|Amount|ACCOUNT.KUNDENNUMMER__C|OWNER.EMAIL"),
    ("salesforce", "activities", "Betreff|Beginn|Ende|Zugewiesen zu|Bezug|Name|Ort|Beschreibung"),
    ("salesforce", "activities", "Subject|ActivityDate|Status|What.Number__c|Owner.Username"),
    ("hubspot", "contacts", "Record ID|First Name|Last Name|Email|Phone Number|Contact owner|"
     "Lead Status|Create Date|Associated Company|Associated Company IDs"),
    ("hubspot", "contacts", "Datensatz-ID|Vorname|Nachname|E-Mail|Lead-Status|Jobbezeichnung|"
     "IDs der zugeordneten Unternehmen"),
    ("hubspot", "activities", "Aktivitätstyp|Aktivitätsdatum|Zugeordnete Kontakt-E-Mail|Notizen"),
    ("pipedrive", "deals", "Title|Value|Organization|Contact person|Expected close date|Status|"
     "Owner|Deal created|Won time|Lost time"),
    ("table", "customers", "Kundennummer|Name|Straße|PLZ|Ort"),
    ("table", "contacts", "Titel|Vorname|Nachname|Firma|Telefon"),
    ("table", "deals", "Titel|Firma|Betrag|Phase"),
    ("table", "deals", "Projekt|Kunde|Wert|Status|Bemerkung"),
    ("table", "activities", "Art|Datum|Kunde|Notiz|Besitzer"),
]  # fmt: skip


@pytest.mark.parametrize(("system", "noun", "line"), EXPORTS)
def test_an_export_is_known_by_some_of_its_columns(
    tmp_path: Path, system: str, noun: str, line: str
) -> None:
    found = recognised(tmp_path, line)

    assert (found.system, found.noun) == (system, noun)


@pytest.mark.parametrize(
    ("line", "heading", "field"),
    [
        ("Name|StageName|CloseDate|ACCOUNT.KUNDENNUMMER__C", "ACCOUNT.KUNDENNUMMER__C", "customer"),
        ("Subject|ActivityDate|What.Number__c", "What.Number__c", "regarding"),
        ("Subject|ActivityDate|Owner.Username", "Owner.Username", "owner"),
        ("Deal - Titel|Deal - Wert|Deal - Währung des Wertes", "Deal - Währung des Wertes",
         "currency"),
    ],
)  # fmt: skip
def test_a_relation_names_what_it_leads_to(
    tmp_path: Path, line: str, heading: str, field: str
) -> None:
    assert recognised(tmp_path, line).columns[heading] == field
