"""People with a small browser of their own: they keep cookies, read pages and send their forms.

page = visitor(cast.anna).visit("/plans/1/goals/new")
page = page.form("goal-form").fill(title="More leasing").submit().follow()
assert "More leasing" in page.text
"""

import io
from collections import defaultdict
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.markup import Element, parse
from tests.support.page_forms import Form


class Page:
    """What came back: a page, a fragment, or an answer without any text."""

    def __init__(self, visitor: "Visitor", address: str, response: TestResponse) -> None:
        self.visitor = visitor
        self.address = address
        self.status = response.status_code
        self.headers = response.headers
        self.data = response.data
        kind = response.mimetype or ""
        readable = kind.startswith("text/") or kind.endswith("json")
        self.html = response.text if readable else ""

    @cached_property
    def root(self) -> Element:
        """The document; read when it is asked for first, since many tests want the status alone."""
        return parse(self.html)

    @cached_property
    def outside_forms(self) -> dict[str, list[Element]]:
        """What belongs to a form by its id, wherever it stands."""
        found: dict[str, list[Element]] = defaultdict(list)
        for element in self.root.everything:
            if "form" in element:
                found[element["form"]].append(element)
        return found

    @property
    def text(self) -> str:
        """What can be read on it, with single spaces."""
        return self.root.text

    @property
    def heading(self) -> str:
        return self.root.all("h1")[0].text

    @property
    def errors(self) -> list[str]:
        """What the page says about fields that are wrong."""
        return [element.text for element in self.root.all(class_="invalid-feedback")]

    @property
    def notices(self) -> list[str]:
        """What the page says about the whole."""
        return [element.text for element in self.root.all(class_="alert")]

    @property
    def links(self) -> dict[str, str]:
        """Addresses by what the links say (or by their label, where they have one)."""
        return {link["aria-label"] or link.text: link["href"] for link in self.root.all("a")}

    @property
    def token(self) -> str:
        """What shows that a form was sent from a page of one's own."""
        return self.root.all("input", name="csrf_token")[0]["value"]

    @property
    def forms(self) -> list[Form]:
        return [Form(self, element) for element in self.root.all("form")]

    def form(self, which: str) -> Form:
        """The form with this id, or with this action (with or without its query)."""
        forms = self.forms
        for form in forms:
            if which in (form.element["id"], form.element["action"]):
                return form
        for form in forms:
            if urlsplit(form.element["action"]).path == which:
                return form
        known = [form.element["id"] or form.element["action"] for form in forms]
        raise AssertionError(f"No form {which!r} on {self.address} ({self.status}): {known}")

    def element(self, identity: str) -> Element:
        """The element with this id."""
        found = self.root.all(id=identity)
        assert found, f"Nothing on {self.address} has the id {identity!r}."
        return found[0]

    def has(self, identity: str) -> bool:
        return bool(self.root.all(id=identity))

    def offers(self, button: str) -> bool:
        """Whether there is a button with this text or label."""
        return any(button in (b.text, b["aria-label"]) for b in self.root.all("button"))

    def form_of(self, button: str) -> Form:
        """The form that a button with this text or label sends."""
        for form in self.forms:
            if any(button in (b.text, b["aria-label"]) for b in form.buttons):
                return form
        raise AssertionError(f"No button {button!r} on {self.address} ({self.status}).")

    def press(self, button: str, *, htmx: bool = False) -> "Page":
        """Send the form that has the button with this text or label."""
        return self.form_of(button).submit(button, htmx=htmx)

    def click(self, link: str, *, htmx: bool = False) -> "Page":
        """Go where the link with this text or label leads."""
        links = {**{a.text: a["href"] for a in self.root.all("a")}, **self.links}
        assert link in links, f"No link {link!r} on {self.address} ({self.status}): {list(links)}"
        return self.visitor.visit(links[link], htmx=htmx)

    def menu(self, name: str) -> "Page":
        """What the three dots of the row with this name open."""
        return self.visitor.visit(self.links[f"More: {name}"], htmx=True, target="#menu")

    @property
    def location(self) -> str:
        """Where it sends the browser, if anywhere."""
        return self.headers.get("Location") or self.headers.get("HX-Redirect") or ""

    def follow(self) -> "Page":
        """Go where it sends the browser, until there is a page."""
        page = self
        for _step in range(5):
            if not page.location:
                return page
            page = page.visitor.visit(page.location)
        raise AssertionError(f"{self.address} leads in a circle.")


class Visitor:
    """Somebody with a browser without any past, in which nobody is signed in."""

    def __init__(
        self,
        app: Flask,
        *,
        language: str = "en",
        address: str = "127.0.0.1",
        host: str = "http://localhost",
        forwarded_for: str | None = None,
    ) -> None:
        self.client = app.test_client()
        self._host = host
        self._headers = {"Accept-Language": language}
        if forwarded_for is not None:
            self._headers["X-Forwarded-For"] = forwarded_for
        self._environment = {"REMOTE_ADDR": address}

    def visit(self, address: str, *, htmx: bool = False, target: str = "") -> Page:
        return self.send("GET", address, {}, htmx=htmx, target=target)

    def send(
        self,
        method: str,
        address: str,
        fields: dict[str, list[Any]],
        *,
        came_from: Page | None = None,
        htmx: bool = False,
        target: str = "",
    ) -> Page:
        """Send any request; what is on a page is better sent by its form. `target` is what htmx
        would put the answer into, like `#sheet-body`."""
        path = address.removeprefix(self._host).partition("#")[0]
        headers = dict(self._headers)
        here = self._host + (came_from.address if came_from else path)
        if came_from is not None:
            headers["Referer"] = here
        if htmx:
            headers |= {"HX-Request": "true", "HX-Current-URL": here, "HX-Target": f"div{target}"}
        sent: dict[str, Any] = {}
        if fields:
            sent["query_string" if method == "GET" else "data"] = _encoded(fields)
        if method == "GET" and fields:
            path = path.partition("?")[0]  # a form replaces the query of its address
        response = self.client.open(
            path,
            method=method,
            base_url=self._host,
            headers=headers,
            environ_overrides=self._environment,
            **sent,
        )
        # The test client keeps large uploads in a file that it leaves open.
        response.request.environ["wsgi.input"].close()
        return Page(self, path, response)


def _encoded(fields: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Files as the test client wants them."""
    return {
        name: [(io.BytesIO(v[0]), v[1]) if isinstance(v, tuple) else v for v in values]
        for name, values in fields.items()
    }
