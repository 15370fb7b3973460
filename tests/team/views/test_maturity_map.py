"""The maturity map: what a lead reads on it, what an address may ask, and what opens."""

import datetime
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.models import Person, Plan
from planner.models.kinds import PlanStatus
from planner.models.people.setting import AGE_NAMES, AGES_VISIBLE_TO
from tests.exports.reading import csv_rows
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.statements import counted
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY, before, fall_silent, further_plan, speak, store
from tests.support.stories.visits import decide

MAP = "/team/maturity"
STATEMENTS = 10


@pytest.fixture(autouse=True)
def _leads_see_ages(app: Flask, cast: Cast) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")


def numbers(page: Page, row: str) -> dict[str, str]:
    """What stands in a row of a table, by the names of its columns."""
    cells = page.element(row).all("td")
    return {cell["data-label"]: cell.text for cell in cells if cell.text}


def files_of(page: Page) -> list[str]:
    """Where its tables are to be had as text."""
    return [link["href"] for link in page.root.all("a") if ".csv" in (link["href"] or "")]


def test_lead_goes_from_the_tabs_to_a_count_and_on_to_its_plan(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    store(app, cast.plan.id, "stone", before(200))
    store(app, cast.plan.id, "iron", before(30))
    store(app, further_plan(app, "Sägewerk", cast.tom), "iron", before(60))
    page = visitor(cast.paul).visit("/team").click("Maturity map")
    assert numbers(page, f"team-{cast.south.id}") == {"Iron age": "2", "Sum": "2"}
    assert numbers(page, "month-2026-03-31") == {"Stone age": "1", "Not rated": "1", "Sum": "2"}
    moved = page.click("1: Stone age → Iron age, progress")
    assert [row.text for row in moved.element("plans").all("tr")][1:] == [
        "Eisenwerk Brühl AG South Stone age Iron age progress Why"
    ]
    why = moved.click("Why: Eisenwerk Brühl AG")
    assert why.status == 200
    (here,) = [li for li in why.element("maturity").all("li") if li["aria-current"]]
    assert here.text == "5 Iron age"
    assert moved.click("Eisenwerk Brühl AG").heading == "Eisenwerk Brühl AG"
    march = page.click("1: Not rated, 31 Mar 2026")
    assert "Sägewerk" in march.element("plans").text
    assert "Eisenwerk" not in march.element("plans").text


def test_relapse_counts_for_a_lead_only_from_the_day_on_that_it_may_be_seen(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    store(app, cast.plan.id, "bronze", before(60))
    activity = speak(app, cast, before(40))
    fall_silent(app, cast, activity, before(3))
    paul = visitor(cast.paul)
    page = paul.visit(MAP)
    assert numbers(page, "all-teams") == {"Bronze age": "1", "Sum": "1"}
    assert "Neanderthal age" not in page.element("relapses").text
    assert not page.element("relapses").all("tr")
    with clock.at(DAY + datetime.timedelta(days=11)):
        page = paul.visit(MAP)
        assert numbers(page, "all-teams") == {"Neanderthal age": "1", "Sum": "1"}
        said = page.element("relapses").text
        assert "12 Jun 2026 Bronze age Neanderthal age Activity deleted: Visit the plant" in said
        cause = page.click("Activity deleted: Visit the plant")
        assert "Visit the plant" in cause.text


def test_plan_that_is_new_to_leads_is_not_rated_for_them(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    store(app, cast.plan.id, "dinosaur", before(2), visible_to_leads_on=before(-12))
    page = visitor(cast.otto).visit(MAP)
    assert numbers(page, "all-teams") == {"Not rated": "1", "Sum": "1"}
    assert "No rating can be shown yet." in page.text
    assert "Dinosaur age" not in page.click("1: Not rated, Total").element("plans").text


def test_plan_that_ended_moves_out_of_its_age(app: Flask, cast: Cast, visitor: Visitors) -> None:
    store(app, cast.plan.id, "modern", before(100))
    store(app, cast.plan.id, "unrated", before(5))
    with app.app_context():
        db.session.get_one(Plan, cast.plan.id).status = PlanStatus.CLOSED
        db.session.commit()
    page = visitor(cast.paul).visit(MAP)
    assert numbers(page, "from-modern") == {"To: No active plan": "1", "Sum": "1"}
    assert page.click("1: Modern age → No active plan").status == 200


def test_chart_shows_what_the_tables_say(app: Flask, cast: Cast, visitor: Visitors) -> None:
    store(app, cast.plan.id, "stone", before(200))
    store(app, cast.plan.id, "iron", before(30))
    page = visitor(cast.paul).visit(MAP)
    charts = {one["data-chart"]: one["data-values"] for one in page.root.all(class_="chart")}
    bars, flows = json.loads(charts["months"]), json.loads(charts["flows"])
    iron = next(one for one in bars["series"] if one["name"] == "Iron age")
    assert (iron["age"], iron["values"][-1], iron["texts"][-1]) == (5, 1, "1 plan")
    (link,) = flows["links"]
    assert flows["nodes"][link["from"]] == {"name": "Stone age", "age": 3, "side": "left"}
    assert flows["nodes"][link["to"]] == {"name": "Iron age", "age": 5, "side": "right"}
    assert (link["value"], link["text"]) == (1, "Stone age → Iron age: 1 plan")


@pytest.mark.parametrize("address", [MAP, f"{MAP}/plans", "/team/one_sided_plans"])
def test_neutral_stages_are_named_everywhere(
    app: Flask, cast: Cast, visitor: Visitors, address: str
) -> None:
    decide(app, cast, AGE_NAMES, "stages")
    store(app, cast.plan.id, "modern", before(40))
    store(app, cast.plan.id, "iron", before(30), one_sided=True, one_sidedness=70)
    paul = visitor(cast.paul)
    page = paul.visit(address)
    assert "Stage 5" in page.text
    for text in (page.html, *(paul.visit(where).html for where in files_of(page))):
        assert "Iron age" not in text
        assert "Modern age" not in text


NONSENSE = [
    ("since=2026-06-01&until=2026-05-01", "Choose a day before the second one."),
    ("since=2026-05-01&until=2026-05-01", "Choose a day before the second one."),
    ("since=2026-06-15", "Choose a day before the second one."),
    ("until=2026-06-16", "This day has not come yet. Choose one up to today."),
    ("since=2030-01-01", "This day has not come yet. Choose one up to today."),
    ("since=2026-02-30", "There is no such day. Write it as 2026-03-14 or 14.03.2026."),
    ("until=gestern", "There is no such day. Write it as 2026-03-14 or 14.03.2026."),
    ("team=99999", "Choose one of the list."),
    ("segment=Atlantis", "Choose one of the list."),
    ("stage=iron", "Choose one of the list."),
]


@pytest.mark.parametrize("place", [MAP, f"{MAP}/plans"])
def test_what_makes_no_sense_is_told_at_its_field_and_left_out(
    app: Flask, cast: Cast, visitor: Visitors, place: str
) -> None:
    store(app, cast.plan.id, "iron", before(30))
    paul = visitor(cast.paul)
    for asked, said in NONSENSE:
        page = paul.visit(f"{place}?{asked}")
        assert page.status == 200, asked
        assert said in page.errors, asked
        assert "Iron age" in page.text, asked


def test_days_before_anything_was_rated_or_long_ago_are_no_trouble(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    store(app, cast.plan.id, "iron", before(30))
    paul = visitor(cast.paul)
    page = paul.visit(f"{MAP}?since=2026-02-01")
    assert "On the first day nothing was rated yet that can be shown." in page.text
    assert numbers(page, "from-unrated") == {"To: Iron age": "1", "Sum": "1"}
    for asked in ("until=0001-01-01", "since=0001-01-01", "since=0001-01-01&until=0001-01-02"):
        assert paul.visit(f"{MAP}?{asked}").status == 200
    for asked in ("page=7", "page=-1", "page=x", "page=" + "9" * 40, "before=iron&after=x"):
        for place in (MAP, f"{MAP}/plans", "/team/one_sided_plans"):
            assert paul.visit(f"{place}?{asked}").status == 200


def test_without_any_plan_it_says_what_to_do_first(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.delete(db.session.get_one(Plan, cast.plan.id))
        db.session.commit()
    page = visitor(cast.paul).visit(MAP)
    assert "No active plan found" in page.text
    assert "Eisenwerk" in page.click("Customers without a plan").text
    assert "No plan leans to one side" in page.visitor.visit("/team/one_sided_plans").text


def test_team_without_members_has_no_plans(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.fritz.id).team_id = None
        db.session.commit()
    page = visitor(cast.otto).visit(f"{MAP}?team={cast.north.id}")
    assert "No active plan found" in page.text
    assert "Eisenwerk" not in page.text


def test_tables_are_taken_away_with_the_filter_of_the_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    store(app, cast.plan.id, "modern", before(40))
    store(app, cast.plan.id, "iron", before(30))
    store(app, further_plan(app, "Werft", cast.fritz), "stone", before(60))
    page = visitor(cast.otto).visit(f"{MAP}?team={cast.south.id}&since=2026-05-10")
    found = {}
    for where in files_of(page):
        (table,) = parse_qs(urlsplit(where).query)["table"]
        found[table] = csv_rows(page.visitor.visit(where).data)
    assert found["teams"][1] == ["South", *"000010000"]
    assert found["months"][-1] == ["2026-06-15", *"000010000"]
    assert found["moves"][1:] == [["Modern age", "Iron age", "1"]]
    assert found["relapses"][1:] == [
        ["Eisenwerk Brühl AG", "South", "2026-05-16", "Modern age", "Iron age", "Days passed."]
    ]
    assert page.visitor.visit(f"{MAP}.xlsx?table=moves").data[:2] == b"PK"
    assert page.visitor.visit(f"{MAP}.csv?table=people").status == 404
    plans = page.visitor.visit(f"{MAP}/plans.csv?after=stone")
    assert [row[1] for row in csv_rows(plans.data)] == ["Customer", "Werft"]


def test_map_takes_as_many_statements_for_many_plans_as_for_one(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    otto = visitor(cast.otto)
    with app.app_context():
        engine = db.engine
    found = []
    for number in (1, 30):
        for one in range(number):
            plan = further_plan(app, f"Werk {number} {one}", cast.anna)
            store(app, plan, "iron", before(30), one_sided=True, one_sidedness=70)
            store(app, plan, "stone", before(20))
        for address in (MAP, f"{MAP}/plans"):
            with counted(engine) as statements:
                assert otto.visit(address).status == 200
            found.append(len(statements))
    assert found[:2] == found[2:]
    assert max(found) <= STATEMENTS
