"""`make screenshots`: the pictures of the README, taken of the demo story on a day of its own."""

import os
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.support.browsers.browser import Windows, started_browser
from tools.bench.serving import served

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
DAY = "2026-06-15"
# The customer at whom the most has happened.
CUSTOMER = "Schreinerei Hollerbach GmbH"
PORT = 18_460
_LOOKS: tuple[tuple[str, tuple[int, int], Literal["light", "dark"], str], ...] = (
    ("desktop", (1440, 900), "light", "en"),
    ("phone", (360, 780), "dark", "de"),
)
PLANNER = Path(__file__).parents[1] / ".venv" / "bin" / "planner"


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PLANNER_DATA": folder, "PLANNER_TODAY": DAY, "PORT": str(PORT)}
        for arguments in (["database", "upgrade"], ["demo", "load"]):
            subprocess.run(
                [PLANNER, *arguments],
                env={**os.environ, **environment},
                check=True,
                capture_output=True,
            )
        command = ["planner", "serve"]
        with served(command, PORT, "/healthz", environment), started_browser() as browser:
            _take_all(Windows(browser, f"http://127.0.0.1:{PORT}"))


def _take_all(windows: Windows) -> None:
    from planner.seeds import sign_ins  # noqa: PLC0415 - needs the package only here

    people = sign_ins()
    password = people[0].password
    for name, size, scheme, language in _LOOKS:
        value, executive, customer = (
            windows.open(size, scheme=scheme, language=language) for _ in range(3)
        )
        _sign_in(value, "vera.lindner@example.org", password)
        _take_case(value, customer, name)
        _sign_in(executive, "ruth.falkenberg@example.org", password)
        _take(executive, "/desk", f"desk-{name}")
        if name == "desktop":
            _take(customer, f"/lead-form/{language}", f"lead-form-{name}")
    lead = next(person for person in people if person.role == "team lead")
    for name, (page, leads) in (
        ("desktop", [windows.open((1440, 900), scheme="light", language="en") for _ in "12"]),
        ("phone", [windows.open((360, 780), scheme="dark", language="de") for _ in "12"]),
    ):
        _sign_in(page, people[0].email, people[0].password)
        for part in ("today", "customers", "renewals", "work-list"):
            _take(page, f"/{part}", f"{part}-{name}")
        page.goto("/customers")
        page.click(f"#customers a:text-is('{CUSTOMER}')")
        _wait(page)
        page.screenshot(path=PICTURES / f"plan-{name}.png", full_page=name == "desktop")
        _sign_in(leads, lead.email, lead.password)
        for part in ("", "/pipeline", "/maturity"):
            _take(leads, f"/team{part}", f"team{part.replace('/', '-')}-{name}")


def _take_case(value: Page, customer: Page, name: str) -> None:
    """A business case, and what the customer sees of it without signing in."""
    value.goto("/business-cases/1/case-links/new")
    value.locator("#case-link-form button[type=submit]").click()
    shown = value.locator("a[href*='/shown-cases/']").first
    address = str(shown.get_attribute("href"))
    _take(value, "/business-cases/1", f"case-{name}")
    _take(customer, address, f"shown-case-{name}")


def _sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))


def _take(page: Page, path: str, name: str) -> None:
    page.goto(path)
    _wait(page)
    page.screenshot(path=PICTURES / f"{name}.png")


def _wait(page: Page) -> None:
    """Until the page is drawn. It is never without a request: an open plan keeps a stream."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")


if __name__ == "__main__":
    main()
