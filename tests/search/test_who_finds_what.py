"""Whoever stands how to a plan finds what they may open, and no trace of anything else."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.history.row_json import identity_of
from planner.database import db
from planner.models import Person
from planner.models.searched_text import words_of
from planner.nouns import NOUNS, Noun
from planner.search.queries import hits
from planner.search.queries.hits import Wanted
from tests.access.relations import RELATIONS, surround
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")
WORD = "Leuchtturm"
SEARCHED = [noun for noun in NOUNS if noun.searched and noun.name != "person"]
_Item = tuple[str, int]


def mark_everything(app: Flask) -> dict[_Item, str]:
    """Write the word into every text that is searched, and say where each item is to be opened."""
    with app.app_context():
        places = {}
        for noun in SEARCHED:
            for item in db.session.scalars(select(noun.model)):
                setattr(item, noun.searched[-1], WORD)
                places[noun.name, identity_of(item)] = place_of(noun, item)
        db.session.commit()
        return places


def place_of(noun: Noun, item: Any) -> str:
    if noun.name in ("customer", "contact"):
        customer = item if noun.name == "customer" else item.customer
        return f"/customers/{customer.key}"
    if noun.name in ("entry", "idea", "question"):
        return f"/plans/{item.plan.id}"
    names = {"goal": "goals", "deal": "deals", "activity": "activities"}
    return f"/{names.get(noun.name, 'conversations')}/{item.id}"


def found_by(app: Flask, person: Person, *, forgiving: bool) -> tuple[set[_Item], int]:
    """The items, and how many of them are said to be there."""
    with app.app_context():
        reader = db.session.get_one(Person, person.id)
        wanted = Wanted(words_of("Leuchtturn" if forgiving else WORD), forgiving=forgiving)
        found = hits.first_of_each(reader, wanted, 10_000)
        items = {(hit.noun, hit.item_id) for each in found for hit in each.hits}
        return items, sum(each.many for each in found)


def opened_by(somebody: Visitor, places: dict[_Item, str]) -> Iterator[_Item]:
    status = {place: somebody.visit(place).status for place in set(places.values())}
    return (item for item, place in places.items() if status[place] == 200)


def test_everybody_finds_exactly_what_they_may_open(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    _scene, people = surround(app, cast)
    places = mark_everything(app)
    wrong = []
    for called, relation in RELATIONS.items():
        person = people[relation.who]
        may_open = set(opened_by(visitor(person), places))
        for forgiving in (False, True):
            found, many = found_by(app, person, forgiving=forgiving)
            if found != may_open or many != len(found):
                wrong.append((called, found ^ may_open, many))
    assert wrong == []


def test_a_stranger_is_not_even_told_how_many_there_are(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    surround(app, cast)
    mark_everything(app)
    page = visitor(cast.fritz).visit(f"/search?text={WORD}")
    assert "Nothing was found that you may see." in page.text
    assert WORD not in page.element("search-found").text
    for noun in SEARCHED:
        page = visitor(cast.fritz).visit(f"/search?text={WORD}&kind={noun.name}")
        assert "Nothing was found that you may see." in page.text


@pytest.mark.parametrize("noun", ["comment", "review", "potential", "member"])
def test_what_no_card_says_is_not_searched(
    app: Flask, cast: Cast, visitor: Visitors, noun: str
) -> None:
    page = visitor(cast.anna).visit(f"/search?text=werk&kind={noun}")
    assert page.heading == "Search"
