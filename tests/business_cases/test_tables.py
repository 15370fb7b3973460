"""The table of a case: filled, made longer and wider without JavaScript, by two people at once."""

import pytest
from flask import Flask

from planner.database import db
from planner.models import BusinessCase, FlowKind
from tests.business_cases.calculating import RENTING, amounts, calculated, flow_ids
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

BOTH = pytest.mark.databases("sqlite", "postgresql")


def table(who: Visitor, case: int) -> Form:
    return who.visit(f"/business-cases/{case}/flows/edit").form(f"flows-form-{case}")


@BOTH
def test_amounts_are_typed_as_people_type_them(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast)
    line = flow_ids(app, case)["Saving"]
    form = table(visitor(cast.tom), case)
    typed = {f"amount_{line}_1": "9.5 k", f"amount_{line}_5": "", f"kind_{line}": "Running"}
    shown = form.fill(**typed).submit().follow()
    assert "9,500" in shown.element("course-table").text
    assert amounts(app, case)["Saving"] == [0, 9500, 9200, 10_000, 12_000]
    with app.app_context():
        flows = db.session.get_one(BusinessCase, case).flows
        assert [flow.kind for flow in flows] == [None, FlowKind.RUNNING]


@BOTH
def test_lines_and_years_are_added_without_javascript_and_nothing_typed_is_lost(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast, {"Investment": [-100]})
    form = table(visitor(cast.tom), case).fill(label_new1="Care", amount_new1_1="-5")
    wider = form.submit("Add a year").form(f"flows-form-{case}")
    assert (wider["label_new1"], wider["amount_new1_1"]) == ("Care", "-5")
    longer = wider.fill(amount_new1_2="-6").submit("Add a line").form(f"flows-form-{case}")
    assert amounts(app, case) == {"Investment": [-100]}
    done = longer.fill(label_new2="Fuel", amount_new2_2="40").submit()
    assert done.status == 303
    assert amounts(app, case) == {"Investment": [-100], "Care": [0, -5, -6], "Fuel": [0, 0, 40]}


def test_a_line_is_taken_away_but_not_the_last(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast)
    lines = flow_ids(app, case)
    tom = visitor(cast.tom)
    table(tom, case).fill(**{f"gone_{lines['Investment']}": "y"}).submit()
    assert amounts(app, case).keys() == {"Saving"}
    page = table(tom, case).fill(**{f"gone_{lines['Saving']}": "y"}).submit()
    assert page.status == 422
    assert "A business case has at least one line." in page.notices[0]
    assert amounts(app, case).keys() == {"Saving"}


def test_what_is_no_amount_is_refused_in_its_cell(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    line = flow_ids(app, case)["Saving"]
    form = table(visitor(cast.tom), case)
    page = form.fill(**{f"amount_{line}_1": "much", "amount_new1_0": "5"}).submit()
    assert page.status == 422
    assert page.errors == ["This is not a number. Write it like 1,234.5.", "Fill this in."] or (
        sorted(page.errors) == ["Fill this in.", "This is not a number. Write it like 1,234.5."]
    )
    assert page.form(f"flows-form-{case}")[f"amount_{line}_1"] == "much"
    assert amounts(app, case) == RENTING


def test_more_than_twenty_years_are_refused(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast, {"Rent": [1] * 21})
    page = table(visitor(cast.tom), case).submit("Add a year")
    assert "amount_new1_20" in page.html
    assert "amount_new1_21" not in page.html
    form = table(visitor(cast.tom), case)
    line = flow_ids(app, case)["Rent"]
    page = form.tamper(**{f"amount_{line}_59": "7"}).submit()
    assert page.status == 422
    assert "at most 20 years after year 0" in page.notices[0]


@BOTH
def test_two_who_fill_different_cells_at_once_lose_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    line = flow_ids(app, case)["Saving"]
    first, second = table(visitor(cast.anna), case), table(visitor(cast.tom), case)
    first.fill(**{f"amount_{line}_1": "1"}).submit()
    assert second.fill(**{f"amount_{line}_2": "2"}).submit().status == 303
    assert amounts(app, case)["Saving"] == [0, 1, 2, 10_000, 12_000, 14_500]


def test_two_who_fill_one_cell_at_once_choose(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast)
    line = flow_ids(app, case)["Saving"]
    first, second = table(visitor(cast.anna), case), table(visitor(cast.tom), case)
    first.fill(**{f"amount_{line}_1": "1"}).submit()
    page = second.fill(**{f"amount_{line}_1": "2"}).submit()
    assert page.status == 409
    assert "Saving, year 1" in page.text
    chosen = page.form(f"flows-form-{case}").fill(**{f"choose-amount_{line}_1": "mine"})
    assert chosen.submit().status == 303
    assert amounts(app, case)["Saving"][1] == 2


def test_a_line_that_goes_while_somebody_fills_it_is_told_of(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    line = flow_ids(app, case)["Saving"]
    first, second = table(visitor(cast.anna), case), table(visitor(cast.tom), case)
    first.fill(**{f"gone_{line}": "y"}).submit()
    page = second.fill(**{f"amount_{line}_1": "2", "label_new1": "Care"}).submit()
    assert page.status == 422
    assert "Somebody has deleted a line meanwhile" in page.notices[0]
    assert page.form(f"flows-form-{case}").submit().status == 303
    assert amounts(app, case).keys() == {"Investment", "Care"}


def test_whoever_only_reads_the_plan_fills_no_table(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    assert visitor(cast.paul).visit(f"/business-cases/{case}/flows/edit").status == 403
