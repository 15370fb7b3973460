"""Calendars are made and revoked by who owns them, and their addresses shown once."""

import json
import logging

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock, logs
from planner.actions.errors import Refused
from planner.actions.people import people
from planner.actions.plan import customer_deletions
from planner.database import db
from planner.feeds import actions
from planner.models import Customer, Event, Feed, FeedLevel, FeedScope, Person
from tests.feeds.subscribers import Subscriber
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

MINE = "What is mine: activities, and my plans and customers"
BOTH = pytest.mark.databases("sqlite", "postgresql")


def path_of(address: str) -> str:
    return "/calendar/" + address.rpartition("/")[2]


@BOTH
def test_an_address_is_shown_once_and_ends_when_it_is_revoked(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, program = visitor(cast.anna), app.test_client(use_cookies=False)
    form = anna.visit("/settings").click("Your days in other calendars").form("feed-form")
    page = form.fill(level="Title and customer").submit()
    assert page.status == 200
    address = page.element("address")["value"]
    assert address.startswith("http://127.0.0.1:8000/calendar/")
    secret = path_of(address).removeprefix("/calendar/").removesuffix(".ics")
    again = anna.visit("/feeds")
    assert secret not in again.html
    assert "not read yet" in again.element("feed-1").text
    assert program.get(path_of(address)).status_code == 200
    assert "last read on" in anna.visit("/feeds").element("feed-1").text
    with app.app_context():
        feed = db.session.scalars(select(Feed)).one()
        assert feed.token_digest != secret
        assert feed.last_used_on == clock.today()
        events = db.session.scalars(select(Event).where(Event.subject == "feeds")).all()
        assert [event.type for event in events] == ["feed.created"]
        assert feed.token_digest not in json.dumps(events[0].changes)
    gone = anna.visit("/feeds").press(f"Revoke: {MINE}").follow()
    assert "The calendar is revoked." in gone.text
    assert program.get(path_of(address)).status_code == 404
    with app.app_context():
        last = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert last is not None
        assert (last.type, last.kept) == ("feed.revoked", None)


def test_how_to_subscribe_is_said_for_each_program(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna).visit("/feeds")
    for name in ("Outlook", "Google Calendar", "Apple Calendar"):
        assert name in page.text


def test_the_calendar_of_a_customer_is_made_with_the_customer(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    form = anna.visit("/feeds").form("feed-form").fill(scope="One customer")
    refused = form.submit()
    assert refused.status == 422
    assert refused.errors == ["Choose a customer for this calendar."]
    page = form.fill(customer="Eisenwerk Brühl AG").submit()
    assert page.status == 200
    assert "Eisenwerk Brühl AG" in page.element("feed-1").text
    assert "Eisenwerk" in visitor(cast.tom).visit("/feeds").text
    paul = visitor(cast.paul)
    plan = paul.visit(f"/plans/{cast.plan.id}")
    chosen = plan.click("Days of this customer in other calendars").form("feed-form")
    assert chosen["customer"] == str(cast.customer.id)
    assert chosen.submit().status == 200
    stranger = visitor(cast.fritz).visit(f"/feeds?customer={cast.customer.key}")
    assert "Eisenwerk" not in stranger.html


def test_only_who_leads_a_team_has_its_calendar(app: Flask, cast: Cast, visitor: Visitors) -> None:
    assert "My team" not in visitor(cast.anna).visit("/feeds").text
    assert "My team" in visitor(cast.paul).visit("/feeds").text
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        with pytest.raises(Refused):
            actions.make(anna, FeedScope.TEAM, FeedLevel.FULL, by=anna)


def test_nobody_sees_or_revokes_calendars_of_others(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    feed_id = Subscriber(app, cast.anna).feed_id
    tom = visitor(cast.tom)
    page = tom.visit("/feeds")
    assert "No calendar yet" in page.text
    sent = {"csrf_token": [page.token]}
    assert tom.send("DELETE", f"/feeds/{feed_id}", sent, came_from=page).status == 404


@BOTH
def test_a_calendar_ends_with_the_account(app: Flask, cast: Cast) -> None:
    subscriber = Subscriber(app, cast.tom)
    assert subscriber.get().status_code == 200
    for is_active in (False, True):
        with app.app_context():
            tom = db.session.get_one(Person, cast.tom.id)
            people.update(tom, {"is_active": is_active}, by=None)
            db.session.commit()
        assert subscriber.get().status_code == 404, "who comes back has to make new ones"


@BOTH
def test_a_calendar_of_a_customer_that_is_gone_is_empty(app: Flask, cast: Cast) -> None:
    subscriber = Subscriber(app, cast.anna, FeedScope.CUSTOMER, customer=cast.customer)
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        customer_deletions.delete(db.session.get_one(Customer, cast.customer.id), by=anna)
        db.session.commit()
    assert subscriber.events() == {}


def test_cookies_count_for_nothing(app: Flask, cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    assert anna.client.get("/calendar/unknown.ics").status_code == 404
    answer = anna.client.get(Subscriber(app, cast.tom).address)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_a_log_does_not_hold_the_address(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure_logs()
    logging.getLogger("flask").error("Exception on /calendar/AbC-123_x.ics [GET]")
    written = capsys.readouterr().err
    assert "Exception on /calendar/….ics [GET]" in written
    assert "AbC-123_x" not in written


def test_calendars_by_the_command_line(app: Flask, cast: Cast) -> None:
    runner = app.test_cli_runner()
    made = json.loads(runner.invoke(args=["feeds", "add", cast.anna.key, "--json"]).stdout)
    assert (made["person"], made["of"], made["level"]) == (cast.anna.key, "mine", "discreet")
    program = app.test_client(use_cookies=False)
    assert program.get(path_of(made["address"])).status_code == 200
    of = f"customer:{cast.customer.key}"
    add = ["feeds", "add", "anna@example.org", "--of", of, "--level", "full"]
    address = runner.invoke(args=add).stdout.strip()
    assert program.get(path_of(address)).status_code == 200
    listed = json.loads(runner.invoke(args=["feeds", "list", "--json"]).stdout)["feeds"]
    assert [each["of"] for each in listed] == ["mine", of]
    assert "address" not in listed[0]
    assert of in runner.invoke(args=["feeds", "list"]).stdout
    for each in listed:
        assert runner.invoke(args=["feeds", "revoke", str(each["id"])]).exit_code == 0
        assert runner.invoke(args=["feeds", "revoke", str(each["id"])]).exit_code == 1
    assert program.get(path_of(address)).status_code == 404
    assert runner.invoke(args=["feeds", "list"]).stdout == "There is no calendar yet.\n"
    for said, status in (
        (["nobody"], 1),
        ([cast.anna.key, "--of", "team"], 1),
        ([cast.fritz.key, "--of", of], 1),
        ([cast.anna.key, "--of", "everything"], 2),
        ([cast.anna.key, "--level", "loud"], 2),
    ):
        assert runner.invoke(args=["feeds", "add", *said]).exit_code == status, said
