"""Two servers on one database, twelve people who change all kinds of things at once, and one of the
servers is killed in the middle: nothing that was acknowledged is lost, or there twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from threading import Event, Lock
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select

from planner.config import Settings
from planner.database import db
from planner.models import Activity, Comment, Goal, Question
from tests.support.ears import environment_like, listening
from tests.support.editing import goal
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.production import PATIENCE, Server, environment_of, forked
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.own_database

CHANGES, BEFORE, PEOPLE = 96, 32, 12
KEPT_IN = (Goal.title, Question.text, Comment.text, Activity.title)


@dataclass(frozen=True)
class Kind:
    """A form that is sent again and again, each time with another text in this field."""

    form: Form
    field: str

    def body(self, number: int) -> str:
        entered = {name: self.form[name] for name in self.form.names if self.form[name] != []}
        said = {self.field: text(number), "submission": f"change-{number}"}
        return urlencode({**entered, **said}, doseq=True)


@dataclass
class Storm:
    """What the twelve send, and which of it was acknowledged."""

    servers: list[Server]
    headers: dict[str, str]
    kinds: list[Kind]
    acknowledged: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)
    enough: Event = field(default_factory=Event)

    def change(self, number: int) -> None:
        """One change, sent to the other server when this one gives no answer."""
        kind = self.kinds[number % len(self.kinds)]
        first = number // len(self.kinds) % 2
        for server in cycle([self.servers[first], self.servers[1 - first]]):
            if self._is_acknowledged(server, kind.form.element["action"], kind.body(number)):
                break
        with self.lock:
            self.acknowledged.add(text(number))
            if len(self.acknowledged) == BEFORE:
                self.enough.set()

    def _is_acknowledged(self, server: Server, path: str, body: str) -> bool:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        try:
            connection.request("POST", path, body, self.headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        assert answer.status == 303, (path, answer.status)
        return True


def text(number: int) -> str:
    return f"Change {number:03}"


def kinds_of(anna: Visitor, cast: Cast, goal_id: int) -> list[Kind]:
    plan = f"/plans/{cast.plan.id}"
    return [
        Kind(anna.visit(f"{plan}/goals/new").form("goal-form"), "title"),
        Kind(anna.visit(f"{plan}/questions/new").form("question-form"), "text"),
        Kind(anna.visit(f"/goals/{goal_id}").form("comment-form"), "text"),
        Kind(anna.visit(f"{plan}/activities/new").form("activity-form"), "title"),
    ]


def kept(app: Flask) -> Counter[str]:
    with app.app_context():
        found = [each for column in KEPT_IN for each in db.session.scalars(select(column))]
    return Counter(each for each in found if each.startswith("Change "))


def kill(server: Server) -> None:
    """All of its processes at once, as when its machine loses its power."""
    family = server.workers
    server.process.kill()
    for worker in family:
        worker.kill()
    server.wait()


def test_of_a_storm_on_two_servers_nothing_acknowledged_is_lost_when_one_is_killed(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    database_url: str,
    settings: Settings,
    tmp_path: Path,
) -> None:
    anna, like = visitor(cast.anna), environment_like(settings)
    kinds = kinds_of(anna, cast, goal(app, cast))
    cookie = anna.client.get_cookie("session")
    assert cookie is not None
    headers = {
        "Cookie": f"session={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    environment = environment_of(database_url, tmp_path / "data", **like)
    with (
        forked(environment) as falls,
        forked(environment) as stays,
        listening(app, stays.port) as streams,
    ):
        ear = streams.listen(headers["Cookie"], cast.plan.id)
        ear.hear_until("hello")
        storm = Storm([falls, stays], headers, kinds)
        with ThreadPoolExecutor(PEOPLE) as people:
            changes = [people.submit(storm.change, number) for number in range(CHANGES)]
            assert storm.enough.wait(PATIENCE)
            kill(falls)
            told = set(storm.acknowledged)
            assert told <= kept(app).keys()
            for change in changes:
                change.result()
        heard: set[str] = set()
        # Of a comment is said what it was written on.
        named = {text(n) for n in range(CHANGES) if kinds[n % len(kinds)].field != "text"}
        while not named <= heard:
            heard.add(ear.hear_until("changed").data["name"])
        assert "Traceback" not in stays.output
    assert kept(app) == Counter(text(number) for number in range(CHANGES))
