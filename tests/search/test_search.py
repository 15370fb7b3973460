"""The one box: what it finds, in which spelling, and how it is shown."""

from decimal import Decimal
from urllib.parse import quote

import pytest
from flask import Flask

from planner.database import db
from planner.models import Contact, Customer, Person
from planner.models.searched_text import LONGEST
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.markup import parse
from tests.support.pages import Page, Visitor
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")
FOUNDRY = "Visit the Gießerei in Großenhain"
NOTHING = "Nothing was found that you may see."


def search(visitor: Visitor, text: str) -> Page:
    return visitor.visit("/search").form("search").fill(text=text).submit()


def deal(app: Flask, cast: Cast, title: str) -> None:
    values = {"expected_on": TODAY, "annual_value": Decimal(1), "probability": Decimal(1)}
    planned.deal(app, cast, title, **values)


@pytest.fixture
def anna(app: Flask, cast: Cast, visitor: Visitors) -> Visitor:
    """Anna, on whose plan stands a little of everything."""
    planned.activity(app, cast, FOUNDRY)
    planned.goal(app, cast, "Double the fleet", missed_because="The tender came late")
    deal(app, cast, "Tender for forklifts")
    planned.talk(app, cast, "Maintenance", summary="Mr Çelik asked for a tender in March.")
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        customer.contacts.append(Contact(key="c", name="Jürgen Øster", function="Head of fleet"))
        db.session.commit()
    return visitor(cast.anna)


FOUND = (
    ("giesserei", FOUNDRY),
    ("GIEßEREI grossen", FOUNDRY),
    ("großenhain, gießerei", FOUNDRY),
    ("Bruehl", "Eisenwerk Brühl AG"),
    ("bruhl eisen", "Eisenwerk Brühl AG"),
    ("werk", "Eisenwerk Brühl AG"),
    ("juergen", "Jürgen Øster"),
    ("oester head", "Jürgen Øster"),
    ("celik", "Mr Çelik asked for a tender in March."),
    ("late tender", "Double the fleet"),
    ("Mira", "Mira Sommer"),
    ("jo", "Jo Kilian"),
    # One letter wrong, missing, too many, and two that changed places.
    ("Giessarei", FOUNDRY),
    ("Grosenhain", FOUNDRY),
    ("Eisenwwerk", "Eisenwerk Brühl AG"),
    ("mantenance", "Maintenance"),
    ("iEsenwerk", "Eisenwerk Brühl AG"),
    ("Sommar", "Mira Sommer"),
    ("Bruehk Eisenwerk", "Eisenwerk Brühl AG"),
)


def test_it_finds_what_was_meant(anna: Visitor) -> None:
    missed = [(typed, found) for typed, found in FOUND if found not in whole(search(anna, typed))]
    assert missed == []


def test_it_does_not_guess_beyond_one_letter(anna: Visitor) -> None:
    typed = ("Giessorai", "Tander fur", "fritz anna", "zzz", "ri", "werk xx")
    assert [each for each in typed if NOTHING not in search(anna, each).text] == []


def test_what_was_found_stands_by_kind_and_leads_there(anna: Visitor) -> None:
    page = search(anna, "tender")
    assert "3 found" in page.text
    headings = [each.text for each in page.element("search-found").all("h2")]
    assert headings == ["Goals", "Planned deals", "Talks"]
    assert page.click("Tender for forklifts").heading == "Tender for forklifts"


def test_the_words_that_were_looked_for_are_marked_where_they_stand(anna: Visitor) -> None:
    marks = [each.text for each in search(anna, "giesserei").element("search-found").all("mark")]
    assert marks == ["Gießerei"]
    marks = [each.text for each in search(anna, "grosenhain").element("search-found").all("mark")]
    assert marks == ["Großenhain"]


def test_of_many_the_first_are_shown_and_all_of_them_have_pages(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for number in range(53):
        planned.activity(app, cast, f"Inspect lift {number:03}")
    page = search(visitor(cast.anna), "inspect")
    assert len(page.element("search-found").all("li")) == 5
    everything = page.click("All 53 Activities")
    assert "Inspect lift 052" in whole(everything)
    assert "Inspect lift 000" not in whole(everything)
    assert "Inspect lift 000" in whole(everything.click("More"))


def test_with_a_letter_wrong_all_of_them_are_found_as_well(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for number in range(7):
        planned.activity(app, cast, f"Inspect lift {number}")
    page = search(visitor(cast.anna), "inspekt")
    assert "7 are spelt nearly so" in page.text
    assert "Inspect lift 0" in whole(page.click("All 7 Activities"))


def test_while_somebody_types_the_same_is_found_without_the_page(anna: Visitor) -> None:
    assert "Tender for forklifts" in typing(anna, "tend")
    assert "Log a talk" not in typing(anna, "tend")


def test_what_has_no_word_in_it_is_told_so(anna: Visitor) -> None:
    typed = ("%", "'; --", "_", '"', "* - /", "…", "\u202e\u200f")
    told = "There is no word and no number to look for."
    assert [each for each in typed if told not in search(anna, each).text] == []


FOUND_NOTHING = (
    "מכרז",
    "NEAR(tender, 2)",
    'tender" OR "lift',
    "folded:tender",
    "t%nde%",
    "t_n__r",
    "' OR 1=1 --",
    "a b c d e f g h i j k l m n o p",
    "İıſﬁ",
    "👩‍💻 1",
    "\\",
)


def test_whatever_is_typed_is_looked_for_as_it_stands(anna: Visitor) -> None:
    """Nothing of it is taken for the language of a database."""
    found = [each for each in FOUND_NOTHING if "Tender for forklifts" in typing(anna, each)]
    assert found == []
    beside = ("tender/", "(tender)", "\u202etender")
    assert [each for each in beside if "Tender for forklifts" not in typing(anna, each)] == []


def typing(visitor: Visitor, text: str) -> str:
    """What is found below the box."""
    return whole(visitor.visit(f"/search/found?text={quote(text)}", htmx=True))


def whole(page: Page) -> str:
    """What can be read on it, also where a part of a word is marked."""
    return parse(page.html.replace("<mark>", "").replace("</mark>", "")).text


def test_of_ten_thousand_signs_the_first_are_looked_for_and_it_says_so(anna: Visitor) -> None:
    page = search(anna, "tender " + "x" * 10_000)
    assert f"Only the first {LONGEST} characters were looked for." in page.text


def test_an_empty_search_says_how_to_search(anna: Visitor) -> None:
    assert "Words can stand in any order." in search(anna, "").text


def test_whoever_has_left_us_is_not_found(app: Flask, cast: Cast, anna: Visitor) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.mira.id).is_active = False
        db.session.commit()
    assert NOTHING in search(anna, "Mira Sommer").text


def test_in_german(app: Flask, cast: Cast, visitor: Visitors) -> None:
    deal(app, cast, "Rahmenvertrag")
    page = visitor(cast.anna, language="de").visit("/search?text=rahmen")
    assert "1 gefunden" in page.text
    assert "Geplante Abschlüsse" in page.text


def test_it_takes_as_many_statements_whatever_there_is(
    app: Flask, cast: Cast, anna: Visitor
) -> None:
    def statements() -> int:
        with app.app_context():
            engine = db.engine
        with counted(engine) as sent:
            anna.visit("/search/found?text=tender", htmx=True)
        return len(sent)

    before = statements()
    for number in range(9):
        deal(app, cast, f"Tender {number}")
    assert statements() == before


@pytest.mark.databases("sqlite")
def test_the_shortcuts_are_a_page_as_well(anna: Visitor) -> None:
    page = anna.visit("/search").click("Shortcuts")
    assert page.heading == "Shortcuts"
    assert "Through what was found" in page.text
