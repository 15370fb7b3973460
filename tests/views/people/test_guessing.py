"""Whoever guesses passwords is slowed down, and nobody else."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import update

from planner import clock, create_app
from planner.actions.people import sign_ins
from planner.config import Settings
from planner.database import db
from planner.models import SignInFailures
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import PASSWORD, Cast

WRONG_GUESS = "no idea"
WRONG = "E-mail and password do not belong together."
TOO_MANY = "Too many attempts. Wait half a minute and try again."


def attempt(visitor: Visitor, email: str, password: str = WRONG_GUESS) -> Page:
    page = visitor.visit("/sign-in")
    return page.form("/sign-in").fill(email=email, password=password).submit()


def test_ten_failures_by_name_from_one_address_slow_down_that_name_there_alone(
    cast: Cast, app: Flask
) -> None:
    guesser = Visitor(app, address="10.0.0.1")
    for _number in range(10):
        assert attempt(guesser, "anna@example.org").notices == [WRONG]
    assert attempt(guesser, "ANNA@example.org", PASSWORD).notices == [TOO_MANY]
    assert attempt(Visitor(app, address="10.0.0.1"), "tom@example.org", PASSWORD).status == 303
    elsewhere = Visitor(app, address="10.0.1.1")
    assert attempt(elsewhere, "anna@example.org", PASSWORD).status == 303


def test_whoever_waits_half_a_minute_may_try_again(cast: Cast, app: Flask) -> None:
    guesser = Visitor(app, address="10.0.0.1")
    for _number in range(11):
        attempt(guesser, "anna@example.org")
    with app.app_context():
        for failures in db.session.scalars(db.select(SignInFailures)):
            failures.forgotten_at -= datetime.timedelta(seconds=31)
        db.session.commit()
    assert attempt(guesser, "anna@example.org", PASSWORD).status == 303


def test_a_browser_that_is_known_passes_while_others_guess(cast: Cast, app: Flask) -> None:
    anna = Visitor(app, address="10.0.0.1")
    assert attempt(anna, "anna@example.org", PASSWORD).status == 303
    anna.visit("/settings").press("Sign out")
    guesser = Visitor(app, address="10.0.0.1")
    for _number in range(11):
        attempt(guesser, "anna@example.org")
    assert attempt(guesser, "anna@example.org", PASSWORD).notices == [TOO_MANY]
    assert attempt(anna, "anna@example.org", PASSWORD).status == 303


@pytest.mark.databases("sqlite")
def test_very_many_failures_from_one_address_slow_down_whoever_comes_from_there(
    cast: Cast, app: Flask
) -> None:
    with app.app_context():
        for number in range(100):
            sign_ins.count_attempt(f"guess{number}@example.org", address="10.0.0.1")
        db.session.commit()
    guesser = Visitor(app, address="10.0.0.1")
    assert attempt(guesser, "anna@example.org", PASSWORD).notices == [TOO_MANY]
    assert attempt(Visitor(app, address="10.0.0.2"), "anna@example.org", PASSWORD).status == 303


@pytest.mark.databases("sqlite")
def test_an_address_that_somebody_makes_up_is_of_no_use(cast: Cast, app: Flask) -> None:
    for number in range(10):
        guesser = Visitor(app, address="10.0.0.1", forwarded_for=f"192.0.2.{number}")
        assert attempt(guesser, "anna@example.org").notices == [WRONG]
    elsewhere = Visitor(app, address="10.0.0.1", forwarded_for="198.51.100.7")
    assert attempt(elsewhere, "anna@example.org", PASSWORD).notices == [TOO_MANY]


@pytest.mark.databases("sqlite")
def test_behind_a_proxy_whoever_guesses_stops_nobody_else(cast: Cast, settings: Settings) -> None:
    app = create_app(replace(settings, proxies=1))
    for number in range(11):
        invented = f"192.0.2.{number}, 203.0.113.5"  # the proxy adds the address that it sees
        guesser = Visitor(app, address="10.0.0.1", forwarded_for=invented)
        page = attempt(guesser, "anna@example.org")
    assert page.notices == [TOO_MANY]
    anna = Visitor(app, address="10.0.0.1", forwarded_for="203.0.113.6")
    assert attempt(anna, "anna@example.org", PASSWORD).status == 303
    with app.app_context():
        db.engine.dispose()


def test_failures_are_forgotten_after_a_quarter_of_an_hour(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for _number in range(11):
        attempt(visitor(), "anna@example.org")
    with app.app_context():
        latest = db.session.scalars(db.select(SignInFailures.forgotten_at)).all()
        assert max(latest) <= clock.now() + datetime.timedelta(minutes=15)
        db.session.execute(update(SignInFailures).values(forgotten_at=clock.now()))
        db.session.commit()
    assert attempt(visitor(), "anna@example.org", PASSWORD).status == 303


def test_a_success_starts_the_count_anew(cast: Cast, visitor: Visitors) -> None:
    for _round in range(2):
        for _number in range(9):
            assert attempt(visitor(), "anna@example.org").notices == [WRONG]
        assert attempt(visitor(), "anna@example.org", PASSWORD).status == 303


@pytest.mark.databases("sqlite", "postgresql")
def test_guessing_at_the_same_instant_gives_no_more_than_ten_guesses(
    cast: Cast, visitor: Visitors
) -> None:
    forms = [visitor().visit("/sign-in").form("/sign-in") for _number in range(24)]
    filled = [form.fill(email="anna@example.org", password=WRONG_GUESS) for form in forms]
    with ThreadPoolExecutor(8) as pool:
        notices = [page.notices for page in pool.map(lambda form: form.submit(), filled)]
    assert notices.count([WRONG]) == 10
    assert notices.count([TOO_MANY]) == 14
