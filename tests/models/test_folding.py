"""How names are put in order and found, in every database alike."""

import pytest
from flask import Flask
from sqlalchemy import insert, select

from planner.database import db
from planner.models import Customer, Field, Person, Playbook, Team
from planner.models.folding import fold, folded_name, has_words
from planner.models.kinds import Role
from planner.queries.web.name_search import name_has

IN_ORDER = [
    *("3M", "Ähre", "Åhring", "anna", "Annette", "Ärzte", "Berg", "Łódź", "Lübeck"),
    *("Muller", "Müller", "Muller Zet", "Öl", "Ost", "Søren", "Straße", "Straßer"),
    *("Werk", "Werk 9", "Werk 10", "Werk 10 b", "Zoo"),
]
FOUND = [
    ("Groß & Söhne", "gross"),
    ("Åhring", "ahring"),
    ("Müller", "mueller"),
    ("Müller", "MULL"),
    ("Mueller", "Müller"),
    ("Muller", "Müller"),
    ("Mu\u0308ller", "müller"),
    ("Michaelsen", "elsen"),
    ("Anna Berg", "berg anna"),
    ("Anna Berg", "Berg, Anna"),
    ("Søren Łukasz", "soeren lukasz"),
    ("Tim O’Reilly", "o'reilly"),
    ("Tim O'Reilly", "O’Reilly"),
    ("Jean‑Luc", "jean-luc"),
    ("Ver\u00adsand", "versand"),
    ("Versand", "Ver\u00adsand"),
    ("GTX10", "gtx1"),
    ("Werk 10", "werk 10"),
    ("1000 Öfen", "öfen 00"),
    ("100% A_b", "100% _"),
    ("Anna", " "),
]
NOT_FOUND = [
    ("Maler", "ae"),
    ("Müller", "moeller"),
    ("Anna Berg", "anna falk"),
    ("A1", "_"),
    ("A", "%"),
]


def test_names_stand_as_in_a_german_dictionary_and_numbers_as_one_counts() -> None:
    assert sorted(sorted(IN_ORDER, reverse=True), key=folded_name) == IN_ORDER


def test_the_database_puts_names_in_the_same_order(app: Flask) -> None:
    with app.app_context():
        db.session.execute(insert(Team), [{"name": name} for name in IN_ORDER[::-1]])
        assert list(db.session.scalars(select(Team.name).order_by(Team.name_folded))) == IN_ORDER


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_a_name_is_found_however_it_is_typed(name: str, text: str) -> None:
    assert has_words(name, text)


@pytest.mark.parametrize(("name", "text"), NOT_FOUND)
def test_what_is_another_name_is_not_found(name: str, text: str) -> None:
    assert not has_words(name, text)


def test_the_database_finds_the_same_names(app: Flask) -> None:
    with app.app_context():
        for name in dict.fromkeys(name for name, _text in [*FOUND, *NOT_FOUND]):
            db.session.add(Field(name=name))
        db.session.flush()
        for name, text in [*FOUND, *NOT_FOUND]:
            found = db.session.scalars(select(Field.name).where(name_has(Field.name_folded, text)))
            assert (name in found.all()) is ((name, text) in FOUND), (name, text)


def test_what_is_folded_stays_as_it_is_when_it_is_folded_again() -> None:
    for name, _text in FOUND:
        assert fold(fold(name)) == fold(name)


def test_a_new_name_is_folded_whoever_writes_it(app: Flask) -> None:
    with app.app_context():
        person = Person(key="o", name="Öl", role=Role.GENERALIST)
        named: list[Customer | Person | Playbook] = [Customer(key="o", name="Öl"), person]
        named.append(Playbook(name="Öl"))
        db.session.add_all(named)
        db.session.flush()
        for one in named:
            assert one.name_folded == "ol\noel"
            one.name = "Übel"
            db.session.flush()
            assert one.name_folded == "ubel\nuebel"
