"""Signing in and out."""

import pytest
from flask import Flask
from sqlalchemy import update

from planner.database import db
from planner.models import Person
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import PASSWORD, Cast

WRONG_GUESS = "no idea"
WRONG = "E-mail and password do not belong together."


def attempt(visitor: Visitor, email: str, password: str = WRONG_GUESS) -> Page:
    page = visitor.visit("/sign-in")
    return page.form("/sign-in").fill(email=email, password=password).submit()


def test_somebody_signs_in_and_comes_to_the_page_that_was_asked_for(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor().visit("/settings").follow()
    page = page.form("/sign-in").fill(email="anna@example.org", password=PASSWORD).submit()
    assert page.status == 303
    assert page.location == "/settings"
    assert "Anna Berg" in page.follow().text


def test_the_address_may_be_written_in_capitals(cast: Cast, visitor: Visitors) -> None:
    assert attempt(visitor(), "Anna@Example.ORG", PASSWORD).status == 303


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u200b", "\t"])
def test_blanks_around_the_address_are_no_failed_attempt(
    cast: Cast, visitor: Visitors, blank: str
) -> None:
    for _time in range(6):
        email = f"{blank}anna@example.org{blank}"
        assert attempt(visitor(), email, PASSWORD).status == 303


def test_address_at_a_domain_with_umlauts_may_be_spelled_in_both_ways(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.anna.id).email = "Anna@bücher-müller.de"
        db.session.commit()
    for email in ("anna@xn--bcher-mller-thbg.de", "ANNA@Bücher-Müller.de"):
        assert attempt(visitor(), email, PASSWORD).status == 303


def test_a_wrong_password_is_refused_and_the_name_stays(cast: Cast, visitor: Visitors) -> None:
    page = attempt(visitor(), "anna@example.org")
    assert page.status == 422
    assert page.notices == [WRONG]
    assert page.form("/sign-in")["email"] == "anna@example.org"
    assert page.form("/sign-in")["password"] == ""


def test_a_name_that_nobody_has_gets_the_same_answer(cast: Cast, visitor: Visitors) -> None:
    assert attempt(visitor(), "nobody@example.org").notices == [WRONG]


def test_somebody_without_a_password_cannot_sign_in(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.execute(update(Person).values(password_hash=None))
        db.session.commit()
    assert attempt(visitor(), "anna@example.org", PASSWORD).notices == [WRONG]


def test_an_empty_form_says_what_is_missing(cast: Cast, visitor: Visitors) -> None:
    page = visitor().visit("/sign-in").form("/sign-in").submit()
    assert page.status == 422
    assert page.errors == ["Fill this in.", "Fill this in."]


def test_signing_out_ends_the_session_even_for_a_copied_cookie(
    cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    cookie = anna.client.get_cookie("session")
    assert cookie is not None
    page = anna.visit("/settings").press("Sign out")
    assert page.status == 303
    assert page.follow().heading == "Sign in"
    thief = visitor()
    thief.client.set_cookie("session", cookie.value)
    assert thief.visit("/settings").follow().heading == "Sign in"


def test_signing_out_leaves_other_browsers_alone(cast: Cast, visitor: Visitors) -> None:
    phone, desktop = visitor(cast.anna), visitor(cast.anna)
    phone.visit("/settings").press("Sign out")
    assert desktop.visit("/settings").status == 200


def test_somebody_who_is_switched_off_is_out_at_once(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    with app.app_context():
        db.session.execute(update(Person).values(is_active=False))
        db.session.commit()
    assert anna.visit("/settings").follow().heading == "Sign in"
    assert attempt(visitor(), "anna@example.org", PASSWORD).notices == [WRONG]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "/\t/evil.example", "evil"],
)
@pytest.mark.databases("sqlite")
def test_signing_in_never_leads_to_another_host(
    cast: Cast, visitor: Visitors, elsewhere: str
) -> None:
    form = visitor().visit("/sign-in").form("/sign-in").tamper(next=elsewhere)
    page = form.fill(email="anna@example.org", password=PASSWORD).submit()
    assert page.location == "/customers"


@pytest.mark.databases("sqlite")
def test_the_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites(
    cast: Cast, visitor: Visitors
) -> None:
    cookie = attempt(visitor(), "anna@example.org", PASSWORD).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # this application is not behind https


@pytest.mark.databases("sqlite")
def test_signing_in_leaves_nothing_of_the_cookie_that_was_there(
    cast: Cast, visitor: Visitors
) -> None:
    somebody = visitor()
    somebody.visit("/sign-in")
    with somebody.client.session_transaction() as session:
        before = session["csrf_token"]
    attempt(somebody, "anna@example.org", PASSWORD).follow()
    with somebody.client.session_transaction() as session:
        assert session["csrf_token"] != before


@pytest.mark.databases("sqlite")
def test_the_person_s_language_holds_from_the_first_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.execute(update(Person).values(language="de"))
        db.session.commit()
    page = attempt(visitor(language="en"), "anna@example.org", PASSWORD).follow()
    assert page.root.all("html")[0]["lang"] == "de"
