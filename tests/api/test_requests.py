"""What people ask of a plan: programs ask, answer and withdraw it as the pages do."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Activity, Event, TokenScope
from tests.access.relations import OPEN, surround
from tests.api.programs import Program
from tests.api.test_reading import plan_address
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


class Asked:
    """Programs of people around one plan, and where its requests are."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app = app
        self.scene, self.people = surround(app, cast)
        self.address = f"{plan_address(app)}/requests"

    def by(self, who: str) -> Program:
        return Program(self.app, self.people[who], TokenScope.WRITE)

    def withdrawn(self, who: str) -> Program:
        """Somebody's program, once what they had asked for is taken back."""
        program = self.by(who)
        for item in self.by("anna").items(self.address):
            if item["person"] == who and item["status"] == "pending":
                assert program.send("DELETE", item["url"], If_Match="*").status_code == 204
        return program

    def last_event(self) -> str:
        with self.app.app_context():
            found = db.session.scalars(select(Event.type).order_by(Event.id.desc())).first()
            return str(found)


@pytest.fixture
def asked(app: Flask, cast: Cast) -> Asked:
    return Asked(app, cast)


def pointers(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.text
    return [each["pointer"] for each in answer.get_json()["errors"]]


@pytest.mark.databases("sqlite", "postgresql")
def test_who_is_let_in_by_a_program_is_on_the_plan(asked: Asked, visitor: Visitors) -> None:
    mira = asked.withdrawn("mira")
    made = mira.send("POST", asked.address, {"kind": "join", "reason": "I know leasing"})
    assert made.status_code == 201, made.text
    item = made.get_json()
    assert (item["person"], item["status"], item["reason"]) == ("mira", "pending", "I know leasing")
    assert mira.get(item["url"]).get_json() == item, "also from outside the plan"
    assert mira.get(asked.address).status_code == 404
    assert "I know leasing" in visitor(asked.people["mira"]).visit("/requests").html
    anna = asked.by("anna")
    answer = anna.send("PATCH", item["url"], {"status": "accepted"}, If_Match=made.headers["ETag"])
    assert answer.status_code == 200, answer.text
    assert answer.get_json()["status"] == "accepted"
    assert mira.get(asked.address).status_code == 200
    again = anna.send("PATCH", item["url"], {"status": "declined", "reason": "x"}, If_Match="*")
    assert again.status_code == 409


@pytest.mark.databases("sqlite", "postgresql")
def test_the_same_request_twice_is_one_and_is_answered_again(asked: Asked) -> None:
    mira = asked.withdrawn("mira")
    sent = ("POST", asked.address, {"kind": "join"})
    first = mira.send(*sent, Idempotency_Key="one")
    assert first.status_code == 201
    again = mira.send(*sent, Idempotency_Key="one")
    assert (again.data, again.headers["Idempotency-Replayed"]) == (first.data, "true")
    assert mira.send(*sent).status_code == 409


def test_who_declines_says_why_and_nobody_answers_the_own(asked: Asked) -> None:
    made = asked.withdrawn("mira").send("POST", asked.address, {"kind": "join"}).get_json()
    anna = asked.by("anna")
    for patch, wrong in (
        ({"status": "declined"}, ["/reason"]),
        ({"status": "accepted", "reason": "Welcome"}, ["/reason"]),
        ({"status": "later"}, ["/status"]),
        ({"reason": "x"}, ["/status"]),
        ({"kind": "claim"}, ["/kind"]),
        ({"colour": "red"}, ["/colour"]),
        ({"status": "declined", "reason": 5}, ["/reason"]),
    ):
        assert pointers(anna.send("PATCH", made["url"], patch, If_Match="*")) == wrong
    assert anna.send("PATCH", made["url"], {"status": "accepted"}).status_code == 428
    assert anna.send("PATCH", made["url"], dict(made), If_Match="*").get_json() == made
    own = asked.by("mira").send("PATCH", made["url"], {"status": "accepted"}, If_Match="*")
    assert own.status_code == 404
    patch = {"status": "declined", "reason": "Not now"}
    answer = anna.send("PATCH", made["url"], patch, If_Match="*").get_json()
    assert (answer["status"], answer["reason"]) == ("declined", "Not now")
    assert asked.last_event() == "request.declined"


def test_who_has_asked_takes_it_back_and_nobody_else(asked: Asked) -> None:
    mira = asked.withdrawn("mira")
    made = mira.send("POST", asked.address, {"kind": "join"}).get_json()
    for who, status in (("anna", 403), ("otto", 403), ("fritz", 404)):
        assert asked.by(who).send("DELETE", made["url"], If_Match="*").status_code == status, who
    assert mira.send("DELETE", made["url"]).status_code == 428
    assert mira.send("DELETE", made["url"], If_Match=f'"{made["version"]}"').status_code == 204
    assert asked.last_event() == "request.deleted"
    assert mira.get(made["url"]).status_code == 404


def test_a_specialist_on_the_plan_asks_to_be_introduced(asked: Asked) -> None:
    jo = asked.withdrawn("jo")
    made = jo.send("POST", asked.address, {"kind": "introduction"})
    assert made.status_code == 201, made.text
    assert asked.by("tom").send("POST", asked.address, {"kind": "introduction"}).status_code == 403


def test_an_activity_is_asked_for_where_it_has_to_be(asked: Asked) -> None:
    with asked.app.app_context():
        key = db.session.get_one(Activity, asked.scene.activity_ids[OPEN]).key
    mira, sent = asked.withdrawn("mira"), {"kind": "claim", "activity": key}
    assert pointers(mira.send("POST", asked.address, {"kind": "claim"})) == ["/activity"]
    assert pointers(mira.send("POST", asked.address, sent | {"reason": "x"})) == ["/reason"]
    at_once = asked.by("tom").send("POST", asked.address, sent)
    assert (at_once.status_code, "claim" in at_once.get_json()["detail"]) == (409, True)
    made = mira.send("POST", asked.address, sent)
    assert made.status_code == 201, made.text
    assert made.get_json()["activity"] == key


def test_what_is_asked_for_wrongly_is_said_at_its_place(asked: Asked) -> None:
    mira = asked.withdrawn("mira")
    for sent, wrong in (
        ({}, ["/kind"]),
        ({"kind": "more"}, ["/kind"]),
        ({"kind": "join", "activity": "visit"}, ["/activity"]),
        ({"kind": "join", "reason": 5}, ["/reason"]),
        ({"kind": "join", "person": "tom"}, ["/person"]),
    ):
        assert pointers(mira.send("POST", asked.address, sent)) == wrong
    assert (
        mira.send(
            "POST", asked.address.replace("/plans/2", "/plans/1"), {"kind": "join"}
        ).status_code
        == 404
    )
    assert asked.by("fritz").send("POST", asked.address, {"kind": "join"}).status_code == 404
