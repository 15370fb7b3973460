"""The capacity as a file: the same sums, and nothing finer."""

from decimal import Decimal

import pytest
from flask import Flask

from planner.database import db
from planner.models import Person
from planner.my_work import actions as availabilities
from tests.conftest import TODAY
from tests.exports.reading import csv_rows, xlsx_rows
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

ADDRESS = "/team/capacity"


@pytest.fixture
def spoken(app: Flask, cast: Cast) -> None:
    hours = [(cast.anna, 10), (cast.tom, 7), (cast.jo, 8), (cast.mira, 12), (cast.vera, 4)]
    with app.app_context():
        for person, number in hours:
            somebody = db.session.get_one(Person, person.id)
            availabilities.say(somebody, TODAY, Decimal(number), only_that_week=False)
        db.session.commit()


def test_file_has_the_sums_of_the_page_and_no_name(
    app: Flask, cast: Cast, visitor: Visitors, spoken: None
) -> None:
    planned.activity(app, cast, assignee_id=cast.jo.id, due_on=TODAY, effort_hours=Decimal(3))
    planned.activity(app, cast, due_on=TODAY, field_id=cast.leasing.id)
    paul = visitor(cast.paul)
    page = paul.visit(ADDRESS)
    heading, *rows = csv_rows(paul.visit(page.links["Download the table as a CSV file"]).data)
    assert heading[2:7] == ["Whose", "Fields", "People", "Have entered hours", "Available hours"]
    first = ["Week 25", "2026-06-15", "Total", "", "6", "5", "40", "1", "3", "0"]
    pool = ["Week 25", "2026-06-15", "In the pool", "Leasing", "", "", "", "1", "0", "1"]
    assert rows[0] == first
    assert pool in rows
    sheet = paul.visit(page.links["Download the table as an Excel file"]).data
    assert [len(row) for row in xlsx_rows(sheet)] == [10] * (len(rows) + 1)
    text = " ".join(str(cell) for n in (0, 1) for row in xlsx_rows(sheet, n) for cell in row)
    assert "fewer than 3 people" in text
    for name in ("Anna", "Tom", "Jo", "Mira", "Vera", "Paul"):
        assert name not in text


def test_where_the_page_adds_nothing_up_the_file_does_not_either(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        availabilities.say(anna, TODAY, Decimal(37), only_that_week=False)
        db.session.commit()
    data = visitor(cast.paul).visit(f"{ADDRESS}.csv").data
    assert len(csv_rows(data)) == 1
    assert b"37" not in data
