"""Asking for a link because the password is forgotten: by mail, or from an administrator."""

import datetime
import ssl
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, update

from planner import clock, places
from planner.config import Mail, Settings
from planner.database import db
from planner.jobs import password_mails
from planner.models import PasswordLink, Person
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.mailbox import SECRET, USER, Mailbox, mailbox, part
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

CERTIFICATE = places.PACKAGE.parent / "tests" / "support" / "mail_server.pem"
ADDRESS = "https://planner.example.org"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, box: Mailbox) -> Settings:
    return replace(settings, mail=box.settings(), public_url=ADDRESS)


def ask(visitor: Visitor, email: str, link: str = "Forgotten password?") -> Page:
    page = visitor.visit("/sign-in").click(link)
    return page.form("/password").fill(email=email).submit()


def test_the_link_comes_by_mail_and_works(cast: Cast, visitor: Visitors, box: Mailbox) -> None:
    page = ask(visitor(), "ANNA@example.org")
    assert page.heading == "Look into your mail"
    [message] = box.arrived()
    assert message["To"] == "anna@example.org"
    assert message["From"] == "Planner <planner@example.org>"
    assert message["Subject"] == "Set your password for the joint account planner"
    text, html = part(message, "plain"), part(message, "html")
    link = next(line for line in text.splitlines() if line.startswith(ADDRESS))
    assert f'<a href="{link}">' in html
    assert "Hello Anna Berg," in text
    assert visitor().visit(link.removeprefix(ADDRESS)).heading == "Set your password"


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    cast: Cast, visitor: Visitors, box: Mailbox
) -> None:
    known, unknown = ask(visitor(), "anna@example.org"), ask(visitor(), "nobody@example.org")
    assert known.status == unknown.status
    assert known.text == unknown.text.replace("nobody@example.org", "anna@example.org")
    assert [message["To"] for message in box.arrived()] == ["anna@example.org"]


def test_somebody_who_is_switched_off_gets_no_mail(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox
) -> None:
    with app.app_context():
        db.session.execute(update(Person).values(is_active=False))
        db.session.commit()
    ask(visitor(), "anna@example.org")
    assert box.arrived() == []


def test_asking_twice_in_a_row_sends_one_mail(cast: Cast, visitor: Visitors, box: Mailbox) -> None:
    for _time in range(2):
        assert ask(visitor(), "anna@example.org").heading == "Look into your mail"
    assert len(box.arrived()) == 1


def test_an_empty_address_is_asked_for(cast: Cast, visitor: Visitors) -> None:
    page = ask(visitor(), "")
    assert page.status == 422
    assert page.errors == ["Fill this in."]


def test_nobody_makes_the_mail_lead_to_another_host(
    cast: Cast, visitor: Visitors, box: Mailbox
) -> None:
    somebody = visitor()
    form = somebody.visit("/password").form("/password").fill(email="anna@example.org")
    somebody.client.post(
        "/password",
        data={"email": "anna@example.org", "csrf_token": form["csrf_token"]},
        headers={"Host": "localhost", "X-Forwarded-Host": "evil.example"},
    )
    [message] = box.arrived()
    assert "evil.example" not in message.as_string()
    assert ADDRESS in part(message, "plain")


def test_the_mail_is_in_the_language_of_whoever_gets_it(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox
) -> None:
    with app.app_context():
        db.session.execute(update(Person).where(Person.id == cast.anna.id).values(language="de"))
        db.session.commit()
    ask(visitor(language="en"), "anna@example.org")
    ask(visitor(language="de"), "tom@example.org", "Passwort vergessen?")
    assert ['<html lang="de">' in part(message, "html") for message in box.arrived()] == [
        True,
        True,
    ]


def test_a_name_with_markup_stays_text(
    app: Flask, cast: Cast, visitor: Visitors, box: Mailbox
) -> None:
    with app.app_context():
        db.session.execute(
            update(Person).where(Person.id == cast.anna.id).values(name="<b>Anna</b> O'Berg")
        )
        db.session.commit()
    ask(visitor(), "anna@example.org")
    [message] = box.arrived()
    assert "Hello <b>Anna</b> O'Berg," in part(message, "plain")
    assert "Hello &lt;b&gt;Anna&lt;/b&gt; O&#39;Berg," in part(message, "html")


class TestWithoutMail:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, mail=None)

    def test_the_page_says_whom_to_ask(self, cast: Cast, visitor: Visitors, app: Flask) -> None:
        page = visitor().visit("/password")
        assert "Ask an administrator for a link" in page.text
        assert not page.offers("Send me a link")


class TestWhenTheMailServerIsDown:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, mail=Mail("127.0.0.1", 9, "planner@example.org"))

    def test_the_answer_is_the_same_and_asking_later_works(
        self, cast: Cast, visitor: Visitors, app: Flask, box: Mailbox
    ) -> None:
        assert ask(visitor(), "anna@example.org").heading == "Look into your mail"
        assert box.arrived() == []
        with app.app_context():
            assert db.session.scalar(select(PasswordLink.person_id)) == cast.anna.id


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize("asks", ["the person", "an administrator"])
def test_a_link_waits_in_the_outbox_until_the_mail_server_is_there_again(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    box: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    asks: str,
) -> None:
    working: Settings = app.config["PLANNER"]
    away = replace(working, mail=Mail("127.0.0.1", 9, "planner@example.org"), language="de")
    monkeypatch.setitem(app.config, "PLANNER", away)
    if asks == "the person":
        assert ask(visitor(), "anna@example.org").heading == "Look into your mail"
    else:
        page = visitor(cast.ada).visit(f"/people/{cast.anna.id}")
        shown = page.press("Make a link to set a password").element("password-link-address")
    assert box.arrived() == []
    monkeypatch.setitem(app.config, "PLANNER", replace(working, language="de"))
    turn(app)
    assert box.arrived() == [], "not at once again"
    with clock.at(TODAY + datetime.timedelta(days=1)):
        turn(app)
        turn(app)
        [message] = box.arrived()
        link = next(x for x in part(message, "plain").splitlines() if x.startswith(ADDRESS))
        assert visitor().visit(link.removeprefix(ADDRESS)).heading == "Set your password"
    if asks == "an administrator":
        assert link == shown["value"]
        assert "Guten Tag Anna Berg," in part(message, "plain"), "as the organisation speaks"
    with app.app_context():
        [kept] = db.session.scalars(select(PasswordLink))
        assert (kept.mail_seed, kept.mail_due_at) == (None, None)


@pytest.mark.databases("sqlite")
def test_what_waits_cannot_be_used_by_who_reads_the_database_and_goes_when_it_is_not_needed(
    app: Flask, cast: Cast, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        token = password_mails.make_link(db.session.get_one(Person, cast.anna.id), by=None)
        db.session.commit()
        [kept] = db.session.execute(select(PasswordLink.__table__)).mappings()
        assert token not in str(dict(kept))
    monkeypatch.setitem(app.config, "SECRET_KEY", "another one")
    turn(app)
    assert box.arrived() == [], "with another secret it is another link"


def turn(app: Flask) -> None:
    """The clock has come round once more."""
    with app.app_context():
        password_mails.send_waiting()


class TestWithEncryption:
    """A server that takes nothing unencrypted, and wants to know who sends."""

    @pytest.fixture
    def box(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(CERTIFICATE)
        with mailbox(tls) as running:
            yield running

    @pytest.fixture
    def settings(self, settings: Settings, box: Mailbox) -> Settings:
        return replace(settings, mail=box.settings(USER, SECRET))

    def test_mail_is_sent_encrypted(self, cast: Cast, visitor: Visitors, box: Mailbox) -> None:
        ask(visitor(), "anna@example.org")
        assert len(box.arrived()) == 1

    def test_a_server_that_nobody_vouches_for_gets_nothing(
        self, cast: Cast, visitor: Visitors, box: Mailbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SSL_CERT_FILE")
        ask(visitor(), "anna@example.org")
        assert box.arrived() == []


class TestWithAPasswordButWithoutEncryption:
    @pytest.fixture
    def settings(self, settings: Settings, box: Mailbox) -> Settings:
        return replace(settings, mail=box.settings(USER, SECRET))

    def test_the_password_of_the_mail_server_is_not_sent(
        self, cast: Cast, visitor: Visitors, box: Mailbox
    ) -> None:
        ask(visitor(), "anna@example.org")
        assert box.arrived() == []
