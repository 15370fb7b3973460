"""What a statement finds becomes a dataclass by the names of its columns, never by their order."""

from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlalchemy import literal, select

from planner.database import from_row, from_rows, maker, rows

pytestmark = pytest.mark.databases("sqlite")


@dataclass(frozen=True)
class Town:
    name: str
    people: int
    rivers: list[str] = field(default_factory=list)


NAME, PEOPLE = literal("Brühl").label("name"), literal(44000).label("people")
TOWN = Town("Brühl", 44000)


def test_columns_are_found_by_their_names_in_whatever_order_they_come(app: Flask) -> None:
    with app.app_context():
        for statement in (select(NAME, PEOPLE), select(PEOPLE, literal(1).label("id"), NAME)):
            assert from_rows(Town, rows(statement)) == [TOWN]
            assert from_row(Town, rows(statement)[0]) == TOWN


def test_what_no_column_has_is_given_beside_the_row(app: Flask) -> None:
    with app.app_context():
        found = rows(select(PEOPLE, NAME))
        assert maker(Town, found)(found[0], rivers=["Rhein"]) == Town("Brühl", 44000, ["Rhein"])


def test_a_column_with_another_name_is_refused(app: Flask) -> None:
    with app.app_context():
        found = rows(select(literal("Brühl").label("town"), PEOPLE))
        with pytest.raises(TypeError, match="Town needs"):
            from_rows(Town, found)


def test_without_any_row_there_is_nothing_to_make(app: Flask) -> None:
    with app.app_context():
        found = rows(select(NAME, PEOPLE).where(literal(1) == 2))
        assert from_rows(Town, found) == []
        assert [maker(Town, found)(row) for row in found] == []
