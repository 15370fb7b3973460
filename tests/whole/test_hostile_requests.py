"""Whatever somebody sends to whatever page is answered: never with an error of ours."""

from collections.abc import Iterator
from itertools import cycle, product
from typing import Any

import pytest
from flask import Flask

from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import PASSWORD, Cast
from tests.support.stories.places import Place, surroundings

FORM, PARTS, JSON = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"
REFUSED = (400, 415)
THIRD = 3
SENT = ["POST", "PUT", "PATCH", "DELETE"]
NO_FORMS: list[tuple[str, bytes]] = [
    *(
        (JSON, body)
        for body in (b"", b"5", b"[1,2]", b'{"email": 7}', b'"\\ud800"', b"{", b"[" * 3000)
    ),
    ("application/vnd.api+json", b'{"title": [[]]}'),
    ("text/plain", b"title=x"),
    ("application/xml", b"<a/>"),
    ("application/octet-stream", b"\x00\xff"),
    ("nonsense", b"title=x"),
    (f"{FORM}; charset=utf-16", "title=x".encode("utf-16")),
    (f"{FORM}; charset=nonsense", b"title=x"),
    (PARTS, b"--x\r\n"),
]
NAMES = (
    *(
        "submission",
        "began",
        "title",
        "text",
        "name",
        "target",
        "assignee",
        "seen",
        "field",
        "kept",
    ),
    *("email", "next", "language", "part", "window", "plan_id", "week", "key", "event", "side"),
)
# What a database of one kind may choke on and another not, and what is refused before any.
BAD_TEXTS = {
    "postgresql": ("%00", "a%00b", "%ED%A0%80", "9" * 40, "-1"),
    "sqlite": ("%00", "a%00b", "%ED%A0%80", "%FF%FE", "9" * 40, "-1", "%5B" * 300, "[[["),
}
BROKEN_PARTS = (
    b"",
    b"--x",
    b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n",
    b"--x\r\nno header at all\r\n\r\n\r\n--x--\r\n",
)


def sent_to(app: Flask) -> list[Place]:
    return [place for place in surroundings(app).places if place.method in SENT]


def status(somebody: Visitor, place: Place, kind: str, body: bytes, **headers: str) -> int:
    answer: Any = somebody.client.open(
        place.address, method=place.method, content_type=kind, data=body, headers=headers
    )
    answer.request.environ["wsgi.input"].close()
    return int(answer.status_code)


@pytest.mark.databases("sqlite")  # refused before it is read
def test_what_is_no_form_is_refused_by_every_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Before it is asked who sends it, and what: each page is sent a third of them, by turns, every
    other one by somebody who is not signed in."""
    places, people = sent_to(app), (visitor(), visitor(cast.anna))
    assert len(places) > 100
    found = {
        (place.endpoint, kind, body[:20]): code
        for at, place in enumerate(places)
        for number, (kind, body) in enumerate(NO_FORMS[at % THIRD :: THIRD])
        if (code := status(people[(at + number) % 2], place, kind, body)) not in REFUSED
    }
    assert found == {}


def bad_texts(token: str, kind_of_database: str) -> list[bytes]:
    return [
        f"csrf_token={token}&{'&'.join(f'{name}={text}' for name in NAMES)}&%00=%00".encode()
        for text in BAD_TEXTS[kind_of_database]
    ]


def broken(token: str) -> list[bytes]:
    """Forms of which nothing can be read but that they come from a page of ours."""
    part = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
    return [part.encode() + body for body in BROKEN_PARTS]


def bad_forms(token: str, kind_of_database: str) -> Iterator[list[tuple[str, bytes]]]:
    """What each page is sent, by turns: all bad texts, and one of the broken forms. Where nothing
    can be read, nothing comes to a page or to a database of whatever kind."""
    texts = [(FORM, text) for text in bad_texts(token, kind_of_database)]
    for body in cycle(broken(token)):
        yield [*texts, (f"{PARTS}; boundary=x", body)] if kind_of_database == "sqlite" else texts


def test_a_form_of_nonsense_is_answered_by_every_page(
    app: Flask, cast: Cast, visitor: Visitors, database_kind: str
) -> None:
    places = sent_to(app)
    anna = visitor(cast.anna)
    page = anna.visit("/customers/new")
    found = {
        (place.endpoint, body[-60:]): code
        for place, bodies in zip(places, bad_forms(page.token, database_kind), strict=False)
        if place.endpoint != "sign_ins.destroy"
        for kind, body in bodies
        if (code := status(anna, place, kind, body)) >= 500
    }
    assert found == {}


BAD_QUERY = "&".join(
    f"{name}={text}"
    for name in ("before", "after", "page", "day", "customer", "activity_id", "plan_id", "text")
    for text in ("%00", "%ED%A0%80", "9" * 40, "-1")
)


def test_a_nul_or_nonsense_in_an_address_is_answered_by_every_page(
    app: Flask, cast: Cast, visitor: Visitors, database_kind: str
) -> None:
    """By two people; an address that is none, which leads to nobody's page, by the first alone. Who
    is not signed in asks no database of any kind, and is led to the same page from all others."""
    places = [place for place in surroundings(app).places if place.method == "GET"]
    anna, ada, nobody = visitor(cast.anna), visitor(cast.ada), visitor()
    found = {}
    for place in places:
        path = place.address.partition("?")[0]
        bad, without_nul, no_page = (
            *(f"{path}?{BAD_QUERY}", f"{path}?{BAD_QUERY.replace('%00', 'x')}"),
            f"{path}%00",
        )
        asked = [*product((anna, ada), (bad, without_nul)), (anna, no_page)]
        if database_kind == "sqlite":
            asked.append((nobody, bad))
        for somebody, address in asked:
            if (code := somebody.visit(address).status) >= 500:
                found[place.endpoint, address] = code
    assert found == {}


ADDRESSES = (
    "/customers%0d%0aX",
    "/customers%0aX: y",
    "/%09/evil.example",
    "//evil.example",
    "/%5Cevil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "http://[",
    "/%00",
    "%ED%A0%80",
)


@pytest.mark.databases("sqlite")  # the address is looked at, and no database
@pytest.mark.parametrize("address", ADDRESSES)
def test_signing_in_leads_only_to_a_page_of_ours(
    cast: Cast, visitor: Visitors, address: str
) -> None:
    arrived = visitor()
    page = arrived.visit(f"/sign-in?next={address}")
    if page.status == 400:
        page = arrived.visit("/sign-in")
    form = page.form("/sign-in").fill(email=cast.anna.email or "", password=PASSWORD)
    answer = form.submit()
    assert (answer.status, answer.location in ("/", "/customers")) == (303, True)


@pytest.mark.parametrize("referrer", ["https://evil.example/x", "http://[", "//evil.example", ""])
def test_a_form_sent_twice_leads_only_to_a_page_of_ours(
    cast: Cast, visitor: Visitors, referrer: str
) -> None:
    anna = visitor(cast.anna)
    form = anna.visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    fields = {name: form[name] for name in form.names} | {"title": "More leasing"}
    for htmx in ({}, {"HX-Request": "true", "HX-Current-URL": referrer}):
        for _time in range(2):
            answer = anna.client.post(
                f"/plans/{cast.plan.id}/goals", data=fields, headers={"Referer": referrer, **htmx}
            )
    assert answer.status_code == 200
    answer = anna.client.post(
        f"/plans/{cast.plan.id}/goals", data=fields, headers={"Referer": referrer}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/customers")
