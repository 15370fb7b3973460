"""When a lead is the same as a customer, and nobody is asked."""

from typing import Any

import pytest

from planner.matching.companies import Company, CustomerContact
from planner.matching.leads import LeadMatch, LeadMatching

OIL = Company("c1", "Kärntner Öl Handelsgesellschaft m.b.H.", postcode="9020", country="AT")


def matched(
    name: str,
    customers: list[Company] | None = None,
    contacts: list[CustomerContact] | None = None,
    **said: str,
) -> LeadMatch:
    """A lead of that name, matched with the customers."""
    return LeadMatching(customers or [OIL], contacts or []).match(Company("l1", name, **said))


def same(found: LeadMatch) -> tuple[str | None, list[str]]:
    """The customer it is the same as, with those three reasons that hold."""
    exact = ("contact_email", "name_equal", "domain_equal")
    best = found.candidates[0] if found.candidates else None
    if best is None or not best.is_same:
        return None, []
    return best.customer, [code for code in best.evidence if code in exact]


@pytest.mark.parametrize(
    ("name", "said", "is_same"),
    [
        ("KAERNTNER OEL Handelsgesellschaft mbH", {}, True),
        ("Karntner Ol Handelsgesellschaft", {"postcode": "9010", "country": "AT"}, True),
        ("Kärntner Öl Handelsgesellschaft AG", {}, False),
        ("Kärntner Ofen Handelsgesellschaft m.b.H.", {}, False),
        ("Kärntner Öl Handelsgesellschaft", {"country": "DE"}, False),
        ("Kärntner Öl Handelsgesellschaft", {"country": "at"}, True),
        ("Kärntner Öl Handelsgesellschaft", {"postcode": "8010"}, False),
        ("Kärntner Öl Handelsgesellschaft", {"city": "Graz"}, True),
    ],
)
def test_an_equal_name_is_the_same_where_nothing_contradicts(
    name: str, said: dict[str, Any], is_same: bool
) -> None:
    assert same(matched(name, **said)) == (("c1", ["name_equal"]) if is_same else (None, []))


def test_cities_differ_by_their_names_in_both_spellings() -> None:
    customer = Company("c1", "Huber", city="Köln")
    found = [same(matched("Huber", [customer], city=city))[0] for city in ("Koeln", "Koln", "Bonn")]
    assert found == ["c1", "c1", None]


@pytest.mark.parametrize(
    ("website", "email", "is_same"),
    [
        ("https://www.huber.example", "a@huber.example", True),
        ("https://www.huber.example", "a@other.example", False),
        ("https://www.huber.example", "a@gmx.at", True),
        ("", "a@other.example", True),
    ],
)
def test_two_different_domains_contradict_an_equal_name(
    website: str, email: str, is_same: bool
) -> None:
    found = matched("Huber", [Company("c1", "Huber AG", website=website)], email=email)
    assert (same(found)[0] == "c1") is is_same


SCHOELLER = Company("c1", "Schoellerbank AG", website="https://www.schoeller.example")


@pytest.mark.parametrize(
    ("name", "is_same"),
    [
        ("Schoelnerbank AG", True),
        ("Schoelnerbank", True),
        ("Schoelnerbank GmbH", False),
        ("Schoelnerbunk", False),
        ("Schoellerbank 2", False),
        ("Shoellerbank", True),
    ],
)
def test_one_domain_makes_alike_names_the_same(name: str, is_same: bool) -> None:
    found = same(matched(name, [SCHOELLER], email="a@schoeller.example"))
    assert found == (("c1", ["domain_equal"]) if is_same else (None, []))


def test_a_domain_that_two_customers_have_says_nothing_for_sure() -> None:
    sister = Company("c2", "Schoeller Leasing", website="schoeller.example")
    found = matched("Schoelnerbank", [SCHOELLER, sister], email="a@schoeller.example")
    assert same(found) == (None, [])
    assert [each.customer for each in found.candidates] == ["c1", "c2"]


@pytest.mark.parametrize(
    ("email", "is_same"),
    [("Nora@Schoeller.example", True), ("nora@gmx.at", False), ("other@schoeller.example", False)],
)
def test_the_address_of_a_contact_makes_any_name_the_same(email: str, is_same: bool) -> None:
    contacts = [
        CustomerContact("k1", "c1", "Nora", "nora@schoeller.example"),
        CustomerContact("k2", "c1", "Nora", "nora@gmx.at"),
    ]
    found = matched("Anything Else Inc", [SCHOELLER], contacts, email=email)
    assert same(found) == (("c1", ["contact_email"]) if is_same else (None, []))
    keys = {"Nora@Schoeller.example": "k1", "nora@gmx.at": "k2"}
    assert found.as_json()["contact"] == keys.get(email)


def test_several_customers_that_it_could_be_are_asked_about() -> None:
    twins = [Company("c1", "Huber GmbH"), Company("c2", "Huber AG")]
    found = matched("Huber", twins)
    assert same(found) == (None, [])
    assert [(each.customer, each.is_same) for each in found.candidates] == [
        ("c1", False),
        ("c2", False),
    ]
    assert same(matched("Huber AG", twins))[0] == "c2"


def test_the_answer_is_that_of_the_first_candidate() -> None:
    found = matched("Kärntner Öl Handelsgesellschaft").as_json()
    assert (found["lead"], found["class"], found["customer"]) == ("l1", "same", "c1")
    assert found["score"] == 1
    assert found["evidence"] == found["candidates"][0]["evidence"]  # type: ignore[index] # as printed
    assert matched("Something Else").as_json() == {
        "lead": "l1",
        "class": "none",
        "customer": None,
        "contact": None,
        "score": 0,
        "evidence": [],
        "candidates": [],
    }


def test_at_most_five_candidates_are_named() -> None:
    many = [Company(f"c{n}", f"Huber Bau {n}") for n in range(9)]
    found = matched("Huber Bau", many)
    assert len(found.candidates) == 5
    assert all(0 <= each.score <= 1 for each in found.candidates)
