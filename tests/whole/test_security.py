"""What protects everybody, whatever the page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from planner import create_app, places
from planner.config import Settings
from planner.database import db
from planner.views.web import static
from tests.leads.sending import open_form
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import PASSWORD, Cast
from tests.support.stories.places import Place, Surroundings, surroundings

SCRIPT_OR_STYLE = re.compile(r"<(script(?![^>]*\bsrc=)|style)\b|\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"\son[a-z]+\s*=|javascript:|hx-on", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""", re.IGNORECASE)
TEMPLATES = sorted(places.TEMPLATES.rglob("*.html"))


@pytest.fixture
def around(app: Flask, cast: Cast) -> Surroundings:
    return surroundings(app)


def pages(around: Surroundings) -> Iterator[Place]:
    return (place for place in around.places if place.method == "GET")


# What everybody outside sees needs no script, and so may run none; no other site learns where one
# came from, since the address of a customer's case is all that it takes to see it.
PUBLIC = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'"
)
IN_NO_FRAME = f"{PUBLIC}; frame-ancestors 'none'"
# The form stands in pages of the organisation, which it names.
IN_FRAMES_OF_OURS = f"{PUBLIC}; frame-ancestors 'self' https://bank.example"
POLICIES = {
    "lead_forms.new": IN_FRAMES_OF_OURS,
    "lead_forms.create": IN_FRAMES_OF_OURS,
    "lead_forms.show": IN_FRAMES_OF_OURS,
    "shared_kits.show": IN_NO_FRAME,
    "shown_cases.show": IN_NO_FRAME,
    "shown_cases.show_file": IN_NO_FRAME,
    "shown_cases.create": IN_NO_FRAME,
}


def changes(around: Surroundings) -> Iterator[Place]:
    return (place for place in around.places if place.method != "GET")


@pytest.mark.databases("sqlite")
def test_every_answer_forbids_whatever_is_not_ours(around: Surroundings, visitor: Visitors) -> None:
    member = visitor(around.member)
    for place in pages(around):
        if place.endpoint in POLICIES:
            continue
        headers = member.visit(place.address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, place
        assert "script-src 'self'" in policy, place
        assert "style-src 'self'" in policy, place
        assert "unsafe" not in policy, place
        assert "frame-ancestors 'none'" in policy, place
        assert headers["X-Content-Type-Options"] == "nosniff", place
        assert "Strict-Transport-Security" not in headers, "nobody came over TLS"
        assert headers["Referrer-Policy"] == "same-origin", place
        # A calendar says how long the program that reads it need not ask again.
        kept = "private, max-age=900" if place.endpoint == "calendars.show" else "no-store"
        assert kept in headers["Cache-Control"], place


@pytest.mark.databases("sqlite")
def test_public_pages_load_less_and_set_no_cookie(
    app: Flask, cast: Cast, around: Surroundings, visitor: Visitors
) -> None:
    open_form(app, cast, sites="https://bank.example")
    public = [place for place in around.places if place.endpoint in POLICIES]
    assert {place.endpoint for place in public} == POLICIES.keys()
    for place in public:
        page = visitor().send(place.method, place.address, {})
        assert page.status == (200 if place.method == "GET" else 422), place
        assert page.headers["Content-Security-Policy"] == POLICIES[place.endpoint], place
        assert page.headers["Referrer-Policy"] == "no-referrer", place
        assert page.headers["X-Content-Type-Options"] == "nosniff", place
        assert "no-store" in page.headers["Cache-Control"], place
        assert "Set-Cookie" not in page.headers, place


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("address", ["/nowhere", "/static/nothing.css", "/static/../config.py"])
def test_what_is_not_there_is_protected_as_well(visitor: Visitors, address: str) -> None:
    page = visitor().visit(address)
    assert page.status == 404
    assert "Content-Security-Policy" in page.headers


@pytest.mark.databases("sqlite")
def test_no_page_holds_what_the_policy_would_refuse(
    around: Surroundings, visitor: Visitors
) -> None:
    member = visitor(around.member)
    for place in pages(around):
        html = member.visit(place.address).html
        assert not SCRIPT_OR_STYLE.search(html), place
        assert not HANDLER.search(_tags(html)), place


def _tags(html: str) -> str:
    """The tags alone, without the texts between them and without the values in them."""
    return " ".join(re.sub(r'"[^"]*"', '""', tag) for tag in re.findall(r"<[^>]+>", html))


def test_no_template_has_scripts_or_styles_in_it() -> None:
    assert len(TEMPLATES) > 100
    found = {path.relative_to(places.TEMPLATES): _refused_in(path) for path in TEMPLATES}
    assert {template: wrong for template, wrong in found.items() if wrong} == {}


def _refused_in(template: Path) -> list[str]:
    text = template.read_text(encoding="utf-8")
    matches = [one.search(text) for one in (SCRIPT_OR_STYLE, HANDLER, ELSEWHERE)]
    attributes = r"""(['"])aria-[^'"]+(?:"[^"]*")?\1 \| safe"""
    unescaped = "| safe" in re.sub(attributes, "", text)
    return [match[0] for match in matches if match] + ["| safe"] * unescaped


def test_our_own_files_load_nothing_from_other_hosts() -> None:
    files = [*places.STATIC.glob("*.js"), *places.STATIC.glob("*.css")]
    assert len(files) > 5
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not re.search(
            r"(?:https?:)?//[a-z]", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
        )


def test_one_file_alone_speaks_to_what_a_browser_may_forbid() -> None:
    keeping = re.compile(r"\b(localStorage|sessionStorage|indexedDB)\b")
    found = {file.name for file in places.STATIC.glob("*.js") if keeping.search(file.read_text())}
    assert found == {"storage.js"}


@pytest.mark.databases("sqlite")
def test_every_change_needs_a_token_against_forgery(
    around: Surroundings, visitor: Visitors
) -> None:
    member = visitor(around.member)
    # What a mail program sends by itself, and what a customer makes of a case, has a sealed address
    # in place of the token; the public form knows nobody, and does nothing in anybody's name.
    without = {"notifications.create_refusal", "lead_forms.create", "shown_cases.create"}
    guarded = [place for place in changes(around) if place.endpoint not in without]
    for fields in ({}, {"csrf_token": ["made-up"]}):
        for place in guarded:
            page = member.send(place.method, place.address, dict(fields))
            assert page.status == 400, place
    assert member.visit("/settings").status == 200  # nobody was signed out by it


@pytest.mark.databases("sqlite")
def test_the_token_of_another_browser_is_of_no_use(cast: Cast, visitor: Visitors) -> None:
    token = visitor(cast.anna).visit("/settings").form("/settings")["csrf_token"]
    page = visitor(cast.anna).send("DELETE", "/sign-in", {"csrf_token": [token]})
    assert page.status == 400


@pytest.mark.databases("sqlite")
def test_what_another_site_sends_is_refused(around: Surroundings, visitor: Visitors) -> None:
    member = visitor(around.member)
    token = member.visit("/settings").form("/settings")["csrf_token"]
    for place in changes(around):
        answer = member.client.open(
            place.address,
            method=place.method,
            data={"csrf_token": token},
            headers={"Sec-Fetch-Site": "cross-site"},
        )
        assert answer.status_code == 403, place
        assert "Set-Cookie" not in answer.headers, place


@pytest.mark.databases("sqlite")
def test_behind_https_every_cookie_stays_there(settings: Settings, cast: Cast) -> None:
    address = "https://planner.example"
    app = create_app(replace(settings, secure_cookies=True, public_url=address))
    anna = Visitor(app, host=address)
    form = anna.visit("/sign-in").form("/sign-in")
    signed_in = form.fill(email="anna@example.org", password=PASSWORD).submit()
    chosen = signed_in.follow().form("/language").submit()
    cookies = [
        cookie for page in (signed_in, chosen) for cookie in page.headers.getlist("Set-Cookie")
    ]
    with anna.client.get(f"{address}{static.url_of('planner.css')}") as style:
        assert style.status_code == 200
    for headers in (signed_in.headers, style.headers, anna.visit("/nowhere").headers):
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert {cookie.partition("=")[0] for cookie in cookies} == {
        "session",
        "language",
        "known_browser",
    }
    for cookie in cookies:
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
    with app.app_context():
        db.engine.dispose()
