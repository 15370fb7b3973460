"""A form that is saved in place, after the session has ended, in a real browser."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import delete, select

from planner.database import db
from planner.models import Goal, Session
from tests.support.browsers import axe
from tests.support.browsers.browser import Windows
from tests.support.stories.cast import PASSWORD, Cast


def sign_in(page: Page) -> None:
    page.get_by_label("E-mail").fill("anna@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.databases("sqlite")
def test_what_was_typed_survives_the_end_of_the_session(
    app: Flask, cast: Cast, windows: Windows
) -> None:
    windows.allow("401|422")
    page = windows.open()
    page.goto(f"/sign-in?next=/plans/{cast.plan.id}/whole")
    sign_in(page)
    page.locator("#goals").get_by_role("link", name="Add a goal").click()
    page.locator("#goal-form [name=title]").fill("Mehr Leasing für Brühl")
    with app.app_context():
        db.session.execute(delete(Session))
        db.session.commit()
    page.locator("#goal-form").get_by_role("button", name="Save").click()

    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert axe.violations(page) == []
    sign_in(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("What you typed is still here")
    expect(page.get_by_text("Mehr Leasing für Brühl")).to_be_visible()
    assert axe.violations(page) == []
    page.get_by_role("button", name="Go on in the form").click()
    expect(page.locator("#goal-form [name=title]")).to_have_value("Mehr Leasing für Brühl")
    page.locator("#goal-form").get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Eisenwerk Brühl AG")
    with app.app_context():
        assert db.session.scalars(select(Goal.title)).all() == ["Mehr Leasing für Brühl"]
