"""Programs make webhooks of their own, look at what was sent, and have it sent again."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from standardwebhooks import Webhook as Verifier

from planner import clock
from planner.database import db
from planner.models import ApiAnswer, DeliveryState, TokenScope, WebhookDelivery
from tests.api.programs import Program
from tests.support.stories.cast import Cast
from tests.webhooks.conftest import allow, send, set_goal
from tests.webhooks.receivers import Receiver, receiver

BOTH = pytest.mark.databases("sqlite", "postgresql")
ADDRESS = "https://example.org/hook"


@pytest.fixture
def program(app: Flask, cast: Cast) -> Program:
    return Program(app, cast.anna, TokenScope.WRITE)


def made(program: Program, **said: Any) -> Any:
    answer = program.send("POST", "/webhooks", {"url": ADDRESS, **said})
    assert answer.status_code == 201, answer.text
    return answer


@BOTH
def test_one_is_made_changed_and_deleted(program: Program) -> None:
    answer = made(program, types=["activity.claimed", "goal.*"])
    document = answer.get_json()
    assert document.pop("secret").startswith("whsec_")
    address = answer.headers["Location"]
    read = program.get(address)
    assert read.get_json() == document
    assert document["types"] == ["activity.claimed", "goal.*"]
    assert program.get(address, If_None_Match=read.headers["ETag"]).status_code == 304
    assert program.items("/webhooks") == [document]
    assert program.send("PATCH", address, {"types": ["*"]}).status_code == 428
    tag = read.headers["ETag"]
    changed = program.send("PATCH", address, {"types": ["*"]}, If_Match=tag)
    assert changed.get_json()["types"] == ["*"]
    assert changed.headers["ETag"] != tag
    stale = program.send("PATCH", address, {"types": ["goal.*"]}, If_Match=tag)
    assert stale.status_code == 412
    assert stale.get_json()["conflicts"] == {"types": {"yours": ["goal.*"], "theirs": ["*"]}}
    merged = program.send("PATCH", address, {"state": "paused"}, If_Match=tag)
    assert (merged.get_json()["state"], merged.get_json()["types"]) == ("paused", ["*"])
    assert program.send("DELETE", address, If_Match=tag).status_code == 412
    assert program.send("DELETE", address, If_Match="*").status_code == 204
    assert program.get(address).status_code == 404


@BOTH
def test_deliveries_are_read_and_retried(
    app: Flask, cast: Cast, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(app, monkeypatch, "127.0.0.1")
    with receiver() as there:
        there.status = 500
        made_one = made(program, url=there.url(), types=["goal.*"]).get_json()
        below = f"/webhooks/{made_one['id']}"
        for number in range(3):
            set_goal(app, cast, f"Goal {number}")
        send(app)
        assert len(program.items(f"{below}/deliveries?limit=1&state=waiting")) >= 3
        first = program.items(f"{below}/deliveries")[-1]
        assert (first["type"], first["status"], first["trouble"]) == ("goal.created", 500, "status")
        there.status = 204
        again = program.send("POST", f"{below}/deliveries/{first['id']}/retry")
        assert again.status_code == 200, again.text
        assert again.get_json()["state"] == "waiting"
        assert send(app) == 1
        _check_rotation(program, below, made_one["secret"], there, app, cast)
    assert program.items(f"{below}/deliveries?state=delivered")[-1]["id"] == first["id"]


def _check_rotation(
    program: Program, below: str, before: str, there: Receiver, app: Flask, cast: Cast
) -> None:
    rotated = program.send("POST", f"{below}/rotation").get_json()
    assert rotated["secret"] != before
    set_goal(app, cast, "After it")
    send(app)
    got = there.received[-1]
    for secret in (before, rotated["secret"]):
        Verifier(secret).verify(got.body, got.headers)


@BOTH
def test_sent_again_the_secret_is_not_told_again(app: Flask, program: Program) -> None:
    key = {"Idempotency_Key": "one"}
    first = program.send("POST", "/webhooks", {"url": ADDRESS}, **key)
    second = program.send("POST", "/webhooks", {"url": ADDRESS}, **key)
    assert second.headers["Idempotency-Replayed"] == "true"
    told = first.get_json()
    secret = told.pop("secret")
    assert second.get_json() == told
    with app.app_context():
        assert secret not in db.session.scalars(select(ApiAnswer)).one().body


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({}, "/url"),
        ({"url": 7}, "/url"),
        ({"url": "http://example.org"}, "/url"),
        ({"url": "https://192.168.0.1/"}, "/url"),
        ({"url": ADDRESS, "types": "goal.*"}, "/types"),
        ({"url": ADDRESS, "types": [7]}, "/types"),
        ({"url": ADDRESS, "types": ["goals.*"]}, "/types"),
        ({"url": ADDRESS, "secret": "mine"}, "/secret"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    program: Program, sent: dict[str, Any], pointer: str
) -> None:
    answer = program.send("POST", "/webhooks", sent)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.get_json()["errors"]] == [pointer]


def test_only_ones_own_are_there(app: Flask, cast: Cast, program: Program) -> None:
    below = f"/webhooks/{made(program).get_json()['id']}"
    with app.app_context():
        wanted = {"webhook_id": 1, "event_id": 1, "type": "goal.created"}
        db.session.add(
            WebhookDelivery(**wanted, state=DeliveryState.GIVEN_UP, found_at=clock.now())
        )
        db.session.commit()
    other = Program(app, cast.ada, TokenScope.ADMIN)
    assert other.items("/webhooks") == []
    for method, path in (
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("GET", "/deliveries"),
        ("POST", "/deliveries/1/retry"),
        ("POST", "/rotation"),
    ):
        answer = other.send(
            method, f"{below}{path}", {} if method == "PATCH" else None, If_Match="*"
        )
        assert answer.status_code == 404, (method, path)
    reader = Program(app, cast.anna, TokenScope.READ)
    assert reader.send("POST", "/webhooks", {"url": ADDRESS}).status_code == 403
    assert "secret" not in reader.get(below).get_json()
