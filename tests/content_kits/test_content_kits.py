"""Content kits: written by a few, shared by everybody, and counted without knowing anybody."""

import io
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from planner.models import Lead
from tests.leads.sending import all_leads, open_form, opened, sent
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

FORM = "content-kit-form"
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


def written(paul: Visitor, name: str = "Leasing in short", **values: Any) -> Page:
    form = paul.visit("/content-kits").click("Write a kit").form(FORM)
    return form.fill(name=name, text="All in one page", **values).submit().follow()


def shared(somebody: Visitor, address: str) -> str:
    """The path of the own address."""
    page = somebody.visit(address).press("Get my address").follow()
    links = [one["href"] for one in page.root.all("a") if "/k/" in one["href"]]
    return "/k/" + links[0].partition("/k/")[2]


def looked(outside: Visitor, address: str, **headers: str) -> int:
    answer = outside.client.get(address, headers={**BROWSER, **headers})
    assert "Set-Cookie" not in answer.headers
    return answer.status_code


@pytest.mark.databases("sqlite", "postgresql")
def test_a_kit_is_shared_visited_and_brings_a_lead(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    kit = written(visitor(cast.paul), link="https://bank.example/leasing")
    jo, outside = visitor(cast.jo), visitor()
    address = shared(jo, kit.address)
    assert shared_again(jo, kit.address) == address
    assert [looked(outside, address) for _times in range(2)] == [200, 200]
    page = outside.visit(address)
    assert "All in one page" in page.text
    code = address.removeprefix("/k/")
    assert sent(opened(outside, kit=code)).status == 303
    (lead,) = all_leads(app)
    assert lead.share_code == code
    own = jo.visit(kit.address).element("share").text
    assert "1 lead" in own
    row = jo.visit("/content-kits").element("content-kits").text
    assert "Leasing in short" in row
    assert "Content kit Leasing in short" in visitor(cast.tom).visit(f"/leads/{lead.id}").text


def shared_again(somebody: Visitor, address: str) -> str:
    page = somebody.visit(address)
    links = [one["href"] for one in page.root.all("a") if "/k/" in one["href"]]
    return "/k/" + links[0].partition("/k/")[2]


@pytest.mark.databases("sqlite", "postgresql")
def test_programs_and_looks_ahead_are_not_counted(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    kit = written(visitor(cast.paul))
    jo, outside = visitor(cast.jo), visitor()
    address = shared(jo, kit.address)
    for headers in (
        {"User-Agent": "Googlebot/2.1"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "Slackbot-LinkExpanding 1.0"},
        {"Sec-Purpose": "prefetch;prerender"},
    ):
        assert looked(outside, address, **headers) == 200
    assert outside.client.head(address, headers=BROWSER).status_code == 200
    assert "0 visits" in jo.visit(kit.address).element("share").text
    looked(outside, address)
    assert "1 visit," in jo.visit(kit.address).element("share").text


def test_the_figures_of_one_address_are_for_its_sharer_alone(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    kit = written(visitor(cast.paul))
    jo, anna, outside = visitor(cast.jo), visitor(cast.anna), visitor()
    first, second = shared(jo, kit.address), shared(anna, kit.address)
    for _times in range(3):
        looked(outside, first)
    looked(outside, second)
    assert "3 visits" in jo.visit(kit.address).element("share").text
    assert "1 visit," in anna.visit(kit.address).element("share").text
    for who in (cast.paul, cast.ada):
        listed = visitor(who).visit("/content-kits").element("content-kits").text
        assert "Leasing in short 4 0 0" in listed
        assert "Jo Kilian" not in visitor(who).visit(kit.address).html


@pytest.mark.databases("sqlite", "postgresql")
def test_a_kit_has_a_picture_drawn_anew(app: Flask, cast: Cast, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    kit = written(paul)
    form = paul.visit(kit.address).form("kit-picture-form")
    answer = form.fill(file=(b"no picture", "x.png")).submit()
    assert (answer.status, "no PNG or JPEG" in answer.text) == (422, True)
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "PNG")
    form.fill(file=(file.getvalue(), "x.png")).submit()
    address = shared(paul, kit.address)
    assert visitor().client.get(f"{address}/picture.png").mimetype == "image/png"


@pytest.mark.databases("sqlite", "postgresql")
def test_a_kit_is_changed_and_no_longer_shared(app: Flask, cast: Cast, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    kit = written(paul)
    address = shared(paul, kit.address)
    answer = paul.visit(kit.address).click("Edit").form(FORM).fill(link="javascript:x").submit()
    assert answer.errors == ["Write an address that begins with https://."]
    answer.form(FORM).fill(link="", is_shared=False, name="<b>Old</b>").submit()
    assert visitor().visit(address).status == 404
    assert "no longer shared" in paul.visit("/content-kits").text
    assert written_again(paul).errors == ["There is a kit of this name already."]
    assert not visitor(cast.jo).visit(kit.address).offers("Get my address")


def written_again(paul: Visitor) -> Page:
    form = paul.visit("/content-kits/new").form(FORM)
    return form.fill(name="<b>Old</b>", text="Again").submit()


def test_who_writes_no_kits_is_not_led_there(cast: Cast, visitor: Visitors) -> None:
    kit = written(visitor(cast.paul))
    for who in (cast.anna, cast.jo, cast.fritz, cast.otto):
        assert visitor(who).visit("/content-kits/new").status == 404
        assert visitor(who).visit(f"{kit.address}/edit").status == 404
    assert not visitor(cast.otto).visit(kit.address).offers("Get my address")


def test_a_made_up_address_leads_nowhere_and_credits_nobody(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    assert visitor().visit("/k/made-up").status == 404
    sent(opened(visitor(), kit="made-up"))
    lead: Lead = all_leads(app)[0]
    assert lead.share_code is None
