"""A person at a real browser, who notes every address that is opened or offered."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Request, expect

from tests.support.stories.cast import PASSWORD
from tests.support.telling import Say

ADDRESSES = """() => ["href", "action", "formaction", "data-hx-get", "data-hx-post"].flatMap(
  (name) => [...document.querySelectorAll(`[${name}]`)].map((element) => [
    /action|post/.test(name) && element.method !== "get" ? "POST" : "GET",
    element.getAttribute(name)]))"""

SOURCE = "/source"
"""The program itself, as a file for everybody; no customer is in it."""


@dataclass
class Somebody:
    """One person; `say` is the language, `noted` every address with its method."""

    page: Page
    say: Say
    noted: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if not parts.path.startswith("/static/"):
            query = f"?{parts.query}" if parts.query else ""
            self.noted.add((request.method, parts.path + query))

    def note_what_is_offered(self) -> None:
        for method, address in self.page.evaluate(ADDRESSES):
            path = address.partition("#")[0]
            if path.startswith("/") and not path.startswith(("/static/", SOURCE)):
                self.noted.add((method, path))

    def sign_in(self, email: str, *, begins_at: str = "Customers") -> None:
        self.page.goto("/sign-in")
        self.page.get_by_label(self.say("E-mail")).fill(email)
        self.page.get_by_label(self.say("Password"), exact=True).fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name=self.say("Sign in")).click()
        expect(self.heading(self.say(begins_at))).to_be_visible()

    def go_to(self, place: str) -> None:
        navigation = self.page.get_by_role("navigation", name=self.say("Main"))
        navigation.get_by_role("link", name=self.say(place)).click()
        expect(self.heading(self.say(place))).to_be_visible()

    def open_customer(self, name: str) -> None:
        self.go_to("Customers")
        self.page.get_by_role("link", name=name).click()
        expect(self.heading(name)).to_be_visible()

    def open_tab(self, customer: str, tab: str) -> None:
        """A part of the customer's plan."""
        self.open_customer(customer)
        tabs = self.page.locator("#tabs")
        tabs.get_by_role("link", name=self.say(tab)).click()
        expect(tabs.locator("[aria-current=page]")).to_contain_text(self.say(tab))

    def heading(self, text: str) -> Locator:
        return self.page.get_by_role("heading", level=1, name=text, exact=True)

    def press(self, button: str, within: str = "main") -> None:
        self.page.locator(within).get_by_role("button", name=button, exact=True).first.click()

    def save(self, form: str) -> None:
        self.press(self.say("Save"), form)

    def sees(self, text: str, within: str) -> None:
        expect(self.page.locator(within).get_by_text(text).first).to_be_visible()
