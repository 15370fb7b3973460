"""What becomes of the live page when its connection does not come through, breaks, or ends."""

import re
import signal
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from planner.config import Settings
from planner.models import Person
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.live import Comes, environment, is_state, trouble
from tests.support.production import Server, forked
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
STREAM = re.compile(r"/stream\?")
HIDE = """(how) => {
  Object.defineProperty(document, "visibilityState", { value: how, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def ask(visitor: Visitors, cast: Cast, person: Person, text: str) -> None:
    """Somebody elsewhere writes down a question."""
    form = visitor(person).visit(f"/plans/{cast.plan.id}/questions/new").form("question-form")
    form.fill(text=text).submit()


def sees(page: Page, text: str) -> None:
    expect(page.locator("#questions")).to_contain_text(text)


def test_page_asks_every_few_seconds_where_streams_do_not_come_through(
    cast: Cast, live_windows: Windows, visitor: Visitors
) -> None:
    live_windows.allow("ERR_FAILED")
    page = live_windows.open(shares=False)
    let_in(page, visitor(cast.anna), live_windows.address)
    page.route(STREAM, lambda route: route.abort())
    page.goto(f"/plans/{cast.plan.id}/whole")
    is_state(page, "polling")
    ask(visitor, cast, cast.jo, "Who decides?")
    sees(page, "Who decides?")


def test_stream_that_something_on_the_way_holds_back_is_given_up_and_tried_again(
    cast: Cast, live_windows: Windows, visitor: Visitors
) -> None:
    page = live_windows.open(shares=False)
    let_in(page, visitor(cast.anna), live_windows.address)
    page.clock.install()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(STREAM, hold)
    page.goto(f"/plans/{cast.plan.id}/whole")
    expect(page.locator("#live")).to_have_attribute("data-state", "connecting")
    page.clock.fast_forward(11_000)
    is_state(page, "polling")
    ask(visitor, cast, cast.jo, "Who decides?")
    page.clock.fast_forward(6_000)
    page.clock.fast_forward(1_000)
    sees(page, "Who decides?")
    page.unroute(STREAM)
    page.clock.fast_forward(61_000)
    is_state(page, "live")


def test_restarted_server_is_found_again_without_a_gap(
    cast: Cast,
    comes: Comes,
    server: Server,
    settings: Settings,
    tmp_path: Path,
    live_windows: Windows,
    visitor: Visitors,
) -> None:
    live_windows.allow(
        "ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|ERR_EMPTY"
    )
    page = comes(cast.anna)
    server.stop()
    ask(visitor, cast, cast.jo, "Asked while it was down")
    with forked(environment(settings, tmp_path), port=server.port):
        sees(page, "Asked while it was down")
        ask(visitor, cast, cast.jo, "Asked later")
        sees(page, "Asked later")
        page.context.close()


def test_connection_that_dies_without_a_word_is_noticed_and_said(
    cast: Cast, live_windows: Windows, visitor: Visitors, server: Server
) -> None:
    page = live_windows.open(shares=False)
    let_in(page, visitor(cast.anna), live_windows.address)
    page.clock.install()
    page.goto(f"/plans/{cast.plan.id}/whole")
    is_state(page, "live")
    for worker in server.workers:
        worker.send_signal(signal.SIGSTOP)
    page.clock.fast_forward(50_000)
    expect(trouble(page)).to_have_text("reconnecting")
    for worker in server.workers:
        worker.send_signal(signal.SIGCONT)
    is_state(page, "live")


def test_hidden_page_gives_its_connection_back_and_catches_up_on_return(
    cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    anna, jo = comes(cast.anna), comes(cast.jo)
    anna.locator("#ideas").get_by_role("link", name="Propose an idea").click()
    anna.locator("#sheet [name=title]").fill("Lease the roofs")
    mark = jo.locator("#ideas .editing-mark")
    expect(mark).to_have_text("Anna Berg is editing this")
    anna.evaluate(HIDE, "hidden")
    expect(jo.locator("#people-here li")).to_have_count(0)
    expect(mark).to_have_count(0)
    ask(visitor, cast, cast.tom, "Asked behind her back")
    sees(jo, "Asked behind her back")
    expect(anna.locator("#questions")).not_to_contain_text("Asked")
    anna.evaluate(HIDE, "visible")
    sees(anna, "Asked behind her back")
    is_state(anna, "live")
    expect(mark).to_have_text("Anna Berg is editing this")


def test_page_without_a_network_says_that_typing_is_kept(
    cast: Cast, comes: Comes, live_windows: Windows
) -> None:
    live_windows.allow("ERR_INTERNET_DISCONNECTED")
    page = comes(cast.anna)
    page.context.set_offline(True)
    expect(trouble(page)).to_have_text("offline: what you type is kept")
    page.context.set_offline(False)
    is_state(page, "live")


def test_position_that_nobody_knows_fetches_everything_anew(
    cast: Cast, live_windows: Windows, visitor: Visitors
) -> None:
    page = live_windows.open(shares=False)
    let_in(page, visitor(cast.anna), live_windows.address)

    def answer(route: Route) -> None:
        ask(visitor, cast, cast.jo, "Not told of")
        body = "retry: 60000\n\nevent: hello\ndata: {}\n\nid: 1\nevent: reset\ndata: {}\n\n"
        route.fulfill(content_type="text/event-stream", body=body)

    page.route(STREAM, answer)
    page.goto(f"/plans/{cast.plan.id}/whole")
    sees(page, "Not told of")


def test_who_is_taken_off_the_plan_is_told_and_keeps_what_was_typed(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    jo = comes(cast.jo)
    jo.locator("#questions").get_by_role("link", name="Add a question").click()
    jo.locator("#question-form [name=text]").fill("Still to be said")
    visitor(cast.anna).visit(f"/plans/{cast.plan.id}/whole").press("Remove Jo Kilian")
    expect(trouble(jo)).to_have_text(
        "You can no longer see this plan. What you have typed stays here."
    )
    expect(jo.locator("#question-form [name=text]")).to_have_value("Still to be said")
    expect(jo.locator("#people-here")).to_be_hidden()


def test_who_signs_out_in_another_window_is_told(cast: Cast, comes: Comes) -> None:
    page = comes(cast.anna)
    other = page.context.new_page()
    other.goto("/customers")
    other.locator(".menu summary").first.click()
    other.get_by_role("button", name="Sign out").click()
    expect(trouble(page)).to_have_text("You are signed out. What you have typed stays here.")


def test_plan_is_there_without_scripts(
    cast: Cast, live_windows: Windows, visitor: Visitors
) -> None:
    page = live_windows.open(scripts=False)
    let_in(page, visitor(cast.anna), live_windows.address)
    page.goto(f"/plans/{cast.plan.id}/whole")
    expect(trouble(page)).to_have_count(0)
    page.get_by_role("link", name="Add a goal").first.click()
    page.locator("[name=title]").fill("Without any script")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#goals")).to_contain_text("Without any script")
