"""One-time links that set a password."""

import datetime
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import Type
from flask import Flask
from sqlalchemy import select, update

from planner import clock, logs
from planner.actions.people import passwords
from planner.database import db
from planner.models import Event, EventType, PasswordLink, Person
from tests.support import hashes
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import PASSWORD, Cast

NEW = "drei neue Wörter"
GONE = "This link does not work any more"


def link_for(app: Flask, person: Person) -> str:
    """The address of a new one-time link."""
    with app.app_context():
        token = passwords.make_link(person, by=None)
        db.session.commit()
    return f"/password/{token}"


def set_password(page: Page, password: str = NEW, again: str | None = None) -> Page:
    again = password if again is None else again
    return page.form("form").fill(password=password, password_again=again).submit()


def can_sign_in(visitor: Visitor, password: str) -> bool:
    form = visitor.visit("/sign-in").form("/sign-in")
    return form.fill(email="anna@example.org", password=password).submit().status == 303


def test_a_stolen_hash_takes_long_to_guess() -> None:
    """No weaker than OWASP asks of Argon2id: 19 MiB, gone through twice."""
    assert hashes.REAL.type is Type.ID
    assert hashes.REAL.memory_cost >= 19 * 1024
    assert hashes.REAL.time_cost >= 2


def test_a_link_sets_a_password(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor().visit(link_for(app, cast.anna))
    assert page.element("sign-in-name")["value"] == "anna@example.org"
    page = set_password(page)
    assert page.status == 303
    assert can_sign_in(visitor(), NEW)
    assert not can_sign_in(visitor(), PASSWORD)


def test_whoever_sets_a_password_by_a_link_is_in(app: Flask, cast: Cast, visitor: Visitors) -> None:
    anna, before = visitor(), visitor(cast.anna)
    page = set_password(anna.visit(link_for(app, cast.anna))).follow().follow()
    assert "Your password is set, and you are signed in." in page.text
    assert anna.visit("/settings").heading == "Your settings"
    # What was open elsewhere stays closed, as the password was set anew.
    assert before.visit("/customers").location.startswith("/sign-in")


def test_looking_at_a_link_does_not_use_it_up(app: Flask, cast: Cast, visitor: Visitors) -> None:
    address = link_for(app, cast.anna)
    for _time in range(3):
        assert visitor().visit(address).status == 200


def test_a_used_link_says_what_to_do(app: Flask, cast: Cast, visitor: Visitors) -> None:
    address = link_for(app, cast.anna)
    late = visitor().visit(address)
    set_password(visitor().visit(address))
    for page in (visitor().visit(address), set_password(late, "something else")):
        assert page.status == 410
        assert page.heading == GONE
        assert page.click("Get a new link").heading == "Forgotten password"
    assert can_sign_in(visitor(), NEW)


def test_a_newer_link_replaces_an_older_one(app: Flask, cast: Cast, visitor: Visitors) -> None:
    older, newer = link_for(app, cast.anna), link_for(app, cast.anna)
    assert visitor().visit(older).status == 410
    assert visitor().visit(newer).status == 200


def test_a_link_is_too_old_after_three_days(app: Flask, cast: Cast, visitor: Visitors) -> None:
    address = link_for(app, cast.anna)
    with app.app_context():
        expires_at = db.session.scalars(select(PasswordLink.expires_at)).one()
        assert abs(expires_at - clock.now() - datetime.timedelta(days=3)).total_seconds() < 3600
        db.session.execute(update(PasswordLink).values(expires_at=clock.now()))
        db.session.commit()
    assert visitor().visit(address).status == 410


def test_nobody_guesses_a_link(cast: Cast, visitor: Visitors) -> None:
    assert visitor().visit("/password/made-up").status == 410


def test_the_link_of_somebody_who_is_switched_off_does_not_work(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    address = link_for(app, cast.anna)
    page = visitor().visit(address)
    with app.app_context():
        db.session.execute(update(Person).values(is_active=False))
        db.session.commit()
    assert visitor().visit(address).status == 410
    assert set_password(page).status == 410


def test_a_password_that_is_no_good_leaves_the_link_as_it_is(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor().visit(link_for(app, cast.anna))
    page = set_password(page, "too short")
    assert page.status == 422
    assert page.errors == ["Use at least 10 characters."]
    page = set_password(page, NEW, "something else")
    assert page.status == 422
    assert page.errors == ["The two are not the same."]
    assert set_password(page).status == 303


@pytest.mark.databases("sqlite", "postgresql")
def test_of_two_browsers_in_the_same_instant_one_uses_the_link(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    address = link_for(app, cast.anna)
    pages = [visitor().visit(address) for _number in range(6)]
    choices = [f"password number {number}" for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(set_password, pages, choices))
    statuses = [answer.status for answer in answers]
    assert sorted(statuses) == [303, 410, 410, 410, 410, 410]
    assert can_sign_in(visitor(), choices[statuses.index(303)])


def test_setting_a_password_ends_all_sessions(app: Flask, cast: Cast, visitor: Visitors) -> None:
    phone = visitor(cast.anna)
    set_password(visitor().visit(link_for(app, cast.anna)))
    assert phone.visit("/settings").follow().heading == "Sign in"


def test_letters_count_however_a_keyboard_composes_them(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    set_password(visitor().visit(link_for(app, cast.anna)), "gru\u0308ne Wiese")
    assert can_sign_in(visitor(), "gr\u00fcne Wiese")


def test_the_history_says_that_but_not_to_what(app: Flask, cast: Cast, visitor: Visitors) -> None:
    set_password(visitor().visit(link_for(app, cast.anna)))
    with app.app_context():
        event = db.session.scalars(
            select(Event).where(Event.type == EventType.PERSON_PASSWORD_CHANGED)
        ).one()
        assert event.actor_id == cast.anna.id
        assert event.changes == {}


@pytest.mark.databases("sqlite")
def test_the_page_of_a_link_tells_nobody_its_address(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor().visit(link_for(app, cast.anna))
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"
    loaded = [e["src"] or e["href"] for e in page.root.all("script", "link", "img", "iframe")]
    assert all(address.startswith("/static/") for address in loaded)


def test_a_log_does_not_hold_the_token_of_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure_logs()
    logging.getLogger("flask").error("Exception on /password/AbC-123_x [POST]")
    written = capsys.readouterr().err
    assert "Exception on /password/… [POST]" in written
    assert "AbC-123_x" not in written
