"""Tables of a plan, of the pool and of a cell as files: what is in them, and who gets them."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner.actions.plan import goals
from planner.database import db
from planner.models import Goal, Person
from planner.models.kinds import DealStatus
from planner.my_work.queries import pool
from tests.conftest import TODAY
from tests.exports.reading import csv_rows, xlsx_rows
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DUE = TODAY + datetime.timedelta(days=9)
MONEY = {"annual_value": Decimal("60000.5"), "probability": Decimal("0.25")}


@pytest.fixture
def written(app: Flask, cast: Cast) -> None:
    target = {"target": Decimal("-2.5"), "unit": "%", "due_on": DUE, "customer_goal": True}
    made = planned.goal(app, cast, "=1+1", **target)
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        goals.commit_to(db.session.get_one(Goal, made), by=anna)
        db.session.commit()
    planned.deal(app, cast, "Frame contract", field_id=cast.leasing.id, expected_on=DUE, **MONEY)
    won = {"status": DealStatus.WON, "decided_on": TODAY, "expected_on": TODAY}
    planned.deal(app, cast, "Won before", **won, **MONEY)
    hours = {"effort_hours": Decimal(7), "due_on": DUE}
    planned.activity(app, cast, "Show it", assignee_id=cast.jo.id, customer_facing=True, **hours)
    planned.activity(app, cast, "For anybody", field_id=cast.leasing.id, **hours)


def dicts(data: bytes, separator: str = ",") -> list[dict[str, str]]:
    heading, *rows = csv_rows(data, separator)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def test_plan_hands_out_its_goals_deals_and_activities(
    cast: Cast, written: None, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/whole")
    (goal,) = dicts(page.click("Download the table “Goals” as a CSV file").data)
    assert goal["Goal"] == "'=1+1"
    assert (goal["Target"], goal["Unit"], goal["Until"]) == ("-2.5", "%", DUE.isoformat())
    assert goal["The customer's own goal"] == "yes"
    assert goal["Signed by the generalist side"] == "1"
    assert "Anna Berg" not in str(goal)
    deals = dicts(page.click("Download the table “Planned deals” as a CSV file").data)
    assert [deal["Deal"] for deal in deals] == ["Frame contract", "Won before"]
    assert deals[0]["Weighted"] == "15000.125"
    assert (deals[0]["Yearly value"], deals[0]["Currency"]) == ("60000.5", "EUR")
    assert (deals[0]["Probability"], deals[1]["Status"]) == ("25%", "Won")
    activities = dicts(page.click("Download the table “Activities” as a CSV file").data)
    told = {row["Activity"]: (row["Who does it"], row["With the customer"]) for row in activities}
    assert told == {"Show it": ("Jo Kilian", "yes"), "For anybody": ("", "no")}
    assert "7" not in [value for row in activities for value in row.values()]
    for name in ("Goals", "Planned deals", "Activities"):
        made = page.click(f"Download the table “{name}” as an Excel file")
        assert len(xlsx_rows(made.data)) == {"Goals": 2}.get(name, 3)
        assert "Eisenwerk%20Br%C3%BChl%20AG" in made.headers["Content-Disposition"]


def test_pool_hands_out_all_that_waits(
    app: Flask, cast: Cast, written: None, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "POOL_PAGE", 1)
    planned.activity(app, cast, "Second", field_id=cast.leasing.id, due_on=DUE)
    vera = visitor(cast.vera)
    rows = dicts(vera.visit("/pool").click("Download the table as a CSV file").data)
    assert {row["Activity"] for row in rows} == {"For anybody", "Second"}
    assert {row["Region"] for row in rows} == {"Bayern"}
    assert dicts(vera.visit(f"/pool.csv?due_until={TODAY}").data) == []
    assert dicts(visitor(cast.fritz).visit("/pool.csv").data) == []
    assert len(xlsx_rows(vera.visit("/pool.xlsx").data)) == 3


def test_cell_hands_out_what_it_is_made_of_without_names(
    app: Flask, cast: Cast, written: None, visitor: Visitors
) -> None:
    planned.activity(
        app, cast, "Call them", field_id=cast.leasing.id, due_on=DUE, assignee_id=cast.jo.id
    )
    page = visitor(cast.paul).visit(f"/customers/eisenwerk-bruehl-ag/fields/{cast.leasing.id}")
    assert "Jo Kilian" in page.text
    rows = dicts(page.click("Download the table as a CSV file").data)
    assert {(row["Kind"], row["What"]) for row in rows} == {
        ("Potential", "Leasing"),
        ("Planned deal", "Frame contract"),
        ("Activity", "For anybody"),
        ("Activity", "Call them"),
    }
    assert "Jo Kilian" not in str(rows)
    assert page.visitor.visit(f"{page.address}.xlsx").status == 200
    assert page.visitor.visit("/customers/eisenwerk-bruehl-ag/fields/99999.csv").status == 404


def test_files_are_for_those_who_see_the_page(cast: Cast, written: None, visitor: Visitors) -> None:
    plan, cell = f"/plans/{cast.plan.id}", "/customers/eisenwerk-bruehl-ag/fields"
    for name, of_plan, of_cell in (
        ("anna", 200, 403),
        ("paul", 200, 200),
        ("otto", 200, 200),
        ("fritz", 404, 404),
        ("mira", 404, 404),
        ("ada", 404, 404),
    ):
        somebody = visitor(getattr(cast, name))
        for table in ("goals", "deals", "activities"):
            assert somebody.visit(f"{plan}/{table}.csv").status == of_plan, (name, table)
        assert somebody.visit(f"{cell}/{cast.leasing.id}.csv").status == of_cell, name


def test_files_speak_german(cast: Cast, written: None, visitor: Visitors) -> None:
    anna = visitor(cast.anna, language="de")
    deal = dicts(anna.visit(f"/plans/{cast.plan.id}/deals.csv").data, ";")[0]
    assert (deal["Wert im Jahr"], deal["Gewichtet"]) == ("60000,5", "15000,125")
