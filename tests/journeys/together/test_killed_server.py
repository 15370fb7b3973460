"""The server is killed in the middle of 1,000 edits and started again: nothing that it has
acknowledged is lost, and those who listen miss nothing."""

import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Lock
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.config import Settings
from planner.database import db
from planner.models import Question
from tests.support.ears import environment_like, listening
from tests.support.fixtures import Visitors
from tests.support.production import (
    PATIENCE,
    Server,
    environment_of,
    forked,
    free_port,
)
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.own_database

EDITS, BEFORE, WRITERS = 1000, 300, 8


@dataclass
class Writing:
    """Eight people who send their edits one after the other, and again what got no answer."""

    port: int
    path: str
    headers: dict[str, str]
    csrf_token: str
    acknowledged: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)
    enough: Event = field(default_factory=Event)
    is_up: Event = field(default_factory=Event)

    def write(self, number: int) -> None:
        """One edit, until it is acknowledged; sent twice it still is the same."""
        text = f"Question {number:04}?"
        values = {"text": text, "submission": f"edit-{number}", "csrf_token": self.csrf_token}
        while not self._is_acknowledged(urlencode(values)):
            assert self.is_up.wait(PATIENCE), "The server has not come back."
        with self.lock:
            self.acknowledged.add(text)
            if len(self.acknowledged) == BEFORE:
                self.enough.set()

    def _is_acknowledged(self, body: str) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("POST", self.path, body, self.headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        assert answer.status == 303, answer.status
        return True


def kill(server: Server) -> None:
    """All of its processes at once, as when the machine loses its power."""
    family = [*server.workers]
    server.process.send_signal(signal.SIGKILL)
    for worker in family:
        worker.kill()
    server.wait()


def questions_in_database(app: Flask) -> dict[str, int]:
    with app.app_context():
        statement = select(Question.text, func.count().label("number")).group_by(Question.text)
        return {row.text: row.number for row in db.session.execute(statement)}


@pytest.mark.databases("sqlite")
def test_every_acknowledged_edit_is_there_and_streams_go_on(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    database_url: str,
    settings: Settings,
    tmp_path: Path,
) -> None:
    port = free_port()
    environment = environment_of(database_url, tmp_path / "data", **environment_like(settings))
    anna = visitor(cast.anna)
    form = anna.visit(f"/plans/{cast.plan.id}/questions/new").form("question-form")
    cookie = anna.client.get_cookie("session")
    assert cookie is not None
    headers = {
        "Cookie": f"session={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    writing = Writing(port, form.element["action"], headers, form["csrf_token"])
    with ThreadPoolExecutor(WRITERS) as people, listening(app, port) as streams:
        with forked(environment, port=port) as server:
            ear = streams.listen(headers["Cookie"], cast.plan.id)
            ear.hear_until("hello")
            edits = [people.submit(writing.write, number) for number in range(EDITS)]
            assert writing.enough.wait(PATIENCE)
            kill(server)
        heard = {one.data["name"] for one in ear.hear_to_the_end() if one.event == "changed"}
        acknowledged = set(writing.acknowledged)
        known = questions_in_database(app)
        assert acknowledged <= known.keys()
        assert BEFORE <= len(acknowledged) < EDITS
        with forked(environment, port=port):
            again = streams.listen(headers["Cookie"], cast.plan.id, after=ear.last)
            writing.is_up.set()
            for edit in edits:
                edit.result()
            while len(heard) < EDITS:
                heard.add(again.hear_until("changed").data["name"])
            for page in ("", "/history", "/sections?names=questions,tabs", "/changes?after=0"):
                assert get_as(headers, port, f"/plans/{cast.plan.id}{page}") == 200
    assert heard == writing.acknowledged
    assert questions_in_database(app) == dict.fromkeys(writing.acknowledged, 1)


def get_as(headers: dict[str, str], port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status
