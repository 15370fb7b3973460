"""SQLite lets one write at a time: while ten wait for one who takes long, reading goes on."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Semaphore
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, make_url, select

from planner.config import Settings
from planner.database import db
from planner.models import Question
from tests.support.ears import environment_like
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.production import PATIENCE, environment_of, forked
from tests.support.stories.cast import Cast

pytestmark = [pytest.mark.own_database, pytest.mark.databases("sqlite")]
WRITERS = 10


@contextmanager
def written_to(database_url: str) -> Iterator[None]:
    """Somebody else writes, and does not come to an end."""
    file = make_url(database_url).database or ""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


class Browser:
    """Asks a server for pages, and sends forms to it."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._headers = port, {"Cookie": cookie}
        self.sent = Semaphore(0)
        """Released with each form that has left."""

    def read(self, path: str) -> int:
        """The status of the answer."""
        with closing(self._asked("GET", path)) as connection:
            return _status(connection)

    def send(self, form: Form, number: int) -> int:
        said = {name: form[name] for name in form.names if form[name] != []}
        body = urlencode({**said, "text": f"Question {number}", "submission": f"s{number}"})
        with closing(self._asked("POST", str(form.element["action"]), body)) as connection:
            self.sent.release()
            return _status(connection)

    def _asked(self, method: str, path: str, body: str | None = None) -> HTTPConnection:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        connection.request(method, path, body, {**self._headers, **kind})
        return connection


def _status(connection: HTTPConnection) -> int:
    answer = connection.getresponse()
    answer.read()
    return answer.status


def test_pages_files_and_readiness_are_answered_while_ten_wait_to_write(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    database_url: str,
    settings: Settings,
    tmp_path: Path,
) -> None:
    anna = visitor(cast.anna)
    form = anna.visit(f"/plans/{cast.plan.id}/questions/new").form("question-form")
    cookie = anna.client.get_cookie("session")
    assert cookie is not None
    plan = f"/plans/{cast.plan.id}"
    reads = (
        plan,
        f"{plan}/questions/new",
        "/customers",
        "/week",
        "/static/planner.css",
        "/healthz",
    )
    environment = environment_of(database_url, tmp_path / "data", **environment_like(settings))
    with forked(environment) as server, ThreadPoolExecutor(WRITERS) as people:
        browser = Browser(server.port, f"session={cookie.value}")
        with written_to(database_url):
            writing = [people.submit(browser.send, form, number) for number in range(WRITERS)]
            for _writer in writing:
                assert browser.sent.acquire(timeout=PATIENCE)
            for _time in range(3):
                assert {path: browser.read(path) for path in reads} == dict.fromkeys(reads, 200)
            assert not any(each.done() for each in writing), "all of them still wait"
        assert [each.result() for each in writing] == [303] * WRITERS
    with app.app_context():
        assert db.session.scalar(select(func.count(Question.id))) == WRITERS
