"""The program under a path of its host, as people with scripts see it there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from planner.actions.plan import goals
from planner.config import Settings
from planner.database import db
from planner.models import Person, Plan
from tests.support.browsers.browser import Windows
from tests.support.live import edit, environment, is_state, save
from tests.support.production import Server, forked
from tests.support.stories.cast import PASSWORD, Cast

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def server(app: Flask, cast: Cast, settings: Settings, tmp_path: Path) -> Iterator[Server]:
    """The production server under /planner; this test is the proxy, which passes the path on."""
    address = {"PLANNER_URL": "http://127.0.0.1/planner"}
    with forked({**environment(settings, tmp_path), **address}) as started:
        yield started


def comes(windows: Windows, cast: Cast, person: Person, asked_for: list[str]) -> Page:
    """Somebody signs in on the way to the plan; what the browser asks for is noted."""
    page = windows.open()
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(f"/planner/plans/{cast.plan.id}/whole")
    page.get_by_label("E-mail").fill(str(person.email))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    is_state(page, "live")
    return page


@pytest.fixture
def goal(app: Flask, cast: Cast) -> str:
    """The id on the page of a goal that Anna has set."""
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        made = goals.create(plan, {"title": "More leasing"}, by=anna)
        db.session.commit()
        return f"goal-{made.id}"


def test_two_work_on_a_plan_under_a_path(
    browser: Browser, goal: str, server: Server, cast: Cast
) -> None:
    windows, asked_for = Windows(browser, server.address), list[str]()
    anna, jo = (comes(windows, cast, who, asked_for) for who in (cast.anna, cast.jo))
    form = edit(anna, goal)
    form.locator("[name=title]").fill("Much more leasing")
    save(form)
    expect(jo.locator(f"#{goal} h3")).to_have_text("Much more leasing")
    jo.goto("/planner/goals/" + goal.removeprefix("goal-"))
    expect(jo.get_by_role("heading", name="Much more leasing").first).to_be_visible()
    jo.goto("/planner")
    expect(jo).to_have_url(f"{server.address}/planner/today")
    outside = {url for url in asked_for if not f"{url}/".startswith(f"{server.address}/planner/")}
    assert outside == set()
    windows.close()
