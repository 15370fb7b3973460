"""Webhooks are made, looked at and ended by who owns them, on the page and by the command line."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.jobs import account_mails
from planner.models import Event, Webhook, WebhookDelivery, WebhookState
from planner.webhooks import actions
from tests.support.fixtures import Visitors
from tests.support.mailbox import mailbox, part
from tests.support.stories.cast import Cast
from tests.webhooks.conftest import Make, send, set_goal
from tests.webhooks.receivers import Receiver

BOTH = pytest.mark.databases("sqlite", "postgresql")


@BOTH
def test_a_secret_is_shown_once_and_nothing_is_sent_after_it_is_revoked(
    app: Flask, cast: Cast, visitor: Visitors, here: Receiver
) -> None:
    anna = visitor(cast.anna)
    form = anna.visit("/settings").click("Your webhooks").form("webhook-form")
    page = form.fill(url=here.url("/secret-path"), types="goal.*, activity.claimed").submit()
    assert page.status == 200
    secret = page.element("secret")["value"]
    assert secret.startswith("whsec_")
    assert secret not in anna.visit("/webhooks").html
    assert "goal.*, activity.claimed" in anna.visit("/webhooks").element("webhook-1").text
    with app.app_context():
        [made] = db.session.scalars(select(Event).where(Event.subject == "webhooks"))
        assert made.type == "webhook.created"
        types = ["goal.*", "activity.claimed"]
        assert made.changes == {"url": [None, "127.0.0.1"], "types": [None, types]}
        stored = db.session.scalars(select(Webhook)).one()
        assert secret.removeprefix("whsec_") not in (stored.signing_salt, stored.url)
    set_goal(app, cast)
    send(app)
    show = anna.visit("/webhooks/1")
    assert "Received" in show.element("webhook-delivery-1").text
    gone = anna.visit("/webhooks").press("Revoke: 127.0.0.1").follow()
    assert "The webhook is revoked." in gone.text
    set_goal(app, cast, "Another")
    assert send(app) == 0
    with app.app_context():
        assert db.session.scalars(select(WebhookDelivery)).all() == []


@BOTH
def test_what_was_not_received_is_sent_again_by_a_button(
    app: Flask, cast: Cast, visitor: Visitors, make: Make, here: Receiver
) -> None:
    here.status = 500
    make(here.url(), ["goal.*"])
    set_goal(app, cast)
    send(app)
    page = visitor(cast.anna).visit("/webhooks/1")
    told = page.element("webhook-delivery-1").text
    assert "Waits" in told
    assert "another status than 2xx" in told
    assert "status 500" in told
    assert "not reached since" in page.element("webhook-state").text
    here.status = 204
    number = json.loads(here.bodies[0])["data"]["event"]
    again = page.press(f"Send again: event {number}").follow()
    assert "It is sent again in a moment" in again.text
    assert send(app) == 1
    first, second = here.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    page = visitor(cast.anna).visit("/webhooks/1")
    assert "Received" in page.element("webhook-delivery-1").text
    assert "not reached" not in page.text
    assert "Nothing here" in visitor(cast.anna).visit("/webhooks/1?state=given_up").text


@BOTH
def test_it_is_switched_off_and_on_and_its_secret_rotated(
    app: Flask, cast: Cast, visitor: Visitors, make: Make, here: Receiver
) -> None:
    make(here.url())
    anna = visitor(cast.anna)
    off = anna.visit("/webhooks/1").press("Switch off").follow()
    assert "Switched off by its maker" in off.element("webhook-state").text
    set_goal(app, cast)
    assert send(app) == 0
    on = off.press("Switch on").follow()
    assert "Switched on" in on.element("webhook-state").text
    assert send(app) == 0, "nothing of what happened meanwhile"
    rotated = on.press("Rotate the secret")
    assert rotated.element("secret")["value"].startswith("whsec_")
    assert "signed with the secret before as well" in rotated.element("old-secret").text
    audit = visitor(cast.ada).visit("/audit").text
    for words in ("Webhook made", "Webhook changed", "Secret of a webhook rotated"):
        assert words in audit


def test_what_is_wrong_is_said_at_its_place(cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit("/webhooks").form("webhook-form")
    for typed, types, says in (
        ("", "*", "Fill this in."),
        ("http://8.8.8.8/", "*", "Write an address that begins with https."),
        ("https://10.0.0.1/x", "*", "This address is not public"),
        ("https://example.org", "goals.*", "goals.* is no type of what happens here."),
    ):
        refused = form.fill(url=typed, types=types).submit()
        assert refused.status == 422
        assert says in refused.errors[0]
        assert refused.form("webhook-form")["url"] == typed


def test_nobody_sees_webhooks_of_others(
    app: Flask, cast: Cast, visitor: Visitors, make: Make, here: Receiver
) -> None:
    make(here.url())
    tom = visitor(cast.tom)
    page = tom.visit("/webhooks")
    assert "No webhook yet" in page.text
    assert tom.visit("/webhooks/1").status == 404
    sent = {"csrf_token": [page.token]}
    for method, path in (
        ("DELETE", ""),
        ("POST", "/rotation"),
        ("POST", "/pause"),
        ("DELETE", "/pause"),
        ("POST", "/deliveries/1/retry"),
    ):
        assert tom.send(method, f"/webhooks/1{path}", sent, came_from=page).status == 404


def test_many_deliveries_are_turned_over(
    app: Flask, cast: Cast, visitor: Visitors, make: Make, here: Receiver
) -> None:
    make(here.url(), ["goal.created"])
    for number in range(103):
        set_goal(app, cast, f"Goal {number}")
    while send(app):
        pass
    page = visitor(cast.anna).visit("/webhooks/1")
    assert page.html.count('id="webhook-delivery-') == 100
    older = page.click("Older ones")
    assert older.html.count('id="webhook-delivery-') == 3
    assert "Older ones" not in older.text


def test_there_are_not_too_many(app: Flask, cast: Cast, visitor: Visitors, make: Make) -> None:
    for number in range(actions.MOST_WEBHOOKS):
        make(f"https://example.org/{number}")
    form = visitor(cast.anna).visit("/webhooks").form("webhook-form")
    assert "Revoke one first." in form.fill(url="https://example.org/").submit().text


def test_the_mail_after_five_days_says_where_to_look(app: Flask, cast: Cast, make: Make) -> None:
    webhook_id = make("https://example.org/")
    with mailbox() as box, app.app_context():
        settings = replace(
            app.config["PLANNER"], mail=box.settings(), public_url="https://planner.example.org"
        )
        app.config["PLANNER"] = settings
        webhook = db.session.get_one(Webhook, webhook_id)
        actions.switch_off(webhook, WebhookState.FAILING, by=None)
        db.session.commit()
        account_mails.send_waiting()
        [mail] = box.arrived()
        assert mail["Subject"] == "One of your webhooks was switched off"
        assert "Your webhooks" in part(mail, "plain")


def test_webhooks_by_the_command_line(app: Flask, cast: Cast, here: Receiver, make: Make) -> None:
    runner = app.test_cli_runner()
    add = ["webhooks", "add", here.url(), "--by", cast.anna.key]
    told = ["--type", "goal.*", "--type", "activity.claimed", "--json"]
    made = json.loads(runner.invoke(args=[*add, *told]).stdout)
    assert made["secret"].startswith("whsec_")
    assert (made["person"], made["state"]) == (cast.anna.key, "on")
    assert made["types"] == ["goal.*", "activity.claimed"]
    secret = runner.invoke(args=["webhooks", "add", here.url(), "--by", "anna@example.org"]).stdout
    assert secret.strip().startswith("whsec_")
    listed = json.loads(runner.invoke(args=["webhooks", "list", "--json"]).stdout)["webhooks"]
    assert [each["types"] for each in listed] == [["goal.*", "activity.claimed"], ["*"]]
    assert "secret" not in listed[0]
    assert here.url() in runner.invoke(args=["webhooks", "list"]).stdout
    set_goal(app, cast)
    assert send(app) > 1
    for each in listed:
        assert runner.invoke(args=["webhooks", "revoke", str(each["id"])]).exit_code == 0
        assert runner.invoke(args=["webhooks", "revoke", str(each["id"])]).exit_code == 1
    assert runner.invoke(args=["webhooks", "list"]).stdout == "There is no webhook yet.\n"
    for said, status in (
        ([here.url(), "--by", "nobody"], 1),
        (["ftp://example.org", "--by", cast.anna.key], 1),
        (["http://8.8.8.8/", "--by", cast.anna.key], 1),
        ([here.url(), "--by", cast.anna.key, "--type", "everything"], 1),
        ([here.url()], 2),
    ):
        assert runner.invoke(args=["webhooks", "add", *said]).exit_code == status, said
