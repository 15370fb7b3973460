"""Forms that were opened before, sent in the same instant over connections of their own."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from tests.support.page_forms import Form
from tests.support.production import PATIENCE


@dataclass(frozen=True)
class Click:
    """Where it goes, and the cookie and the body that the browser sends."""

    path: str
    cookie: str
    body: str


def prepared(form: Form) -> Click:
    """The form as it is filled in, by who has opened it."""
    cookie = form.page.visitor.client.get_cookie("session")
    assert cookie is not None
    fields = [(name, form[name]) for name in form.names if form[name] != []]
    path = form.element["action"] or form.page.address
    return Click(path, f"session={cookie.value}", urlencode(fields, doseq=True))


def at_once(address: str, clicks: Sequence[Click]) -> list[int]:
    """The status of each answer, in the order of the clicks."""
    start = Barrier(len(clicks))

    def send(click: Click) -> int:
        connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        connection.connect()
        headers = {"Cookie": click.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        start.wait()
        connection.request("POST", click.path, click.body, headers)
        status = connection.getresponse().status
        connection.close()
        return status

    with ThreadPoolExecutor(len(clicks)) as people:
        return list(people.map(send, clicks))
