"""`make run`: the demo story on the embedded database, with nothing asked."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from planner import seeds
from tests.support.browsers.browser import Windows
from tests.support.production import Server, get, started, wait_until

# What `make install` makes is there already, or no test would run.
COMMAND = ("make", "-o", "install", "run")


@contextmanager
def made_to_run(data_folder: Path) -> Iterator[Server]:
    """Started as from a terminal, and interrupted there in the end."""
    environment = {"PLANNER_DATA": str(data_folder), "DATABASE_URL": ""}
    with started(environment, command=COMMAND, own_group=True) as server:
        server.wait_until_ready()
        yield server
        os.killpg(server.process.pid, signal.SIGINT)
        server.wait()
        wait_until(lambda: get(server.port, "/healthz") == (0, ""), lambda: "It still answers.")


def sign_in(page: Page, who: seeds.SignIn) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(who.email)
    page.get_by_label("Password", exact=True).fill(who.password)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")


def test_it_says_who_signs_in_and_keeps_what_was_entered(browser: Browser, tmp_path: Path) -> None:
    with made_to_run(tmp_path / "data") as server:
        assert f"Serving on {server.address}" in server.output
        for who in seeds.sign_ins():
            assert who.email in server.output
            assert who.password in server.output
        windows = Windows(browser, server.address)
        page = windows.open()
        sign_in(page, seeds.sign_ins()[0])
        page.goto("/new-customer")
        page.locator("[name=name]").fill("Hufschmiede Kept GmbH")
        page.locator("main").get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Hufschmiede Kept GmbH")
        windows.close()

    with made_to_run(tmp_path / "data") as server:
        assert seeds.sign_ins()[0].email in server.output
        windows = Windows(browser, server.address)
        page = windows.open()
        sign_in(page, seeds.sign_ins()[0])
        page.goto("/customers?text=hufschmiede")
        expect(page.get_by_role("link", name="Hufschmiede Kept GmbH")).to_be_visible()
        windows.close()
