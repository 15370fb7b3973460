"""What people are told by mail about their accounts, and what ends with an address."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.people import passwords
from planner.config import Mail, Settings
from planner.database import db
from planner.jobs import clearing, scheduler
from planner.models import AccountMail, Person
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.mailbox import Mailbox, mailbox, part
from tests.support.stories.cast import Cast

NEW = "drei neue Wörter"
TOMORROW = TODAY + datetime.timedelta(days=1)
ADDRESS_CHANGED = ("anna@example.org", "The address of your account was changed")
PASSWORD_SET = ("anna@example.org", "Your password was set by a link")


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, box: Mailbox) -> Settings:
    return replace(settings, mail=box.settings())


def link_for(app: Flask, person: Person) -> str:
    with app.app_context():
        token = passwords.make_link(person, by=None)
        db.session.commit()
    return f"/password/{token}"


def set_password(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor().visit(link_for(app, cast.anna))
    page.form("form").fill(password=NEW, password_again=NEW).submit()


def change_address(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit(f"/people/{cast.anna.id}")
    page.form(f"/people/{cast.anna.id}").fill(email="anna.berg@example.org").submit()


WAYS = {
    "password": (set_password, PASSWORD_SET),
    "address": (change_address, ADDRESS_CHANGED),
}


def heads(box: Mailbox) -> list[tuple[str, str]]:
    return [(str(one["To"]), str(one["Subject"])) for one in box.arrived()]


@pytest.mark.parametrize("way", WAYS)
def test_person_is_told_at_once_what_happened_to_the_account(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox, way: str
) -> None:
    act, told = WAYS[way]
    act(app, cast, visitor)
    assert heads(box) == [told]
    assert "Hello Anna Berg," in part(box.arrived()[0], "plain")
    with app.app_context():
        assert db.session.scalars(select(AccountMail)).all() == []


@pytest.mark.parametrize("way", WAYS)
def test_what_is_told_of_an_account_waits_until_the_mail_server_is_there_again(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    box: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    act, told = WAYS[way]
    working: Settings = app.config["PLANNER"]
    away = replace(working, mail=Mail("127.0.0.1", 9, "planner@example.org"))
    monkeypatch.setitem(app.config, "PLANNER", away)
    act(app, cast, visitor)
    assert heads(box) == []
    monkeypatch.setitem(app.config, "PLANNER", working)
    with app.app_context(), clock.at(TOMORROW):
        scheduler.do_what_is_due()
        scheduler.do_what_is_due()
    assert heads(box) == [told]


def test_what_could_not_be_sent_for_days_is_forgotten(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.add(
            AccountMail(
                person_id=cast.anna.id,
                news="address_changed",
                address="anna@example.org",
                mail_due_at=clock.now(),
                given_up_at=clock.now() + datetime.timedelta(days=3),
            )
        )
        db.session.commit()
        with clock.at(TODAY + datetime.timedelta(days=2)):
            clearing.clear()
            assert len(db.session.scalars(select(AccountMail)).all()) == 1
        with clock.at(TODAY + datetime.timedelta(days=4)):
            clearing.clear()
            assert db.session.scalars(select(AccountMail)).all() == []


def test_links_that_the_old_address_got_end_with_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    link = link_for(app, cast.anna)
    ada = visitor(cast.ada)
    page = ada.visit(f"/people/{cast.anna.id}")
    page.form(f"/people/{cast.anna.id}").fill(role="specialist").submit()
    assert visitor().visit(link).heading == "Set your password"
    change_address(app, cast, visitor)
    assert "This link does not work any more" in visitor().visit(link).text
