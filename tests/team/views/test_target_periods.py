"""Which periods and amounts a target may have, and what is said of those that it may not."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner.database import db
from planner.models import Person, Target
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.team.views.test_targets import QUARTER, YEAR, put, send

CROSSES = (
    "It crosses another target: %s. Let one of the two lie within the other, or apart from it,"
    " or change the other one."
)
FROM_MARCH = {"starts_on": "2026-03-01", "ends_on": "2027-02-28"}


def test_quarter_within_the_year_is_allowed_and_each_is_compared_on_its_own(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    put(app, cast.south, cast.paul)
    assert send(visitor(cast.paul), **QUARTER).status == 303
    page = visitor(cast.paul).visit("/team/pipeline")
    rows = page.element("comparisons-table").all("tbody")[0].all("tr")
    assert [row.all("td")[0].text for row in rows] == ["500,000 €", "100,000 €"]
    assert "600,000" not in page.text


@pytest.mark.parametrize("period", [YEAR, FROM_MARCH], ids=["the same", "crossing"])
def test_period_that_crosses_that_of_another_target_is_refused_with_its_name(
    app: Flask, cast: Cast, visitor: Visitors, period: dict[str, str]
) -> None:
    put(app, cast.south, cast.paul)
    page = send(visitor(cast.paul), **{**period, "amount": "77"})
    assert page.status == 422
    assert page.errors == [CROSSES % "South, 2026-01-01–2026-12-31"]
    assert page.form("target-form")["amount"] == "77"
    with app.app_context():
        assert db.session.query(Target).count() == 1


def test_other_field_other_team_and_other_currency_do_not_cross(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    put(app, cast.south, cast.paul)
    put(app, cast.north, cast.ada)
    put(app, cast.south, cast.paul, currency="CHF")
    assert send(visitor(cast.paul), field_id="Leasing").status == 303
    assert send(visitor(cast.paul), field_id="Leasing").status == 422


def test_change_that_would_cross_is_refused_and_changes_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    put(app, cast.south, cast.paul)
    dates = {"starts_on": datetime.date(2027, 1, 1), "ends_on": datetime.date(2027, 12, 31)}
    other = put(app, cast.south, cast.paul, **dates)
    page = visitor(cast.paul).visit(f"/team/targets/{other}/edit")
    page = page.form(f"target-form-{other}").fill(starts_on="2026-12-01").submit()
    assert page.status == 422
    assert page.errors == [CROSSES % "South, 2026-01-01–2026-12-31"]
    with app.app_context():
        assert db.session.get_one(Target, other).starts_on == dates["starts_on"]


def test_undo_brings_nothing_back_that_would_cross(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    first = put(app, cast.south, cast.paul)
    paul = visitor(cast.paul)
    paul.visit(f"/team/targets/{first}/edit").press("Delete this target")
    put(app, cast.south, cast.paul)
    page = paul.visit("/team/targets").press(
        "Bring it back: Target deleted: South, 2026-01-01–2026-12-31"
    )
    assert page.status == 409
    assert "It crosses another target" in page.text
    with app.app_context():
        assert db.session.query(Target).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ends_on": "2025-12-31"}, "The last day must not come before the first."),
        (
            {"starts_on": "2026-02-30"},
            "There is no such day. Write it as 2026-03-14 or 14.03.2026.",
        ),
        ({"starts_on": ""}, "Choose a day."),
        ({"amount": "-1"}, "Write a number from 0 to 999,999,999,999,999."),
        ({"amount": "1" + "0" * 15}, None),
        ({"amount": "9" * 400}, None),
        ({"amount": "much"}, "This is not a number. Write it like 1,234.5."),
        ({"amount": ""}, "Write a number."),
        ({"currency": "Euro"}, "Write three capital letters, such as EUR."),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field_and_nothing_typed_is_lost(
    app: Flask, cast: Cast, visitor: Visitors, typed: dict[str, str], said: str | None
) -> None:
    page = send(visitor(cast.paul), **typed)
    assert page.status == 422
    assert len(page.errors) == 1
    assert said in (None, page.errors[0])
    form = page.form("target-form")
    for name, text in typed.items():
        assert form[name] == text
    with app.app_context():
        assert db.session.query(Target).count() == 0


def test_target_of_one_day_and_the_largest_amount_are_kept_to_the_last_digit(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    largest = "999999999999999"
    day = {"starts_on": "2026-05-01", "ends_on": "2026-05-01"}
    assert send(visitor(cast.paul), amount=largest, **day).status == 303
    with app.app_context():
        assert db.session.query(Target).one().amount == Decimal(largest)
    assert "999,999,999,999,999 €" in visitor(cast.paul).visit("/team/pipeline").text


def test_target_of_zero_has_no_percentage(app: Flask, cast: Cast, visitor: Visitors) -> None:
    target_id = put(app, cast.south, cast.paul, amount=Decimal(0))
    row = visitor(cast.paul).visit("/team/pipeline").element(f"comparison-{target_id}").text
    assert "no percentage of zero" in row
    assert "%" not in row
    assert visitor(cast.paul).visit(f"/team/targets/{target_id}").status == 200


def test_team_without_members_has_a_target_and_nothing_towards_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        for person in db.session.query(Person).filter_by(team_id=cast.north.id):
            person.team_id = None
        db.session.commit()
    target_id = put(app, cast.north, cast.ada, amount=Decimal(1000))
    page = visitor(cast.otto).visit(f"/team/targets/{target_id}")
    assert page.status == 200
    assert "1,000 €" in page.element(f"comparison-{target_id}").text
    assert "0%" in page.element(f"comparison-{target_id}").text
