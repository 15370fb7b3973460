"""A browser for the tools: it keeps cookies, signs in, and sends forms as they stand on a page.

It needs nothing of the program but its pages, so that it can use an earlier one too.
"""

from html.parser import HTMLParser
from http import HTTPStatus
from typing import NamedTuple

from flask import Flask
from werkzeug.test import TestResponse


class Form(NamedTuple):
    """Where a form goes, and what is in it as it stands."""

    action: str
    values: dict[str, str]


class Browser:
    def __init__(self, app: Flask, language: str = "en") -> None:
        self.client = app.test_client()
        self.headers = {"Accept-Language": language}

    def sign_in(self, email: str, password: str) -> None:
        form = forms(self.visit("/sign-in").text)[-1]
        values = {**form.values, "email": email, "password": password}
        if self.send(Form("/sign-in", values)).status_code != HTTPStatus.SEE_OTHER:
            raise RuntimeError(f"{email} cannot sign in.")

    def visit(self, address: str, **headers: str) -> TestResponse:
        return self.client.get(address, headers={**self.headers, **headers})

    def send(self, form: Form, **values: str) -> TestResponse:
        return self.client.post(form.action, data={**form.values, **values}, headers=self.headers)

    def send_in_place(self, form: Form, **values: str) -> TestResponse:
        """As htmx sends it, which asks for no more than what has changed."""
        headers = {**self.headers, "HX-Request": "true"}
        return self.client.post(form.action, data={**form.values, **values}, headers=headers)


def forms(html: str) -> list[Form]:
    """The forms of a page, in the order of the page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._text: str | None = None  # the name of the text area that is being read
        self._choice = ""  # the name of the list that is being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(said.get("action", ""), {}))
        elif self.forms and tag == "option" and "selected" in said:
            self.forms[-1].values[self._choice] = said.get("value", "")
        elif self.forms and said.get("name"):
            self._read(tag, said)

    def _read(self, tag: str, said: dict[str, str]) -> None:
        if tag == "textarea":
            self._text = said["name"]
            self.forms[-1].values[self._text] = ""
        elif tag == "select":
            self._choice = said["name"]
        elif tag == "input" and (said.get("type") not in _TICKED or "checked" in said):
            self.forms[-1].values[said["name"]] = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self.forms[-1].values[self._text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None


_TICKED = {"checkbox", "radio"}
