"""The page about the API shows each call with an example, and each example works."""

import json
import re
import shlex
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from flask import Flask

from planner.api.views.descriptions import all_calls
from planner.database import db
from planner.models import Person, TokenScope
from tests.api.programs import Program
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.places import surroundings

ORDER = ["GET", "PUT", "POST", "PATCH", "DELETE"]
# What there is an example of, which only works in another state than this plan's.
REFUSED = {
    ("PATCH", "members"): "who is on a plan that is under way has agreed to it already",
    ("POST", "requests"): "who leads to the customer is introduced by nobody",
    ("PATCH", "requests"): "the one that is there is answered",
    ("DELETE", "requests"): "the one that is there is of somebody else",
}


class Example(NamedTuple):
    method: str
    address: str
    group: str
    body: str | None
    headers: dict[str, str]


@pytest.mark.databases("sqlite")
def test_each_example_works(app: Flask, cast: Cast, visitor: Visitors) -> None:
    member = surroundings(app).member
    with app.app_context():
        db.session.get_one(Person, member.id).is_administrator = True
        db.session.commit()
    program = Program(app, member, TokenScope.ADMIN)
    page = visitor(member).visit("/api").html
    examples = read(page)
    assert len(examples) == len(all_calls())
    failed = []
    for example in sorted(examples, key=in_order):
        body = example.body
        if body == "@plan.json":
            body = program.get(example.address).get_data(as_text=True)
        answer = program.client.open(
            example.address,
            method=example.method,
            data=body,
            headers={
                **example.headers,
                "Authorization": f"Bearer {program.secret}",
            },
        )
        if answer.status_code >= 400 and (example.method, example.group) not in REFUSED:
            failed.append(f"{example.method} {example.address} {body}: {answer.text}"[:400])
    assert failed == [], "\n".join(failed)


def in_order(example: Example) -> tuple[int, int, bool]:
    """What is deleted goes after all that is below it, and what is done is opened again first."""
    depth = -example.address.count("/") if example.method == "DELETE" else 0
    completes = example.address.endswith("/completion")
    return ORDER.index(example.method), depth, completes != (example.method == "DELETE")


def read(page: str) -> list[Example]:
    found = list[Example]()
    for group in re.findall(r'<details[^>]*id="calls-(\w+)".*?</details>', page, re.DOTALL):
        part = page.partition(f'id="calls-{group}"')[2].partition("</details>")[0]
        lines = re.findall(r'class="example"><code>(.*?)</code>', part, re.DOTALL)
        found += [read_line(group, unescape(line)) for line in lines]
    return found


def read_line(group: str, line: str) -> Example:
    _curl, _x, method, address, *rest = shlex.split(line)
    given = list(zip(rest[::2], rest[1::2], strict=True))
    headers = dict(value.split(": ", 1) for name, value in given if name == "-H")
    body = next((value for name, value in given if name == "-d"), None)
    assert headers["Authorization"] == "Bearer TOKEN"
    if body is not None and body != "@plan.json":
        json.loads(body)
    return Example(method, urlsplit(address).path, group, body, headers)


def test_who_sees_no_plan_is_shown_where_something_of_their_own_stands(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.fritz).visit("/api")
    assert page.status == 200
    assert "{customer}" in page.html


def test_it_is_in_the_language_of_its_reader(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna)
    answer = page.client.get("/api", headers={"Accept-Language": "de"})
    assert "Für andere Programme" in answer.text
