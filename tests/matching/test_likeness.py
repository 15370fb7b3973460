"""Whom a lead may be: measured on invented companies, each in many ways of writing."""

from collections.abc import Iterator

import pytest

from planner.matching.companies import Company
from planner.matching.leads import LeadMatching

NAMES = (
    *("Sparkasse Nordtal AG", "Sparkasse Südtal AG", "Sparkasse der Stadt Auenfeld AG"),
    *("Volksbank Oberkärnten eG", "Volksbank Unterwald eG", "Volksbank Seeland eG"),
    *("Donau Versicherungs-Aktiengesellschaft", "Merkator Versicherung AG", "Alpina Leben AG"),
    *("Raiffeisenlandesbank Niederösterreich-Wien AG", "Brückner Maschinenbau GmbH"),
    *("Lindner Logistik GmbH & Co. KG", "Höfer & Söhne Holzbau GmbH", "Nordlicht Solar GmbH"),
    *("Steinbach Pharma SE", "Grünwald Druck KG", "Bankhaus Carl Spindler AG"),
    *("Österreichische Ärztekasse AG", "Seilbahnen Großtal AG", "Glasmanufaktur Rehberg GmbH"),
)
CUSTOMERS = [
    Company(f"c{n:02}", name, website=f"https://www.firm{n}.example")
    for n, name in enumerate(NAMES)
]


def ways_of_writing() -> Iterator[tuple[str, str]]:
    """Each customer with slips, without the form, with a branch, and with dots written out."""
    for customer in CUSTOMERS:
        name, core = customer.name, " ".join(customer.parts.core)
        yield customer.key, name.replace("r", "", 1)
        yield customer.key, name[:3] + name[2:]
        yield customer.key, name[:5] + name[6] + name[5] + name[7:]
        yield customer.key, core
        yield customer.key, f"{name} Zweigstelle Linz"
        yield customer.key, f"{name} (Graz)"
        yield customer.key, f"{core} Wien"
        yield customer.key, name.replace("ö", "oe").replace("ü", "ue").upper()


MATCHING = LeadMatching(CUSTOMERS, [])


def found(name: str, email: str = "") -> tuple[str, str | None]:
    match = MATCHING.match(Company("l1", name, email=email)).as_json()
    customer = match["customer"]
    assert customer is None or isinstance(customer, str)
    return str(match["class"]), customer


def test_a_customer_is_found_first_however_it_is_written() -> None:
    wrong = [(name, key) for key, name in ways_of_writing() if found(name)[1] != key]
    assert len(wrong) <= 0.05 * len(CUSTOMERS) * 8, wrong


@pytest.mark.parametrize(
    ("name", "customer"),
    [
        ("Brückner", "Brückner Maschinenbau GmbH"),
        ("Sparkasse Auenfeld", "Sparkasse der Stadt Auenfeld AG"),
        ("Raiffeisenlandesbank NÖ-Wien", "Raiffeisenlandesbank Niederösterreich-Wien AG"),
        ("Merkator Versicherungs", "Merkator Versicherung AG"),
        ("Stienbcah Pharma", "Steinbach Pharma SE"),
        ("Nord licht Solar", "Nordlicht Solar GmbH"),
        ("Lindner Logistik GmbH", "Lindner Logistik GmbH & Co. KG"),
        ("Spindler Carl, Bankhaus", "Bankhaus Carl Spindler AG"),
    ],
)
def test_short_names_slips_and_other_forms_are_asked_about(name: str, customer: str) -> None:
    assert found(name) == ("likely", f"c{NAMES.index(customer):02}")


def test_one_domain_is_asked_about_whatever_the_name() -> None:
    assert found("Trade Name", "a@firm3.example") == ("likely", "c03")


@pytest.mark.parametrize(
    "name",
    [
        "Sparkasse Westtal AG",
        "Volksbank Tirol AG",
        "Lindner Leasing GmbH",
        "Merkator Immobilien GmbH",
        "Alpina Reisen GmbH",
        "Blumen Almer",
        "Tierarztpraxis Dr. Nemec",
        "Autohaus Sieber GmbH",
        "Nordlicht Kino",
        "GmbH",
        "",
        "&",
    ],
)
def test_sisters_other_regions_and_strangers_are_nobody(name: str) -> None:
    assert found(name) == ("none", None)


def test_a_customer_whose_name_has_no_word_of_its_own_is_no_hindrance() -> None:
    matching = LeadMatching([Company("c1", "U & U", website="https://x3.example")], [])
    assert matching.match(Company("l1", "X3 Bau GmbH")).candidates == ()
