"""How often the lead's table asks the database, and that what is cached of it is always true."""

import datetime

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.statements import counted
from tests.support.stories import covered, planned
from tests.support.stories.cast import Cast

BOARD_STATEMENTS = 19


@pytest.mark.parametrize("asked", ["", "?gap=no_specialist", "?group=segment"])
def test_it_takes_as_many_statements_for_many_customers_as_for_one(
    app: Flask, cast: Cast, visitor: Visitors, asked: str
) -> None:
    otto = visitor(cast.otto)
    few = statements_of(app, otto, asked)
    covered.add_many(app, cast)
    assert few == statements_of(app, otto, asked) <= BOARD_STATEMENTS


def statements_of(app: Flask, reader: Visitor, asked: str) -> int:
    with app.app_context():
        engine = db.engine
    reader.visit("/team")
    app.extensions["cache"].entries.clear()
    with counted(engine) as statements:
        assert reader.visit(f"/team{asked}").status == 200
    return len(statements)


def test_sums_are_cached_until_something_changes(app: Flask, cast: Cast, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    first = statements_of(app, paul, "")
    with app.app_context():
        engine = db.engine
    for asked in ("", "?page=2", "?gap=no_specialist"):
        paul.visit(f"/team{asked}")
    with counted(engine) as statements:
        assert "240,000" in paul.visit("/team").element("total-EUR").text
    assert (
        len(statements) == first - 5
    )  # the lists, the potential, the deals, two of what was decided
    potential = visitor(cast.anna).visit("/customers/eisenwerk-bruehl-ag/potentials/new")
    form = potential.form_of("Save")
    form.fill(field_id="Insurance", annual_value="1000").submit()
    page = paul.visit("/team")
    assert "241,000" in page.element("total-EUR").text
    assert "1 Potential without a specialist" in page.text


def test_what_one_may_see_is_cached_for_nobody_else(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Northern one", cast.fritz, cast)
    otto, paul = visitor(cast.otto), visitor(cast.paul)
    for _ in range(2):
        assert "245,000" in otto.visit("/team").element("total-EUR").text
        assert "240,000" in paul.visit("/team").element("total-EUR").text
        assert "2 customers in all" in otto.visit("/team").text
        assert "1 customer in all" in paul.visit("/team").text


def test_a_new_day_is_added_up_anew(app: Flask, cast: Cast, visitor: Visitors) -> None:
    planned.activity(app, cast, "Visit", field_id=cast.leasing.id, due_on=TODAY)
    paul = visitor(cast.paul)
    assert not paul.visit("/team").has("gap-no_next_step")
    with clock.at(TODAY + datetime.timedelta(days=1)):
        assert "1 No activity with a day to come" in paul.visit("/team").text
