"""What a mail server is handed: headers hold what they are given, byte by byte."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from email.header import decode_header, make_header

import pytest
from flask import Flask

from planner import clock, email_addresses
from planner.actions.plan import comments
from planner.config import Settings
from planner.database import db
from planner.jobs import letters, mail, outbox
from planner.models import Customer, Notification, Person, Plan
from planner.models.kinds import OF_RATINGS
from tests.support.mailbox import Mailbox, mailbox
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY
from tests.support.stories.weeks import lose, turn

ADDRESS = "https://planner.example.org"
MONDAY = datetime.date(2026, 6, 15)
BODY = "=?utf-8?q?Hi=0AContent-Type:_text/html=0A=0A<b>paid</b>?="
BLIND = "=?utf-8?q?=0D=0ABcc:_evil@example.org?="
SUBJECTS = [
    BODY,
    BLIND,
    f"Müller {BLIND}",
    "Two\r\nBcc: evil@example.org",
    "Next line\x85and\u2028another\x0bone",
    "Ärger über Größe 株式会社 🎯 " * 8,
    "plain " * 19,
    "x" * 1200,
]


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, box: Mailbox) -> Settings:
    return replace(settings, mail=box.settings(), public_url=ADDRESS)


def head(raw: bytes) -> list[tuple[str, str]]:
    """The headers as the simplest of mail programs reads them: unfolded, nothing decoded."""
    lines, _blank, _body = raw.decode("ascii").partition("\r\n\r\n")
    unfolded = re.sub(r"\r\n[ \t]", " ", lines)
    return [(name, value) for name, _, value in (x.partition(": ") for x in unfolded.split("\r\n"))]


def test_every_subject_is_literal_text_and_adds_no_header(box: Mailbox) -> None:
    way = box.settings()
    for subject in SUBJECTS:
        made = mail.compose(way, to="anna@example.org", subject=subject, text="Text", html="<p>")
        mail.send(way, made)
    names = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
    for subject, (to, raw) in zip(SUBJECTS, box.raw(), strict=True):
        assert to == ["anna@example.org"]
        assert [name for name, _value in head(raw)][:6] == names, subject
        assert {"Bcc", "bcc"}.isdisjoint(name for name, _value in head(raw))
        encoded = dict(head(raw))["Subject"]
        assert str(make_header(decode_header(encoded))) == " ".join(subject.split()), subject
        assert dict(head(raw))["Content-Type"].startswith("multipart/alternative")
        assert max(len(line) for line in raw.split(b"\r\n")) < 998


def test_an_address_that_looks_encoded_stays_an_address(box: Mailbox) -> None:
    way = replace(box.settings(), sender="Bank für Größe <planner@example.org>")
    odd = "=?utf-8?q?x=0ABcc=3A_evil?=@example.org"
    for to in (odd, "anna@bücher-müller.example"):
        mail.send(way, mail.compose(way, to=to, subject="Hi", text="Text", html="<p>"))
    # aiosmtpd decodes the first one itself, where it is said whom the mail is for.
    (_to, raw), ([second], other) = box.raw()
    assert dict(head(raw))["To"] == odd
    assert not email_addresses.is_valid(odd)
    assert second == dict(head(other))["To"] == "anna@xn--bcher-mller-thbg.example"
    sender = dict(head(raw))["From"]
    assert sender.endswith(" <planner@example.org>")
    assert str(make_header(decode_header(sender))) == "Bank für Größe <planner@example.org>"


def named(app: Flask, cast: Cast, person: Person, text: str) -> None:
    """Jo names somebody in a comment on the plan itself."""
    with app.app_context():
        jo = db.session.get_one(Person, cast.jo.id)
        comments.create(db.session.get_one(Plan, cast.plan.id), text, by=jo)
        db.session.query(Notification).filter(Notification.kind.in_(OF_RATINGS)).delete()
        db.session.commit()


def rename(app: Flask, cast: Cast, name: str) -> None:
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).name = name
        db.session.commit()


def send(app: Flask) -> int:
    with app.app_context():
        return outbox.send_due_mails()


def test_the_way_to_get_no_more_is_read_by_every_mail_program(
    app: Flask, cast: Cast, box: Mailbox
) -> None:
    named(app, cast, cast.anna, "@Anna Berg look")
    assert send(app) == 1
    with app.app_context():
        db.session.query(Notification).delete()
        db.session.commit()
    lose(app, cast, "Frame contract", MONDAY - datetime.timedelta(days=3))
    turn(app, box, MONDAY)
    raw = [content for _to, content in box.raw()]
    assert len(raw) >= 2
    for content in raw:
        link = re.compile(
            rb"^List-Unsubscribe: <https://planner\.example\.org/[\w./~-]+>\r$", re.MULTILINE
        )
        assert link.search(content), content
        assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in content


def test_a_customers_name_ends_no_headers_and_stands_once_in_the_subject(
    app: Flask, cast: Cast, box: Mailbox
) -> None:
    for name in (BODY, BLIND, "Eisenwerk Brühl AG", "E"):
        rename(app, cast, name)
        named(app, cast, cast.anna, "@Anna Berg an example")
        send(app)
    subjects = [dict(head(raw))["Subject"] for _to, raw in box.raw()]
    said = [str(make_header(decode_header(subject))) for subject in subjects]
    assert [
        subject.count(name)
        for subject, name in zip(said, (BODY, BLIND, "Eisenwerk Brühl AG", "E:"), strict=True)
    ] == [1, 1, 1, 1]
    assert all("Bcc" not in dict(head(raw)) for _to, raw in box.raw())


def test_a_letter_that_cannot_be_written_or_is_refused_keeps_back_no_other(
    app: Flask, cast: Cast, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compose(*arguments: object) -> object:
        if "Anna" in str(arguments[2].name):  # type: ignore[attr-defined]  # the person
            raise ValueError("A header may not be like this.")
        return written(*arguments)  # type: ignore[arg-type]  # as it came

    written = letters.compose_letter
    box.refused = "To: tom@example.org"
    named(app, cast, cast.anna, "@Anna Berg @Tom Ahrens @Dr. Ruth Falk look")
    with monkeypatch.context() as broken:
        broken.setattr(letters, "compose_letter", compose)
        send(app)
    assert [to for to, _raw in box.raw()] == [["ruth@example.org"]]
    box.refused = None
    with clock.at(DAY + datetime.timedelta(days=1), datetime.time(23, 0)):
        send(app)
    assert sorted(to for [to], _raw in box.raw()[1:]) == ["anna@example.org", "tom@example.org"]
