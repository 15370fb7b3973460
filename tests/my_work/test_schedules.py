"""Moving what one has to do to another day, and saying how long it takes."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import activities, assignments
from planner.database import db
from planner.models import Activity, Event, EventType, Person
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Page, Visitor
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.timedelta(days=1)
WEDNESDAY = TODAY + 2 * DAY
TITLE = "Visit the plant"


@pytest.fixture
def activity_id(app: Flask, cast: Cast) -> int:
    """Jo's, due on Wednesday, written down forty days ago, without hours."""
    with clock.at(TODAY - 40 * DAY):
        return planned.activity(app, cast, assignee_id=cast.jo.id, due_on=WEDNESDAY)


def card(somebody: Visitor, activity_id: int, week: str = "2026-W25") -> Form:
    return somebody.visit(f"/week?week={week}").form(f"schedule-form-{activity_id}")


def opened(somebody: Visitor, activity_id: int) -> Form:
    """The form behind the card, as htmx puts it there."""
    address = f"/activities/{activity_id}/schedule/edit?week=2026-W25"
    return somebody.visit(address, htmx=True).form(f"schedule-form-{activity_id}")


def change(app: Flask, activity_id: int, by: Person, **values: object) -> None:
    """Somebody else changes it while nobody looks."""
    with app.app_context():
        activity = db.session.get_one(Activity, activity_id)
        activities.update(activity, values, by=db.session.get_one(Person, by.id))
        db.session.commit()


def test_a_button_moves_it_a_week_and_the_move_can_be_undone(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    page = card(visitor(cast.jo), activity_id).submit(f"A week later: {TITLE}")
    assert page.location == "/week?week=2026-W25"
    assert planned.now(app, activity_id).due_on == WEDNESDAY + 7 * DAY
    with app.app_context():
        event = db.session.query(Event).order_by(Event.id.desc()).first()
        assert event is not None
        assert event.type == EventType.ACTIVITY_UPDATED
        assert event.changes == {"due_on": ["2026-06-17", "2026-06-24"]}
    page.follow().press(f"Undo: Activity changed: {TITLE}")
    assert planned.now(app, activity_id).due_on == WEDNESDAY


def test_it_is_moved_in_place_with_the_sums_as_they_are_then(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    page = card(visitor(cast.jo), activity_id).submit(f"A week later: {TITLE}", htmx=True)
    assert page.status == 200
    assert page.has("own-week")
    assert TITLE not in page.element("own-week").text
    assert page.offers(f"Undo: Activity changed: {TITLE}")


def test_what_is_overdue_or_has_no_day_is_put_on_today(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    for due in (TODAY - DAY, None):
        change(app, activity_id, cast.anna, due_on=due)
        card(visitor(cast.jo), activity_id).submit(f"Today: {TITLE}")
        assert planned.now(app, activity_id).due_on == TODAY


def test_hours_that_are_missing_are_said_from_the_week(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    jo = visitor(cast.jo)
    page = jo.visit("/week").click(f"Enter hours: {TITLE}")
    page = page.form(f"schedule-form-{activity_id}").fill(effort_hours="2.5").submit().follow()
    assert page.heading == "My week"
    assert planned.now(app, activity_id).effort_hours == Decimal("2.5")
    assert "2.5 h" in page.element(f"activity-{activity_id}").text


def test_who_has_taken_it_without_being_on_the_plan_moves_it_too(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    with app.app_context():
        mira, anna = (db.session.get_one(Person, one.id) for one in (cast.mira, cast.anna))
        assignments.hand_to(db.session.get_one(Activity, activity_id), mira, by=anna)
        db.session.commit()
    page = card(visitor(cast.mira), activity_id).submit(f"A week later: {TITLE}").follow()
    assert planned.now(app, activity_id).due_on == WEDNESDAY + 7 * DAY
    assert page.press(f"Undo: Activity changed: {TITLE}").status == 303
    assert planned.now(app, activity_id).due_on == WEDNESDAY


def test_what_another_one_has_changed_besides_is_kept(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    form = card(visitor(cast.jo), activity_id)
    change(app, activity_id, cast.anna, effort_hours=Decimal(9), title="Visit both plants")
    form.submit(f"A week later: {TITLE}")
    now = planned.now(app, activity_id)
    assert (now.due_on, now.effort_hours) == (WEDNESDAY + 7 * DAY, Decimal(9))


@pytest.mark.databases("sqlite", "postgresql")
def test_two_who_move_it_at_once_choose_between_the_days(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    form = card(visitor(cast.jo), activity_id)
    change(app, activity_id, cast.anna, due_on=TODAY + 3 * DAY)
    page = form.submit(f"A week later: {TITLE}", htmx=True)
    assert page.status == 409
    assert page.headers["HX-Retarget"] == f"#schedule-form-{activity_id}"
    assert page.has(f"schedule-form-{activity_id}-due_on-conflict")
    assert planned.now(app, activity_id).due_on == TODAY + 3 * DAY


def test_of_two_windows_of_the_same_person_the_second_is_asked_which_day_holds(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    jo = visitor(cast.jo)
    first, second = card(jo, activity_id), opened(jo, activity_id)
    first.submit(f"A week later: {TITLE}")
    asked = second.fill(due_on="2026-06-19").submit(htmx=True)
    assert asked.status == 409
    assert planned.now(app, activity_id).due_on == WEDNESDAY + 7 * DAY
    form = asked.form(f"schedule-form-{activity_id}").fill(**{"choose-due_on": "mine"})
    assert form.submit(htmx=True).status == 200
    assert planned.now(app, activity_id).due_on == TODAY + 4 * DAY


def late(page: Page, reason: str, activity_id: int) -> None:
    assert page.status == 409
    assert reason in page.notices[0]
    assert not page.has(f"activity-{activity_id}")


def test_what_is_done_meanwhile_is_not_moved_and_says_so(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    jo = visitor(cast.jo)
    form, plain = card(jo, activity_id), card(jo, activity_id)
    planned.finish(app, cast, activity_id)
    late(form.submit(htmx=True), "The activity is already done.", activity_id)
    assert plain.submit().status == 409
    assert planned.now(app, activity_id).due_on == WEDNESDAY


def test_what_was_taken_away_meanwhile_is_not_moved_and_says_who_has_it(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    form = card(visitor(cast.jo), activity_id)
    with app.app_context():
        tom, anna = (db.session.get_one(Person, one.id) for one in (cast.tom, cast.anna))
        assignments.hand_to(db.session.get_one(Activity, activity_id), tom, by=anna)
        db.session.commit()
    late(form.submit(htmx=True), "Tom Ahrens was faster and has this activity now.", activity_id)
    assert planned.now(app, activity_id).due_on == WEDNESDAY


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("due_on", "2026-01-01", "This day is before the activity was written down."),
        ("due_on", "31.02.2026", "There is no such day."),
        ("effort_hours", "-2", "Write a number from 0 to 999,999,999,999,999."),
        ("effort_hours", "some", "This is not a number."),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    activity_id: int,
    field: str,
    typed: str,
    error: str,
) -> None:
    page = opened(visitor(cast.jo), activity_id).fill(**{field: typed}).submit(htmx=True)
    assert page.status == 422
    assert error in page.errors[0]
    assert page.form(f"schedule-form-{activity_id}")[field] == typed
    assert planned.now(app, activity_id).due_on == WEDNESDAY


@pytest.mark.parametrize(("who", "status"), [("fritz", 404), ("mira", 404), ("paul", 403)])
def test_nobody_else_moves_it(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int, who: str, status: int
) -> None:
    form = card(visitor(cast.jo), activity_id)
    assert form.sent_by(visitor(getattr(cast, who))).status == status
    assert planned.now(app, activity_id).due_on == WEDNESDAY


def test_in_a_closed_plan_nothing_is_moved(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    form = card(visitor(cast.jo), activity_id)
    planned.close(app, cast)
    assert form.submit().status == 409
    assert planned.now(app, activity_id).due_on == WEDNESDAY


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize("htmx", [True, False])
def test_it_is_done_where_it_stands_in_the_week(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int, htmx: bool
) -> None:
    week = visitor(cast.jo).visit("/week?week=2026-W25")
    page = week.press(f"Done: {TITLE}", htmx=htmx)
    assert TITLE not in (page if htmx else page.follow()).element("own-week").text
    assert planned.now(app, activity_id).done_on == TODAY


def test_what_somebody_else_has_now_is_not_done_from_ones_week(
    app: Flask, cast: Cast, visitor: Visitors, activity_id: int
) -> None:
    week = visitor(cast.jo).visit("/week?week=2026-W25")
    with app.app_context():
        tom, anna = (db.session.get_one(Person, who.id) for who in (cast.tom, cast.anna))
        assignments.hand_to(db.session.get_one(Activity, activity_id), tom, by=anna)
        db.session.commit()
    assert week.press(f"Done: {TITLE}", htmx=True).status in (404, 409)
    assert planned.now(app, activity_id).done_on is None


def test_the_talk_is_logged_from_the_week_by_who_works_on_the_plan(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    values = {"due_on": WEDNESDAY, "customer_facing": True}
    talk = planned.activity(app, cast, "For Jo", assignee_id=cast.jo.id, **values)
    planned.activity(app, cast, "For Mira", assignee_id=cast.mira.id, **values)
    links = visitor(cast.jo).visit("/week?week=2026-W25").links
    assert links["Log a talk: For Jo"] == f"/talks/new?activity={talk}"
    links = visitor(cast.mira).visit("/week?week=2026-W25").links
    assert "Log a talk: For Mira" not in links
