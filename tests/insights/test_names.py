"""Which names of companies may be of one company."""

import pytest

from planner.insights.names import are_alike, core_of, domain_of


@pytest.mark.parametrize(
    "name",
    [
        *("acme", "acme gmbh", "acme ag", "acme se & co. kg", "acme gmbh & co.kg", "acme, inc."),
        *("acme ltd", "acme s.a.", "acme s. a.", "acme e.v.", "acme s.r.o.", "acme corp"),
        "acme gesellschaft mit beschrankter haftung",
    ],
)
def test_the_legal_form_is_no_part_of_the_name(name: str) -> None:
    assert core_of(name) == "acme"


def test_spaces_and_signs_do_not_tell_names_apart_and_the_first_word_stays() -> None:
    assert core_of("acme-werke") == core_of("acme werke") == "acmewerke"
    assert core_of("ag weser ag") == "agweser"
    assert core_of("co") == "co"


@pytest.mark.parametrize("other", ["acme", "acmne", "akme", "amce", "acmes", "tacme"])
def test_one_letter_apart(other: str) -> None:
    assert are_alike("acme", other)
    assert are_alike(other, "acme")


@pytest.mark.parametrize(
    ("one", "other"),
    [("acme", "abce"), ("acme", "acmexx"), ("werk1", "werk2"), ("abb", "aeb"), ("acme", "emca")],
)
def test_other_names(one: str, other: str) -> None:
    assert not are_alike(one, other)
    assert not are_alike(other, one)


@pytest.mark.parametrize(
    "website", ["acme.example", "https://www.Acme.example/de?x=1", "http://acme.example:80"]
)
def test_the_domain_of_a_website(website: str) -> None:
    assert domain_of(website) == "acme.example"


@pytest.mark.parametrize("website", [None, "", "http://[", "https://"])
def test_no_domain(website: str | None) -> None:
    assert domain_of(website) == ""
