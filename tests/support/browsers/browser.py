"""A real browser for tests: one a process, and for every person a window without any past."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support.browsers.chromium import find
from tests.support.pages import Visitor

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # No page lives long enough to win back what it costs to optimize its scripts beside it.
    "--js-flags=--no-opt --no-maglev",
    # Nothing but this machine has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
PHONE = (390, 844)
DESKTOP = (1280, 900)
PATIENCE = 90_000  # milliseconds: the machine may stand still for a while


@contextmanager
def started_browser() -> Iterator[Browser]:
    """A running Chromium."""
    path = find()
    if path is None:
        raise RuntimeError("There is no Chromium; `make browser` installs one.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def let_in(page: Page, visitor: Visitor, address: str) -> None:
    """Give a window the session that somebody has without a browser, at the server's address."""
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])


class Windows:
    """Opens windows, each with its own sign-in, and collects what their consoles complain about."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._allowed: list[re.Pattern[str]] = []

    def open(
        self,
        size: tuple[int, int] = DESKTOP,
        *,
        language: str = "en",
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        shares: bool = True,
    ) -> Page:
        """A new person's window; addresses without a host are those of the application. One that
        does not share its stream with others asks for it itself, where a test can hold it."""
        context = self._browser.new_context(
            base_url=self.address,
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda message: self._console(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        if not shares:
            context.add_init_script("delete window.SharedWorker")
        self._contexts.append(context)
        return context.new_page()

    def allow(self, pattern: str) -> None:
        """Expect complaints like this one, as for a page that answers 404 on purpose."""
        self._allowed.append(re.compile(pattern))

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"console {kind}: {text}")

    def close(self) -> None:
        """Close all windows; fail if there were complaints that nobody expected."""
        for context in self._contexts:
            context.close()
        unexpected = [
            complaint
            for complaint in self.complaints
            if not any(pattern.search(complaint) for pattern in self._allowed)
        ]
        assert not unexpected, "\n".join(["The browser complained:", *unexpected])
