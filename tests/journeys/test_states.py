"""What pages look like once something was done on them, and with unusual things on them."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import delete

from planner.database import db
from planner.models import Customer, Member, Notification, Person
from planner.models.kinds import Channel, NotificationKind
from tests.support.browsers import html, layout
from tests.support.browsers.browser import Windows, let_in
from tests.support.browsers.inspection import faults
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.places import Surroundings, surroundings

pytestmark = pytest.mark.databases("sqlite")
# One word as long as a name may be.
LONG = ("Donaudampfschifffahrtsgesellschaft" * 6)[:200]


@pytest.fixture
def around(app: Flask, cast: Cast) -> Surroundings:
    """A plan with an item of every kind."""
    return surroundings(app)


def window(
    windows: Windows,
    visitor: Visitors,
    person: Person,
    language: str = "en",
    *,
    shares: bool = True,
) -> Page:
    """A browser in which somebody is signed in already."""
    page = windows.open(language=language, shares=shares)
    let_in(page, visitor(person), windows.address)
    return page


def check(page: Page) -> None:
    """Nothing is wrong with the page as it stands, nor with the document that scripts made."""
    found = [*faults(page), *html.problems({page.url: page.content()})]
    assert not found, "\n".join(found)


def ways_to_forms(page: Page) -> list[str]:
    """The addresses of forms that open in the sheet: the first of each kind."""
    links = page.locator("main a[data-sheet]").all()
    found = [link.get_attribute("href") or "" for link in links if link.is_visible()]
    return list({re.sub(r"\d+", "1", address): address for address in reversed(found)}.values())


def opened(page: Page, address: str) -> Locator:
    page.locator(f"main a[data-sheet][href='{address}']:visible").first.click()
    form = page.locator("#sheet-body form[method=post]:has(.btn-primary)")
    expect(form).to_be_visible()
    return form


def enter_nonsense(form: Locator) -> bool:
    """No name, or a number that is none; False where neither is asked for."""
    numbers, names = form.locator("[inputmode=text]"), form.locator("[name=title], [name=name]")
    if names.count():
        names.first.fill("  ")
    elif numbers.count():
        numbers.first.fill("nonsense")
    return bool(names.count() or numbers.count())


@pytest.mark.parametrize(("language", "half"), [("en", 0), ("de", 1)], ids=["en", "de"])
def test_forms_open_in_the_sheet_and_say_there_what_is_wrong(
    around: Surroundings, windows: Windows, visitor: Visitors, language: str, half: int
) -> None:
    """Each form in one of the languages, by turns: what they do does not depend on it."""
    windows.allow("status of 422")
    page = window(windows, visitor, around.member, language)
    address = next(p.address for p in around.places if p.endpoint == "plans.show_whole")
    page.goto(address)
    ways = ways_to_forms(page)
    assert len(ways) > 10
    wrong = 0
    for way in ways[half::2]:
        form = opened(page, way)
        if enter_nonsense(form):
            form.locator(".btn-primary").click()
            expect(form.locator(".is-invalid").first).to_be_visible()
            wrong += 1
            if wrong in (1, 3):
                check(page)
        page.keyboard.press("Escape")
        expect(page.locator("#sheet")).not_to_be_visible()
    assert wrong > 3


@pytest.mark.parametrize("language", ["en", "de"])
def test_notice_of_who_was_faster_stands_on_the_row(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors, language: str
) -> None:
    windows.allow("status of 409")
    planned.co_care(app, cast)
    activity = planned.activity(app, cast, "Visit the plant", field_id=cast.leasing.id)
    page = window(windows, visitor, cast.jo, language, shares=False)
    # A live page would be told of it, sometimes before the button is pressed.
    page.route(re.compile(r"/(stream|changes)\?"), lambda _route: None)
    page.goto(f"/plans/{cast.plan.id}/whole")
    planned.give(app, activity, cast.tom)
    page.locator(f"#activity-{activity} button").first.click()
    row = page.locator(f"#activity-{activity}")
    expect(row.get_by_role("alert")).to_contain_text("Tom Ahrens")
    check(page)


def test_what_is_refused_elsewhere_is_said_at_the_top(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    windows.allow("status of (403|404)")
    page = window(windows, visitor, cast.jo)
    page.goto(f"/plans/{cast.plan.id}/whole")
    with app.app_context():
        db.session.execute(delete(Member).where(Member.person_id == cast.jo.id))
        db.session.commit()
    page.locator("#goals").get_by_role("link").first.click()
    expect(page.locator("#sheet-notices .alert")).to_be_visible()
    check(page)


@pytest.mark.parametrize(
    "place", ["/plans/1", "/plans/1/whole", "/pool", "/requests", "/customers/new-one"]
)
def test_page_with_nothing_on_it_says_what_to_do_first(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors, place: str
) -> None:
    planned.customer(app, "new-one", owner_id=cast.anna.id)
    page = window(windows, visitor, cast.anna)
    page.goto(place)
    check(page)


def test_longest_names_break_and_leave_the_page_as_wide_as_it_is(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        customer.name = customer.city = customer.segment = LONG
        for person in (cast.anna, cast.jo, cast.mira):
            db.session.get_one(Person, person.id).name = LONG
        db.session.commit()
    activity = planned.activity(app, cast, LONG, field_id=cast.payments.id)
    planned.deal(app, cast, LONG, expected_on=cast.plan.ends_on, annual_value=1, probability=1)
    page = window(windows, visitor, cast.anna)
    add_goal(page, cast)
    for address in (
        f"/plans/{cast.plan.id}",
        f"/plans/{cast.plan.id}/whole",
        "/customers",
        "/talks/new",
        f"/activities/{activity}",
    ):
        page.goto(address)
        check(page)
    page = window(windows, visitor, cast.mira)
    for address in ("/pool", f"/customers/{cast.customer.key}/join-request/new"):
        page.goto(address)
        check(page)


def test_a_hundred_notifications_and_a_video_call_fit_on_a_phone_in_german(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    """The demo story has so many, and such a call first, on some days of the year only."""
    entry_id = planned.entry(app, cast, channel=Channel.VIDEO)
    with app.app_context():
        told = {
            "kind": NotificationKind.RELAPSE,
            "plan_id": cast.plan.id,
            "on": cast.plan.starts_on,
        }
        db.session.add_all(Notification(person_id=cast.anna.id, **told) for _ in range(100))
        db.session.commit()
    page = windows.open(layout.PHONE, language="de")
    let_in(page, visitor(cast.anna), windows.address)
    page.goto(f"/entries/{entry_id}/edit")
    expect(page.locator("#bell .badge")).to_have_text("99+")
    expect(page.locator("[name=channel] :checked")).to_have_text("Videogespräch")
    assert layout.faults(page) == []


def add_goal(page: Page, cast: Cast) -> None:
    page.goto(f"/plans/{cast.plan.id}/goals/new")
    page.locator("[name=title]").fill(LONG)
    page.locator("[name=metric]").fill(LONG)
    page.locator("#goal-form .btn-primary").click()
    page.locator("#goals").get_by_role("button").filter(has_text="Sign").click()
    expect(page.locator("#goals .who.signed")).to_be_visible()


def test_menu_opens_over_the_page(cast: Cast, windows: Windows, visitor: Visitors) -> None:
    page = window(windows, visitor, cast.anna)
    page.goto("/shortcuts")
    page.locator(".menu summary", has_text="Your menu").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
