"""One's own settings: who one is, the language, the password."""

import pytest
from flask import Flask

from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import PASSWORD, Cast

NEW = "drei neue Wörter"


def change_password(visitor: Visitor, now: str = PASSWORD, new: str = NEW) -> Page:
    form = visitor.visit("/settings").form("/settings")
    return form.fill(password_now=now, password=new, password_again=new).submit()


def can_sign_in(visitor: Visitor, password: str) -> bool:
    form = visitor.visit("/sign-in").form("/sign-in")
    return form.fill(email="jo@example.org", password=password).submit().status == 303


def test_the_page_says_who_one_is(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit("/settings")
    assert page.heading == "Your settings"
    for shown in ("Jo Kilian", "jo@example.org", "Specialist", "Leasing"):
        assert shown in page.text


def test_a_new_password_needs_the_one_until_now(cast: Cast, visitor: Visitors) -> None:
    page = change_password(visitor(cast.jo), now="no idea")
    assert page.status == 422
    assert page.errors == ["This is not your password."]
    assert can_sign_in(visitor(), PASSWORD)


def test_a_changed_password_ends_every_other_session_but_not_this_one(
    cast: Cast, visitor: Visitors
) -> None:
    phone, desktop, thief = visitor(cast.jo), visitor(cast.jo), visitor()
    cookie = desktop.client.get_cookie("session")
    assert cookie is not None
    page = change_password(desktop).follow()
    assert page.status == 200
    assert "Your password is changed." in page.text
    assert phone.visit("/settings").follow().heading == "Sign in"
    thief.client.set_cookie("session", cookie.value)
    assert thief.visit("/settings").follow().heading == "Sign in"
    assert can_sign_in(visitor(), NEW)
    assert not can_sign_in(visitor(), PASSWORD)


def test_a_password_that_is_no_good_is_not_taken(cast: Cast, visitor: Visitors) -> None:
    page = change_password(visitor(cast.jo), new="short")
    assert page.status == 422
    assert page.errors == ["Use at least 10 characters."]
    assert can_sign_in(visitor(), PASSWORD)


def test_nobody_guesses_the_password_of_a_browser_that_was_left_open(
    cast: Cast, visitor: Visitors
) -> None:
    left_open = visitor(cast.jo)
    for _number in range(10):
        assert change_password(left_open, now="no idea").errors == ["This is not your password."]
    page = change_password(left_open)
    assert page.status == 422
    assert page.notices == ["Too many attempts. Wait half a minute and try again."]


@pytest.mark.databases("sqlite", "postgresql")
def test_the_right_password_starts_the_count_anew(cast: Cast, visitor: Visitors) -> None:
    desktop = visitor(cast.jo)
    for _number in range(9):
        change_password(desktop, now="no idea")
    assert change_password(desktop).status == 303
    for _number in range(9):
        assert not can_sign_in(visitor(), "no idea")
    assert can_sign_in(visitor(), NEW)


@pytest.mark.databases("sqlite")
def test_the_language_is_chosen_there(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit("/settings")
    page = page.form("language-form").fill(language="Deutsch").submit()
    assert page.status == 303
    assert page.location == "/settings"
    assert page.follow().root.all("html")[0]["lang"] == "de"
