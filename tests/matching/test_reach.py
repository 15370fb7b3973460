"""Connections files: what is read from them, who is the same person, and what they come to."""

import random
from itertools import product

import pytest

from planner.matching.companies import Company, CustomerContact
from planner.matching.connections import KnownPerson, connections_in, profile_address
from planner.matching.names import name_of, spellings
from planner.matching.people import people_among
from planner.matching.reach import reach_as_json
from planner.matching.tables import TableRefused

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
MAX = "Max,Muster,https://www.network.example/in/max,,Müller GmbH,CTO,05 Mar 2024"
NOTES = 'Notes:\n"When exporting, you may notice\nthat some addresses are missing."\n\n'


def read(text: str | bytes) -> list[tuple[str, str, str, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    found = connections_in(data, "me.csv").connections
    return [(each.name, each.company, each.url, each.email) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\n{MAX}\n",
        f"{NOTES}{HEADER}\n{MAX}",
        f"{HEADER}\r\n\r\n{MAX}\r\n",
        f"{HEADER}\r{MAX}\r",
        f"\ufeff{HEADER}\n{MAX}\n",
        f"{HEADER}\n{MAX}\n".encode("cp1252"),
        f"{HEADER}\n{MAX}\n".replace(",", ";"),
        f"{HEADER}\n{MAX}\n".replace(",", "\t"),
        f"{HEADER.upper()}\n{MAX}\n",
        f"Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n{MAX}\n",
        f"Vorname,Nachname,URL,E-Mail-Adresse,Firma,Position,Vernetzt am\n{MAX}\n",
        "\n" * 19 + f"{HEADER}\n{MAX}\n",
        f"{HEADER}\n{MAX.replace('05 Mar 2024', 'someday')}\n",
        f'{HEADER}\nMax,Muster,https://www.network.example/in/max,,"Müller GmbH"\n',
    ],
)
def test_a_file_is_read_however_it_was_saved(text: str | bytes) -> None:
    assert read(text) == [("Max Muster", "Müller GmbH", "https://www.network.example/in/max", "")]


def test_a_cell_may_hold_separators_and_line_breaks() -> None:
    text = f'{HEADER}\nMax,Muster,,,"Müller, Huber\n& Co","CTO ""acting""",\n'
    assert read(text) == [("Max Muster", "Müller, Huber\n& Co", "", "")]


def test_rows_without_name_and_url_are_skipped_and_counted() -> None:
    text = f"{HEADER}\n{MAX}\n,,,a@b.example,Berg AG,,\n,,,,,,\n,,https://n.example/in/x,,,,\n"
    found = connections_in(text.encode(), "me.csv")
    assert (found.rows, found.skipped, len(found.connections), found.without_email) == (4, 2, 2, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Name,Company\nMax,Müller\n", "Found: Name,Company"),
        ("", "Found: nothing"),
        ("\n" * 20 + f"{HEADER}\n{MAX}\n", "Found: First Name"),
        (f"{HEADER}\n", "no connections"),
        (f"{HEADER}\n,,,a@b.example,Berg AG,,\n", "no connections; 1 rows"),
    ],
)
def test_what_holds_no_connections_is_refused_with_what_was_found(text: str, said: str) -> None:
    with pytest.raises(TableRefused) as refused:
        read(text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.network.example/in/Max",
        "http://network.example/in/max/",
        "network.example/in/max?trk=mail",
        "WWW.network.example/in/max/?trk=mail",
    ],
)
def test_an_address_is_the_same_without_scheme_query_and_slash(url: str) -> None:
    assert profile_address(url) == "network.example/in/max"


def person(name: str, company: str = "", url: str = "", email: str = "") -> KnownPerson:
    return KnownPerson(name, company, url, email)


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        ([person("Max", url="https://n.example/max"), person("Moritz", url="n.example/max/")], 1),
        ([person("Max", email="A@b.example"), person("Moritz", email="a@B.example ")], 1),
        ([person("Max Groß", "Huber AG"), person("max gross", "HUBER GmbH")], 1),
        ([person("Ute Müller", "Öl AG"), person("Ute Mueller", "Oel")], 1),
        ([person("Max", "Huber AG"), person("Max", "Berg AG")], 2),
        ([person("Max"), person("Max")], 2),
        ([person("Max", "Huber", "n.example/1"), person("Max", "Huber", "n.example/2")], 2),
        ([person("Max", "Huber", "n.example/1"), person("Max", "Huber")], 1),
        (
            [
                person("Max", "Huber", "n.example/1"),
                person("Max", "Huber"),
                person("Max", "Huber", "n.example/2"),
            ],
            1,
        ),
        (
            [
                person("Max", url="n.example/1"),
                person("M.", url="n.example/1", email="m@b.example"),
                person("Maximilian", email="m@b.example"),
            ],
            1,
        ),
    ],
)
def test_people_are_the_same_by_address_or_name_and_chains_count(
    rows: list[KnownPerson], people: int
) -> None:
    assert len(set(people_among(rows))) == people
    assert len(set(people_among(rows[::-1]))) == people


def is_same(one: KnownPerson, other: KnownPerson) -> bool:
    """As the rule is written, of two rows."""
    addresses = profile_address(one.url), profile_address(other.url)
    if (one.email and one.email == other.email) or (addresses[0] and len(set(addresses)) == 1):
        return True
    cores = zip(name_of(one.company).cores, name_of(other.company).cores, strict=True)
    named = zip(spellings(one.name), spellings(other.name), cores, strict=True)
    alike = any(mine == theirs and a == b and a for mine, theirs, (a, b) in named)
    return alike and not all(addresses)


def number_of_people(rows: list[KnownPerson]) -> int:
    """Each row with each other, until nothing more is joined."""
    numbers = list(range(len(rows)))
    for one, other in product(range(len(rows)), repeat=2):
        if numbers[one] != numbers[other] and is_same(rows[one], rows[other]):
            numbers = [numbers[one] if each == numbers[other] else each for each in numbers]
    return len(set(numbers))


@pytest.mark.parametrize("seed", range(20))
def test_as_many_people_are_told_apart_as_when_each_is_compared_with_each(seed: int) -> None:
    chance = random.Random(seed)
    names = ("Max Groß", "MAX GROSS", "Ute Müller", "Ute Mueller", "Ute Muller", "O'Hara", "OHara")
    companies = ("Öl AG", "Oel", "Huber & Co. KG", "Huber", "")
    rows = [
        person(
            chance.choice(names),
            chance.choice(companies),
            chance.choice(("", "", "n.example/1", "https://www.n.example/1/", "n.example/2")),
            chance.choice(("", "", "", "m@b.example", "u@b.example")),
        )
        for _ in range(12)
    ]
    assert len(set(people_among(rows))) == number_of_people(rows)


CUSTOMERS = [Company("c1", "Müller GmbH"), Company("c2", "Berg AG"), Company("c3", "Tal AG")]


def test_the_sum_stands_beside_the_number_of_people() -> None:
    anna = f"{HEADER}\n{MAX}\nUte,Frei,n.example/ute,,,,\nJan,Berg,,,Berg AG,,\nJan,Berg,,,Berg,,\n"
    tom = f"{HEADER}\n{MAX}\nIda,Tal,n.example/ida,,Mueller,,\n,,,,x,,\n"
    files = [
        connections_in(each.encode(), name) for each, name in ((anna, "a.csv"), (tom, "t.csv"))
    ]
    contacts = [
        CustomerContact("k1", "c1", "Max Muster"),
        CustomerContact("k2", "c2", "Jan Berg", url="n.example/jan"),
        CustomerContact("k3", "c2", "Otto"),
        CustomerContact("k4", "c2", "Otto", email="o@b.example"),
    ]
    assert reach_as_json(CUSTOMERS, contacts, files) == {
        "files": [
            {"file": "a.csv", "rows": 4, "people": 3, "without_email": 4, "skipped": 0},
            {"file": "t.csv", "rows": 3, "people": 2, "without_email": 2, "skipped": 1},
        ],
        "sum": 5,
        "distinct": 4,
        "on_record": 3,
        "both": 2,
        "unmatched": 1,
        "customers": [
            {"customer": "c1", "people": 2, "knowers": 2},
            {"customer": "c2", "people": 1, "knowers": 1},
        ],
    }


def test_who_knows_somebody_from_an_earlier_company_knows_them_at_the_customer_too() -> None:
    now = f"{HEADER}\n{MAX}\n"
    earlier = f"{HEADER}\nMax,Muster,network.example/in/max,,Freelancer,,\n"
    files = [connections_in(each.encode(), "a.csv") for each in (earlier, now)]
    found = reach_as_json(CUSTOMERS, [], files)
    assert (found["distinct"], found["unmatched"]) == (1, 0)
    assert found["customers"] == [{"customer": "c1", "people": 1, "knowers": 2}]


def test_only_what_is_the_same_for_sure_counts_at_a_customer() -> None:
    text = f"{HEADER}\nMax,Muster,,,Müler GmbH,,\nUte,Frei,,,Müller AG,,\n"
    found = reach_as_json(CUSTOMERS, [], [connections_in(text.encode(), "a.csv")])
    assert (found["customers"], found["unmatched"]) == ([], 2)
