"""Names of companies taken apart."""

import pytest

from planner.matching.domains import company_domain
from planner.matching.names import name_of


@pytest.mark.parametrize(
    ("text", "core", "forms"),
    [
        ("Kärntner Öl Handelsgesellschaft m.b.H.", "kaerntner oel handelsgesellschaft", {"gmbh"}),
        ("HUBER U. SÖHNE Ges.m.b.H. & Co. KG", "huber soehne", {"gmbh", "kg"}),
        ("Huber u. Söhne GmbH", "huber soehne", {"gmbh"}),
        ("Huber & Söhne + Partner", "huber soehne partner", set()),
        ("Sparkasse Pottenstein N. Ö. eGen", "sparkasse pottenstein noe", {"eg"}),
        ("Volksbank Vorarlberg e. Gen.", "volksbank vorarlberg", {"eg"}),
        ("Tischlerei Hofbauer e. U.", "tischlerei hofbauer", {"eu"}),
        ("Turnverein Nord e.V", "turnverein nord", {"ev"}),
        ("Müller's Bäckerei", "muellers baeckerei", set()),
        ("Müller’s Bäckerei", "muellers baeckerei", set()),
        ("Café Straße ẞ", "cafe strasse ss", set()),
        ("Ｆｕｌｌ Ｗｉｄｔｈ ＡＧ", "full width", {"ag"}),
        ("Bau Gesellschaft mit beschränkter Haftung Linz", "bau linz", {"gmbh"}),
        ("Bau Gesellschaft m.b.H.", "bau", {"gmbh"}),
        ("Bau registrierte Genossenschaft mit beschränkter Haftung", "bau", {"eg"}),
        ("Solar UG (haftungsbeschränkt)", "solar", {"ug"}),
        ("Bau Nfg. Co", "bau", set()),
        ("AG für Bau AG", "ag fuer bau", {"ag"}),
        ("Co", "co", set()),
        ("Wiener Versicherungs-AG", "wiener versicherungs", {"ag"}),
        ("Wiener Bankaktiengesellschaft", "wiener bankaktiengesellschaft", set()),
        ("Muster V.a.G.", "muster", {"vvag"}),
        ("", "", set()),
        ("&", "", set()),
    ],
)
def test_a_name_is_its_core_and_its_legal_forms(text: str, core: str, forms: set[str]) -> None:
    found = name_of(text)
    assert (" ".join(found.core), set(found.forms)) == (core, forms)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Kärntner Öl", "KAERNTNER OEL GmbH", True),
        ("Kärntner Öl", "Karntner Ol AG", True),
        ("Kärntner Öl", "Karntner Oel", False),
        ("Müller & Co", "Müller", True),
        ("Raiffeisen-Landesbank", "Raiffeisen Landesbank", True),
        ("Raiffeisenlandesbank", "Raiffeisen Landesbank", False),
        ("Ba\u0308r", "Bär", True),
        ("", "", False),
        ("???", "!!!", False),
    ],
)
def test_two_names_are_equal_if_their_cores_are_in_some_spelling(
    one: str, other: str, equal: bool
) -> None:
    assert name_of(one).equals(name_of(other)) is equal


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("A GmbH", "A AG", True),
        ("A GmbH & Co. KG", "A GmbH", True),
        ("A GmbH & Co. KG", "A KG GmbH", False),
        ("A GmbH", "A Gesellschaft mbH", False),
        ("A GmbH", "A", False),
    ],
)
def test_legal_forms_conflict_if_both_have_some_and_they_differ(
    one: str, other: str, conflict: bool
) -> None:
    assert name_of(one).is_of_other_form(name_of(other)) is conflict


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Werk 2 GmbH", ("2",)),
        ("Fonds IV", ("iv",)),
        ("bank99 AG", ("bank99",)),
        ("R+V", ("v",)),
        ("Fonds XI", ()),
        ("Werk", ()),
    ],
)
def test_numbers_are_words_with_a_digit_and_small_roman_ones(
    text: str, numbers: tuple[str, ...]
) -> None:
    assert name_of(text).numbers == numbers


@pytest.mark.parametrize(
    ("email", "website", "domain"),
    [
        ("anna@Huber.example", "https://www.other.example", "huber.example"),
        ("anna@www.huber.example", "", "huber.example"),
        ("", "https://www.huber.example:8080/de?x=1", "huber.example"),
        ("", "www.huber.example/", "huber.example"),
        ("anna@gmx.ch", "", ""),
        ("anna@gmx.ch", "huber.example", "huber.example"),
        ("anna@outlook.com", "", ""),
        ("anna", "", ""),
        ("", "http://[", ""),
    ],
)
def test_the_domain_is_that_of_the_address_else_of_the_website_unless_everybodys(
    email: str, website: str, domain: str
) -> None:
    assert company_domain(email, website) == domain
