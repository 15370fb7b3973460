"""Administrators see the public form whole beside its settings."""

import pytest
from flask import Flask

from tests.leads.sending import open_form
from tests.support.browsers.browser import DESKTOP, PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_form_fits_into_the_frame_that_shows_it(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows, size: tuple[int, int]
) -> None:
    open_form(app, cast)
    page = windows.open(size)
    let_in(page, visitor(cast.ada), windows.address)
    page.goto("/lead-form-settings")
    page.frame_locator("#preview iframe").get_by_role("button", name="Send").wait_for()
    shown = page.frames[-1]
    hidden = "document.documentElement.scrollHeight - document.documentElement.clientHeight"
    assert shown.evaluate(hidden) == 0


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("form", [0, 1])
def test_the_form_fits_into_the_frame_of_the_code_for_a_site(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows, size: tuple[int, int], form: int
) -> None:
    open_form(app, cast)
    code = visitor(cast.ada).visit("/lead-form-settings").element("how-to").all("pre")[form].text
    code = code.replace("http://localhost", windows.address)
    page = windows.open(size)
    site = f"{windows.address}/a-site"
    head = '<!doctype html><meta name="viewport" content="width=device-width">'
    page.route(site, lambda route: route.fulfill(body=head + code, content_type="text/html"))
    page.goto(site)
    page.frame_locator("iframe").locator("button[type=submit]").wait_for()
    hidden = "document.documentElement.scrollHeight - document.documentElement.clientHeight"
    assert page.frames[-1].evaluate(hidden) == 0
