"""What happens is sent to whoever wants it and may see it, as Standard Webhooks have it."""

import datetime
import json

import pytest
from flask import Flask
from sqlalchemy import select
from standardwebhooks import Webhook as Verifier

from planner import clock
from planner.actions.people import people
from planner.actions.plan import goals, members
from planner.database import db
from planner.jobs import webhooks as jobs
from planner.models import (
    DeliveryState,
    Goal,
    Member,
    Person,
    Webhook,
    WebhookDelivery,
)
from planner.webhooks import actions, deliveries
from tests.support.stories.cast import Cast
from tests.webhooks.conftest import Make, rename_goal, secret, send, set_goal
from tests.webhooks.receivers import Receiver

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def listed(app: Flask) -> list[WebhookDelivery]:
    with app.app_context():
        return list(db.session.scalars(select(WebhookDelivery).order_by(WebhookDelivery.id)))


def test_what_happens_is_told_signed_over_the_bytes_that_are_sent(
    app: Flask, cast: Cast, make: Make, here: Receiver
) -> None:
    webhook_id = make(here.url("/hook/ä?for=planner"), ["goal.*"])
    goal_id = set_goal(app, cast)
    assert send(app) == 1
    got = here.received[0]
    assert got.head == "POST /hook/%C3%A4?for=planner HTTP/1.1"
    assert got.headers["Content-Type"] == "application/json"
    with app.app_context():
        salt = db.session.get_one(Webhook, webhook_id).signing_salt
        key = db.session.get_one(Goal, goal_id).key
    said = Verifier(secret(app, salt)).verify(got.body, got.headers)
    assert said == json.loads(got.body)
    assert said["type"] == "goal.created"
    assert said["timestamp"].startswith(clock.now().strftime("%Y-%m-%dT"))
    assert said["data"]["customer"] == cast.customer.key
    assert said["data"]["plan"] == "2026-01-01"
    item = said["data"]["item"]
    assert item["title"] == "Mehr Leasing für Übergrößen"
    address = f"/api/v1/customers/{cast.customer.key}/plans/2026-01-01/goals/{key}"
    assert item["url"].endswith(address)
    assert item["version"] == said["data"]["event"]
    assert "für Übergrößen".encode() in got.body, "texts stay as they are"
    [delivery] = listed(app)
    assert (delivery.state, delivery.status, delivery.attempts) == ("delivered", 204, 1)
    assert send(app) == 0, "once"


def test_only_what_is_wanted_is_told(app: Flask, cast: Cast, make: Make, here: Receiver) -> None:
    goal_id = set_goal(app, cast, "before")
    make(here.url(), ["goal.updated", "activity.*"])
    set_goal(app, cast, "beside")
    rename_goal(app, cast, goal_id, "after")
    send(app)
    assert [json.loads(body)["type"] for body in here.bodies] == ["goal.updated"]


def test_who_may_see_nothing_of_it_is_told_nothing(
    app: Flask, cast: Cast, make: Make, here: Receiver
) -> None:
    make(here.url(), owner=cast.fritz)
    make(here.url("/ruth"), owner=cast.jo)
    set_goal(app, cast)
    send(app)
    assert [each.head.split()[1] for each in here.received] == ["/ruth"]
    assert {each.webhook_id for each in listed(app)} == {2}


def test_who_may_see_nothing_any_more_is_told_nothing_of_what_waited(
    app: Flask, cast: Cast, make: Make, here: Receiver
) -> None:
    make(here.url(), owner=cast.jo)
    set_goal(app, cast)
    with app.app_context():
        deliveries.find_new()
        db.session.commit()
        jo = select(Member).where(Member.person_id == cast.jo.id)
        members.leave(db.session.scalars(jo).one(), by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    assert len(listed(app)) == 1
    assert send(app) == 0
    assert here.received == []
    assert listed(app) == []


def test_who_is_locked_out_is_told_nothing(
    app: Flask, cast: Cast, make: Make, here: Receiver
) -> None:
    make(here.url(), owner=cast.tom)
    set_goal(app, cast)
    for is_active in (False, True):
        with app.app_context():
            tom = db.session.get_one(Person, cast.tom.id)
            people.update(tom, {"is_active": is_active}, by=None)
            db.session.commit()
        assert send(app) == 0, "who comes back has to make new ones"


def test_of_what_is_gone_is_told_that_it_is(
    app: Flask, cast: Cast, make: Make, here: Receiver
) -> None:
    make(here.url(), ["goal.deleted"])
    goal_id = set_goal(app, cast)
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        goals.delete(db.session.get_one(Goal, goal_id), by=anna)
        db.session.commit()
    send(app)
    said = json.loads(here.bodies[0])
    assert said["type"] == "goal.deleted"
    assert said["data"]["item"] is None


def test_for_a_day_is_signed_with_the_secret_before_as_well(
    app: Flask, cast: Cast, make: Make, here: Receiver
) -> None:
    webhook_id = make(here.url())
    with app.app_context():
        webhook = db.session.get_one(Webhook, webhook_id)
        before = secret(app, webhook.signing_salt)
        actions.rotate(webhook, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
        after, rotated_at = secret(app, webhook.signing_salt), webhook.rotated_at
    assert before != after
    assert rotated_at is not None
    set_goal(app, cast)
    send(app)
    got = here.received[0]
    for each in (before, after):
        Verifier(each).verify(got.body, got.headers)
    with app.app_context():
        webhook = db.session.get_one(Webhook, webhook_id)
        webhook.rotated_at = rotated_at - datetime.timedelta(hours=24)
        db.session.commit()
    set_goal(app, cast, "Later")
    send(app)
    last = here.received[-1]
    assert len(last.headers["webhook-signature"].split(" ")) == 1
    Verifier(after).verify(last.body, last.headers)


def test_what_was_sent_but_not_noted_is_sent_again_with_the_same_id(
    app: Flask, cast: Cast, make: Make, here: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(here.url())
    set_goal(app, cast)
    with monkeypatch.context() as killed:

        def dies(*_: object) -> None:
            raise SystemExit

        killed.setattr(deliveries, "note_attempts", dies)
        with pytest.raises(SystemExit):
            send(app)
    assert send(app) == 0, "somebody has it"
    later = datetime.timedelta(seconds=61)
    with app.app_context():
        for delivery in db.session.scalars(select(WebhookDelivery)):
            assert delivery.due_at is not None
            delivery.due_at -= later
        db.session.commit()
    assert send(app) == 1
    first, second = here.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert listed(app)[0].state is DeliveryState.DELIVERED


def test_two_processes_send_each_once(app: Flask, cast: Cast, make: Make, here: Receiver) -> None:
    make(here.url())
    for number in range(5):
        set_goal(app, cast, f"Goal {number}")
    settings = app.config["PLANNER"]
    with app.app_context():
        deliveries.find_new()
        db.session.commit()
        begun = [jobs._begin(settings, {}) for _process in range(2)]  # noqa: SLF001 - as two do
    assert [len(each) for each in begun] == [len(listed(app)), 0]
