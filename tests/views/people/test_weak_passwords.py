"""A password that is easy to guess is refused at its field, and the account says what happened."""

from dataclasses import replace
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.people import passwords, weak_passwords
from planner.config import Mail
from planner.database import db
from planner.jobs import background, mail
from planner.models import Event, Person
from tests.support.fixtures import Visitors
from tests.support.stories.cast import PASSWORD, Cast

pytestmark = pytest.mark.databases("sqlite")

WEAK = (
    *("1234567890", "aaaaaaaaaa", "QWERTYUIOP", "abcdefghijkl", "9876543210", "password123"),
    *("anna@example.org", "AnnaBerg2026", "anna.berg.1", "1212121212", "1234512345", "abcdeabcde"),
    *("Passwort2026!", "Sommer2026", "Willkommen1", "!!Fußball11", "asdfghjklö", "2026qwertz!"),
)


@pytest.mark.parametrize("weak", WEAK)
def test_what_is_easy_to_guess_is_refused_at_the_field(
    cast: Cast, visitor: Visitors, weak: str
) -> None:
    form = visitor(cast.anna).visit("/settings").form("/settings")
    page = form.fill(password_now=PASSWORD, password=weak, password_again=weak).submit()
    assert page.status == 422
    assert len(page.errors) == 1


@pytest.mark.parametrize("good", [PASSWORD, "Annaberg liegt im Erzgebirge", "k7#pQz!m2Lw9"])
def test_what_is_hard_to_guess_is_taken(app: Flask, cast: Cast, good: str) -> None:
    with app.app_context():
        assert weak_passwords.objection(db.session.get_one(Person, cast.anna.id), good) is None


def test_a_link_and_its_use_stand_in_the_audit_and_are_told(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.ada).visit(f"/people/{cast.anna.id}")
    address = page.press("Make a link to set a password").element("password-link-address")["value"]
    form = visitor().visit("/password/" + address.rpartition("/")[2]).forms[0]
    new = "Ein neues Wort am Morgen"
    assert form.fill(password=new, password_again=new).submit().status == 303
    with app.app_context():
        found = select(Event.type, Event.actor_id).where(Event.type.like("person.link%"))
        assert db.session.execute(found.order_by(Event.id)).all() == [
            ("person.link_made", cast.ada.id),
            ("person.link_used", cast.anna.id),
        ]
        assert passwords.matches(db.session.get_one(Person, cast.anna.id), new)
    audit = visitor(cast.otto).visit("/audit").text
    assert "Link to set a password made" in audit
    assert "Password set by a link" in audit
    sign_in = visitor().visit("/sign-in").form("/sign-in")
    page = sign_in.fill(email="anna@example.org", password=new).submit().follow()
    account = page.visitor.visit("/notifications").element("account").text
    assert "Link to set a password made Ada Admin" in account


def test_of_another_address_the_old_one_is_told_and_the_account_says_so(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else whoever may change it takes an account over by a link that nobody else hears of."""
    sent: list[EmailMessage] = []
    way = Mail(host="localhost", port=25, sender="planner@example.org")
    monkeypatch.setitem(app.config, "PLANNER", replace(app.config["PLANNER"], mail=way))
    monkeypatch.setattr(mail, "send", lambda _way, message: sent.append(message))
    form = visitor(cast.ada).visit(f"/people/{cast.anna.id}").form(f"/people/{cast.anna.id}")
    assert form.fill(unit="Sales").submit().status == 303
    assert form.fill(unit="Sales", email="mallory@example.org").submit().status == 303
    background.wait()
    assert [message["To"] for message in sent] == ["anna@example.org"]
    account = visitor(cast.anna).visit("/notifications").element("account").text
    assert account.count("E-mail address changed Ada Admin") == 1
