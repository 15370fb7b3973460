"""Saying how many hours one has: kept for oneself, in no history, and for as long as needed."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner import clock
from planner.actions.people import settings
from planner.database import db
from planner.insights.weeks import later
from planner.jobs import clearing
from planner.models import Availability, Event, Person
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS
from planner.my_work import actions
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

ADDRESS = "/availabilities"
WEEK = TODAY  # a Monday


def say(somebody: Visitor, hours: str, week: str = "2026-W25", *, only: bool = False) -> Page:
    form = somebody.visit(ADDRESS).form("availability-form")
    return form.fill(hours=hours, week=week, only_that_week=only).submit()


def said(app: Flask, person: Person) -> list[tuple[datetime.date, int, bool]]:
    with app.app_context():
        found = db.session.query(Availability).filter_by(person_id=person.id)
        rows = found.order_by(Availability.week, Availability.only_that_week)
        return [(row.week, int(row.hours), row.only_that_week) for row in rows]


def test_hours_said_stand_beside_what_is_planned_in_the_own_week(
    cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    page = jo.visit("/week").click("Your hours")
    page = page.form("availability-form").fill(hours="12.5").submit().follow()
    assert page.heading == "My week"
    assert "Your hours are saved." in page.text
    assert "of 12.5 h that you have" in page.text
    assert "from 15 Jun 2026 on" in jo.visit(ADDRESS).text


def test_a_holiday_holds_for_its_week_and_the_rest_goes_on(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    say(jo, "8")
    say(jo, "0", "2026-W27", only=True)
    for week, hours in (("2026-W26", "8"), ("2026-W27", "0"), ("2026-W28", "8")):
        assert f"of {hours} h that you have" in jo.visit(f"/week?week={week}").text
    assert said(app, cast.jo) == [(WEEK, 8, False), (later(WEEK, 2), 0, True)]


def test_saying_something_else_of_the_same_week_replaces_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    first, second = (jo.visit(ADDRESS).form("availability-form") for _window in range(2))
    first.fill(hours="8").submit()
    second.fill(hours="6").submit()
    assert said(app, cast.jo) == [(WEEK, 6, False)]


@pytest.mark.databases("sqlite", "postgresql")
def test_what_was_said_can_be_taken_back(app: Flask, cast: Cast, visitor: Visitors) -> None:
    jo = visitor(cast.jo)
    say(jo, "8")
    page = jo.visit(ADDRESS).press("Remove: 15 Jun – 21 Jun 2026").follow()
    assert "Your hours are removed." in page.text
    assert "Nothing so far" in page.text
    assert said(app, cast.jo) == []


@pytest.mark.parametrize(
    ("hours", "week", "error"),
    [
        ("-1", "2026-W25", "Write a number from 0 to 80."),
        ("200", "2026-W25", "Write a number from 0 to 80."),
        ("many", "2026-W25", "This is not a number."),
        ("", "2026-W25", "Write a number."),
        ("8", "", "Choose a week."),
        ("8", "2027-W53", "There is no such week."),
        ("8", "31.02.2026", "There is no such week."),
        ("8", "2026-W24", "Choose a week from the one of 15 Jun 2026 to the one of 21 Jun 2027."),
        ("8", "2031-W01", "Choose a week from the one of 15 Jun 2026 to the one of 21 Jun 2027."),
        ("8", "9999-12-31", "Choose a week from the one of 15 Jun 2026 to the one of 21 Jun 2027."),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_stays_there(
    app: Flask, cast: Cast, visitor: Visitors, hours: str, week: str, error: str
) -> None:
    page = say(visitor(cast.jo), hours, week)
    assert page.status == 422
    assert len(page.errors) == 1
    assert error in page.errors[0]
    form = page.form("availability-form")
    assert (form["hours"], form["week"]) == (hours, week)
    assert said(app, cast.jo) == []


def test_a_week_can_be_named_by_any_day_in_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    say(visitor(cast.jo), "8", "3.1.2027")
    assert said(app, cast.jo) == [(datetime.date(2026, 12, 28), 8, False)]


def test_a_form_sent_twice_says_it_once(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.jo).visit(ADDRESS).form("availability-form").fill(hours="8")
    form.submit()
    assert form.submit().status == 303
    assert said(app, cast.jo) == [(WEEK, 8, False)]


@pytest.mark.parametrize("who", ["anna", "paul", "ada", "otto", "fritz"])
def test_nobody_else_sees_or_takes_back_what_one_has_said(
    app: Flask, cast: Cast, visitor: Visitors, who: str
) -> None:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=ada)
        db.session.commit()
    say(visitor(cast.jo), "37")
    other = visitor(getattr(cast, who))
    with app.app_context():
        identity = db.session.query(Availability).one().id
    token = other.visit("/week").token
    fields = {"csrf_token": [token]}
    assert other.send("DELETE", f"{ADDRESS}/{identity}", fields).status == 404
    assert said(app, cast.jo) == [(WEEK, 37, False)]
    for address in (ADDRESS, "/week", "/team", "/team/capacity", f"/people/{cast.jo.id}/edit"):
        assert "37" not in other.visit(address).text


def test_nobody_who_is_not_signed_in_gets_there(cast: Cast, visitor: Visitors) -> None:
    assert visitor().visit(ADDRESS).status == 302
    assert visitor().visit("/week").status == 302


def test_no_history_and_no_undo_tells_of_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    jo = visitor(cast.jo)
    with app.app_context():
        before = db.session.query(Event).count()
    page = say(jo, "8").follow()
    assert not page.root.all(class_="undo-offer")
    jo.visit(ADDRESS).press("Remove: 15 Jun – 21 Jun 2026")
    with app.app_context():
        assert db.session.query(Event).count() == before


def test_what_holds_in_no_week_any_more_is_forgotten_after_eight_weeks(
    app: Flask, cast: Cast
) -> None:
    with app.app_context(), clock.at(TODAY):
        jo = db.session.get_one(Person, cast.jo.id)
        for weeks, hours, only in [
            (-30, 4, False),  # replaced before the eight weeks
            (-10, 6, False),  # what holds at their beginning
            (-9, 0, True),
            (-8, 1, True),
            (-2, 8, False),
        ]:
            actions.say(jo, later(WEEK, weeks), Decimal(hours), only_that_week=only)
        db.session.commit()
        clearing.clear()
    assert [hours for _week, hours, _only in said(app, cast.jo)] == [6, 1, 8]


@pytest.mark.databases("sqlite", "postgresql")
def test_who_stands_in_is_chosen_seen_by_nobody_else_and_taken_back(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    jo.visit(ADDRESS).form("deputy-form").fill(deputy_id="Mira Sommer").submit()
    assert jo.visit(ADDRESS).form("deputy-form")["deputy_id"] == str(cast.mira.id)
    assert visitor(cast.mira).visit(ADDRESS).form("deputy-form")["deputy_id"] == ""
    oneself = jo.visit(ADDRESS).form("deputy-form").tamper(deputy_id=str(cast.jo.id))
    assert oneself.submit().status == 422
    jo.visit(ADDRESS).form("deputy-form").fill(deputy_id="(nobody)").submit()
    assert jo.visit(ADDRESS).form("deputy-form")["deputy_id"] == ""


def test_a_deputy_who_has_left_stays_named_until_another_is_chosen(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    jo.visit(ADDRESS).form("deputy-form").fill(deputy_id="Mira Sommer").submit()
    with app.app_context():
        db.session.get_one(Person, cast.mira.id).is_active = False
        db.session.commit()
    assert jo.visit(ADDRESS).form("deputy-form")["deputy_id"] == str(cast.mira.id)
