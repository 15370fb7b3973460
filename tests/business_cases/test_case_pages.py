"""A business case on a plan: written down, read with all its figures, changed and deleted."""

from decimal import Decimal

import pytest
from flask import Flask

from planner.business_cases.queries import case_rows
from planner.database import db
from planner.models import BusinessCase
from tests.business_cases.calculating import OIL_PUMP, amounts, calculated
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.pdf_texts import text_of
from tests.support.statements import counted
from tests.support.stories.cast import Cast

BOTH = pytest.mark.databases("sqlite", "postgresql")


@BOTH
def test_a_case_is_written_down_with_its_first_line_and_leads_to_its_table(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/value").click("Add a business case")
    form = page.form("business-case-form").fill(
        title="Renting",
        compared_with="Buying every six years",
        discount_rate="8",
        first_line="Investment",
        first_amount="-40,000.50",
    )
    table = form.submit().follow()
    assert table.heading == "Amounts: Renting"
    with app.app_context():
        case = db.session.query(BusinessCase).one()
        assert (case.discount_rate, case.author.name) == (Decimal("0.08"), "Jo Kilian")
        assert case.compared_with == "Buying every six years"
    assert amounts(app, case.id) == {"Investment": [-40000.5]}


def test_the_plan_lists_its_cases_with_value_and_payback(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    calculated(app, cast, compared_with="Buying")
    shown = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/value").element("business_cases").text
    assert "Renting Net present value 1,922" in shown
    assert "Payback 4.06 years" in shown
    assert "Compared with: Buying" in shown


def test_the_list_takes_two_statements_whatever_the_number_of_cases(app: Flask, cast: Cast) -> None:
    for _n in range(3):
        calculated(app, cast)
    with app.app_context():
        db.session.connection()
        with counted(db.engine) as statements:
            assert len(case_rows.cases_of_plan(cast.plan.id)) == 3
    assert len(statements) == 2


def test_each_figure_opens_into_its_formula_with_the_numbers_put_in(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.tom).visit(f"/business-cases/{calculated(app, cast)}")
    npv = page.element("figure-npv").text
    assert "− 40,000 + 8,000 ÷ 1.08 + 9,200 ÷ 1.08² + 10,000 ÷ 1.08³" in npv
    assert "= 1,922.06" in npv
    assert "4 + 800 ÷ 14,500 = 4.06" in page.element("figure-payback").text
    assert "13,700" in page.element("figure-total").text
    assert "Investment −40,000" in page.element("figure-one_off").text
    assert "Saving 53,700" in page.element("figure-running").text
    assert "1 − 1,922.06 ÷ −40,000 = 1.0481" in page.element("break-even-table").text


def test_of_several_rates_all_are_named_with_the_reason(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.tom).visit(f"/business-cases/{calculated(app, cast, OIL_PUMP)}")
    shown = page.element("figure-irr").text
    assert "25% · 400%" in shown
    assert "more than one rate is right" in shown


@pytest.mark.parametrize(
    ("flows", "said"),
    [
        ({"Gain": [1, 2]}, "the years are all costs, or all gains"),
        ({"Touching": [100, -220, 121]}, "above 0 at any rate, or below 0 at any"),
    ],
)
def test_where_there_is_no_rate_the_page_says_why(
    app: Flask, cast: Cast, visitor: Visitors, flows: dict[str, list[float]], said: str
) -> None:
    page = visitor(cast.tom).visit(f"/business-cases/{calculated(app, cast, flows)}")
    assert said in page.element("figure-irr").text


def test_charts_stand_beside_tables_with_the_same_figures(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.tom).visit(f"/business-cases/{calculated(app, cast)}")
    charts = {each["data-chart"]: each["data-values"] for each in page.root.all(class_="chart")}
    assert charts.keys() == {"sums", "tornado"}
    for figure in ("-2,270", "6,114"):  # the saving lower and higher by a tenth
        assert figure in page.element("sensitivity-table").text
        assert figure in charts["tornado"]


@BOTH
def test_what_a_case_is_about_is_changed(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast)
    page = visitor(cast.tom).visit(f"/business-cases/{case}/edit")
    form = page.form(f"business-case-form-{case}")
    assert form["discount_rate"] == "8"
    shown = form.fill(discount_rate="100", compared_with="Diesel").submit().follow()
    assert "Compared with: Diesel" in shown.text
    assert "100%" in shown.element("figures").text


def test_all_years_at_a_hundred_percent_are_shown_moved_and_printed(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    flows = {"Investment": [-40_000], "Saving": [0, *([41_000] * 20)]}
    case = calculated(app, cast, flows, discount_rate=Decimal(1))
    tom = visitor(cast.tom)
    page = tom.visit(f"/business-cases/{case}")
    figures = " ".join(page.element("figures").text.split())
    # 41,000 for ever are worth 41,000 at 100 %; the years after the 20th are worth 4 cents.
    assert "Net present value 999.96 €" in figures
    assert "Year 20" in page.element("course-table").text
    paper = tom.visit(f"/business-cases/{case}.pdf")
    read = text_of(paper.data)
    assert "100%" in read
    opened = tom.visit(f"/business-cases/{case}").click("Open it for the customer")
    shown = opened.form("case-link-form").submit().follow()
    theirs = Visitor(app).visit(shown.links["Show it"])
    moved = theirs.form("shown-case").fill(discount_rate="0").submit()
    assert "780,000 €" in moved.element("figures").text


@pytest.mark.parametrize("rate", ["-100", "101", "a lot", ""])
def test_a_rate_that_cannot_be_is_refused_at_its_input(
    app: Flask, cast: Cast, visitor: Visitors, rate: str
) -> None:
    case = calculated(app, cast)
    form = (
        visitor(cast.tom).visit(f"/business-cases/{case}/edit").form(f"business-case-form-{case}")
    )
    page = form.fill(discount_rate=rate, title="Kept").submit()
    again = page.form(f"business-case-form-{case}")
    assert (page.status, len(page.errors)) == (422, 1)
    assert (again["discount_rate"], again["title"]) == (rate, "Kept")


@BOTH
def test_a_case_is_deleted_and_brought_back_with_its_lines(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    anna = visitor(cast.anna)
    page = anna.visit(f"/business-cases/{case}/edit").press("Delete this business case").follow()
    assert "No business case yet" in page.element("business_cases").text
    history = anna.visit(f"/plans/{cast.plan.id}/history?subject=business_cases&id={case}")
    assert history.press("Bring it back: Business case deleted: Renting").status == 303
    assert amounts(app, case).keys() == {"Investment", "Saving"}


def test_whoever_only_reads_the_plan_reads_the_case_and_changes_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    page = visitor(cast.paul).visit(f"/business-cases/{case}")
    assert page.status == 200
    assert "Amounts" not in page.links
    assert visitor(cast.paul).visit(f"/business-cases/{case}/edit").status == 403


def test_a_stranger_finds_no_case(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast)
    fritz = visitor(cast.fritz)
    for path in ("", "/edit", "/flows/edit", "/scenarios/new", "/assumptions/new"):
        assert fritz.visit(f"/business-cases/{case}{path}").status == 404, path
