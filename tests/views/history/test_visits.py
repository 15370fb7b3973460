"""What has changed on a plan since somebody last read it."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.actions.plan import comments, goals
from planner.database import db
from planner.models import Event, Goal, Person, Plan, PlanVisit
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast
from tests.support.stories.planned import activity


def goal(app: Flask, cast: Cast, by: Person, title: str) -> int:
    with app.app_context():
        person, plan = db.session.get_one(Person, by.id), db.session.get_one(Plan, cast.plan.id)
        made = goals.create(plan, {"title": title}, by=person)
        db.session.commit()
        return made.id


def say(app: Flask, goal_id: int, by: Person, text: str) -> None:
    with app.app_context():
        person = db.session.get_one(Person, by.id)
        comments.create(db.session.get_one(Goal, goal_id), text, by=person)
        db.session.commit()


def leave(page: Page, cast: Cast) -> Page:
    """Go away, which a browser says by itself."""
    return page.form(f"/plans/{cast.plan.id}/visit").submit()


def visits(app: Flask) -> list[tuple[int, int]]:
    with app.app_context():
        found = select(PlanVisit.person_id, PlanVisit.last_event).order_by(PlanVisit.id)
        return [(person, last) for person, last in db.session.execute(found)]


@pytest.mark.databases("sqlite", "postgresql")
def test_what_others_have_changed_since_is_counted_and_leads_to_the_history_from_there(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal(app, cast, cast.anna, "The first goal")
    jo = visitor(cast.jo)
    page = jo.visit(f"/plans/{cast.plan.id}")
    assert "Since your last visit" not in page.text, "never there before"
    assert leave(page, cast).status == 303

    second = goal(app, cast, cast.anna, "The second goal")
    goal(app, cast, cast.anna, "The third goal")
    activity(app, cast, "Visit the plant")
    say(app, second, cast.anna, "What do you think?")
    page = jo.visit(f"/plans/{cast.plan.id}")
    line = page.element("since").text
    assert "Since your last visit: 2 goals changed, 1 activity changed, 1 comment." in line

    history = page.click("Show")
    assert "The second goal" in history.text
    assert "The first goal" not in history.text
    leave(page, cast)
    assert "Since your last visit" not in jo.visit(f"/plans/{cast.plan.id}").text


def test_own_changes_do_not_count(app: Flask, cast: Cast, visitor: Visitors) -> None:
    goal(app, cast, cast.anna, "Anna's goal")
    jo = visitor(cast.jo)
    leave(jo.visit(f"/plans/{cast.plan.id}"), cast)
    goal(app, cast, cast.jo, "Jo's goal")
    assert "Since your last visit" not in jo.visit(f"/plans/{cast.plan.id}").text


def test_reading_alone_writes_nothing_and_nothing_is_kept_but_the_last_change(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal(app, cast, cast.anna, "Anna's goal")
    jo = visitor(cast.jo)
    page = jo.visit(f"/plans/{cast.plan.id}")
    assert visits(app) == []
    leave(page, cast)
    goal(app, cast, cast.anna, "Another goal")
    newer = jo.visit(f"/plans/{cast.plan.id}")
    leave(newer, cast)
    leave(page, cast)
    [(person, last)] = visits(app)
    assert person == cast.jo.id
    assert str(last) == newer.form(f"/plans/{cast.plan.id}/visit")["event"], "not back again"


@pytest.mark.parametrize("value", ["-1", "x", "99999999999999999999", ""])
def test_what_is_no_change_is_not_read(
    app: Flask, cast: Cast, visitor: Visitors, value: str
) -> None:
    assert tell(app, cast, visitor, value) == []


def test_a_change_of_the_future_is_the_newest_one(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    [(_person, last)] = tell(app, cast, visitor, "999999")
    with app.app_context():
        assert last == db.session.scalar(select(func.max(Event.id)))


def tell(app: Flask, cast: Cast, visitor: Visitors, value: str) -> list[tuple[int, int]]:
    """What is kept when a browser says that the plan was read up to that."""
    goal(app, cast, cast.anna, "Anna's goal")
    jo = visitor(cast.jo)
    page = jo.visit(f"/plans/{cast.plan.id}")
    form = page.form(f"/plans/{cast.plan.id}/visit")
    fields = {"csrf_token": [form["csrf_token"]], "event": [value]}
    sent = jo.send("POST", f"/plans/{cast.plan.id}/visit", fields, came_from=page)
    assert sent.status == 303
    return visits(app)


def test_who_only_reads_leaves_no_visit_and_a_stranger_finds_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal(app, cast, cast.anna, "Anna's goal")
    for person, status in ((cast.otto, 403), (cast.fritz, 404), (cast.mira, 404)):
        someone = visitor(person)
        page = someone.visit("/customers")
        token = {"csrf_token": [page.root.all("input", name="csrf_token")[0]["value"]]}
        sent = someone.send(
            "POST", f"/plans/{cast.plan.id}/visit", {**token, "event": ["1"]}, came_from=page
        )
        assert sent.status == status
    page = visitor(cast.otto).visit(f"/plans/{cast.plan.id}")
    assert "Comment on the plan" in page.links
    assert f"/plans/{cast.plan.id}/visit" not in page.html
    assert visits(app) == []
