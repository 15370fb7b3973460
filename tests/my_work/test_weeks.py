"""One's own week: what is due on which day, and the weeks around it."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import assignments
from planner.database import db
from planner.models import Activity, Person
from planner.my_work.views.weeks import this_week
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.timedelta(days=1)
STATEMENTS = 8


def task(app: Flask, cast: Cast, title: str, days: int | None, hours: int | None = None) -> int:
    """Something that Jo has to do, written down weeks ago."""
    due = None if days is None else TODAY + days * DAY
    effort = None if hours is None else Decimal(hours)
    with clock.at(TODAY - 40 * DAY):
        return planned.activity(
            app, cast, title, assignee_id=cast.jo.id, due_on=due, effort_hours=effort
        )


def test_each_activity_stands_on_its_day_with_its_hours(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    task(app, cast, "On Wednesday", 2, 3)
    task(app, cast, "On Sunday", 6)
    task(app, cast, "Next Monday", 7, 5)
    page = visitor(cast.jo).visit("/customers").click("My week")
    assert "Week 25, 15 Jun – 21 Jun 2026" in page.text
    assert "Mon 15 Jun, today Nothing planned" in page.text
    wednesday = page.element("day-2026-06-17").text
    assert wednesday.startswith("Wed 17 Jun 3 h On Wednesday Eisenwerk Brühl AG")
    assert "no hours" in page.element("day-2026-06-21").text
    assert "Next Monday" not in page.element("own-week").text
    assert "Planned: 3 h." in page.text
    assert "1 activity says no hours." in page.text
    assert "Next Monday" in page.click("Week 26 5 h").element("day-2026-06-22").text


def test_what_is_overdue_or_without_a_day_stands_beside_every_week(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    task(app, cast, "Long ago", -10, 2)
    task(app, cast, "Some day", None, 4)
    jo = visitor(cast.jo)
    for address in ("/week", "/week?week=2026-W40"):
        page = jo.visit(address)
        assert "Overdue 2 h Long ago" in page.element("overdue").text
        assert "Without a day 4 h Some day" in page.element("undated").text
    page = jo.visit("/week?week=2026-W23")
    assert "Long ago" in page.element("day-2026-06-05").text
    assert not page.has("overdue")


def test_more_than_one_has_is_said_in_words(app: Flask, cast: Cast, visitor: Visitors) -> None:
    task(app, cast, "On Wednesday", 2, 13)
    jo = visitor(cast.jo)
    jo.visit("/availabilities").form("availability-form").fill(hours="8").submit()
    page = jo.visit("/week")
    assert "13 h of 8 h that you have, 5 h more than there are" in page.text


def test_the_turn_of_the_year_has_its_week_53(app: Flask, cast: Cast, visitor: Visitors) -> None:
    task(app, cast, "New Year", (datetime.date(2027, 1, 1) - TODAY).days)
    page = visitor(cast.jo).visit("/week?week=2026-W53")
    assert "Week 53, 28 Dec – 3 Jan 2027" in page.text
    assert "New Year" in page.element("day-2027-01-01").text
    strip = [link.text for link in page.root.all(class_="week-link")]
    assert [text.partition(" 0")[0] for text in strip][:3] == ["Week 52", "Week 53", "Week 1"]


@pytest.mark.parametrize(
    ("zone", "week"), [("Europe/Berlin", "2026-06-08"), ("Pacific/Auckland", "2026-06-15")]
)
def test_the_week_begins_at_midnight_where_the_organisation_is(
    monkeypatch: pytest.MonkeyPatch, zone: str, week: str
) -> None:
    sunday = datetime.datetime(2026, 6, 14, 13, 0, tzinfo=datetime.UTC)
    organisation = clock._Organisation(zone=ZoneInfo(zone))  # noqa: SLF001 - not that of the tests
    monkeypatch.setattr(clock, "_organisation", organisation)
    monkeypatch.setattr(clock, "now", lambda: sunday)
    assert this_week() == datetime.date.fromisoformat(week)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ("2027-W53", "There is no such week."),
        ("soon", "There is no such week."),
        ("1999-W01", "Choose a week from the one of 20 Apr 2026 to the one of 21 Jun 2027."),
        ("9999-W52", "Choose a week from the one of 20 Apr 2026 to the one of 21 Jun 2027."),
    ],
)
def test_a_week_that_is_not_there_is_said_and_this_one_shown(
    cast: Cast, visitor: Visitors, asked: str, error: str
) -> None:
    page = visitor(cast.jo).visit(f"/week?week={asked}")
    assert page.status == 200
    assert error in page.errors[0]
    assert page.form("week-choice")["week"] == asked
    assert "Week 25" in page.element("own-week").text


def test_nobody_sees_the_week_of_another(app: Flask, cast: Cast, visitor: Visitors) -> None:
    task(app, cast, "On Wednesday", 2, 3)
    for who in (cast.anna, cast.paul, cast.ada, cast.otto, cast.fritz):
        assert "On Wednesday" not in visitor(who).visit("/week").text


def test_what_is_done_or_in_a_closed_plan_is_not_in_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.finish(app, cast, task(app, cast, "Over and out", 2, 3))
    task(app, cast, "Closed with the plan", 3, 3)
    jo = visitor(cast.jo)
    assert "Over and out" not in jo.visit("/week").element("own-week").text
    planned.close(app, cast)
    assert "Closed with the plan" not in jo.visit("/week").text


def test_who_has_nothing_to_do_is_told_where_to_look(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.fritz).visit("/week")
    assert "You have nothing to do in these weeks." in page.text
    assert page.click("To the pool").heading == "Pool"


def test_statements_stay_the_same_however_much_there_is(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    jo.visit("/week")
    for number in range(12):
        task(app, cast, f"Number {number}", number - 4, number)
    with app.app_context():
        engine = db.engine
        assert db.session.get(Person, cast.jo.id)
    with counted(engine) as statements:
        assert "Number 5" in jo.visit("/week").text
    assert len(statements) <= STATEMENTS


@pytest.mark.databases("sqlite", "postgresql")
def test_own_activity_is_changed_where_it_stands_in_the_week(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = task(app, cast, "On Wednesday", 2, 3)
    jo = visitor(cast.jo)
    page = jo.visit("/week?week=2026-W25").click("Edit: On Wednesday")
    form = page.form(f"activity-form-{identity}")
    wrong = form.fill(title="").submit()
    assert wrong.status == 422
    page = wrong.form(f"activity-form-{identity}").fill(title="See the plant").submit().follow()
    assert page.address.endswith("/week?week=2026-W25")
    assert "See the plant" in page.element("day-2026-06-17").text
    activities = jo.visit(f"/plans/{cast.plan.id}/activities")
    assert "Edit" in activities.menu("See the plant").text


def test_activity_that_somebody_else_has_by_now_is_not_changed_in_the_own_week(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = task(app, cast, "On Wednesday", 2, 3)
    page = visitor(cast.jo).visit("/week?week=2026-W25").click("Edit: On Wednesday")
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        assignments.hand_to(db.session.get_one(Activity, identity), anna, by=anna)
        db.session.commit()
    answer = page.form(f"activity-form-{identity}").fill(title="See the plant").submit()
    assert answer.status == 409
    assert "Anna Berg" in answer.text
    assert planned.now(app, identity).title == "On Wednesday"
