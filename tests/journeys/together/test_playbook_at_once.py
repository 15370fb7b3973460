"""Two people use one playbook on one plan in the same instant, over connections of their own."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Activity, Goal, PlaybookUse
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.production import PATIENCE
from tests.support.stories import playbooks
from tests.support.stories.cast import Cast


def send(somebody: Visitor, form: Form, address: str, start: Barrier) -> int:
    """Connect, wait for the other, press the button; the status of the answer."""
    cookie = somebody.client.get_cookie("session")
    assert cookie is not None
    fields = [(name, value) for name in form.names for value in _values(form[name])]
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.connect()
    start.wait()
    headers = {
        "Cookie": f"session={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", form.element["action"], urlencode(fields), headers)
    status = connection.getresponse().status
    connection.close()
    return status


def _values(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def test_of_two_in_the_same_instant_one_adds_and_the_other_is_shown_what_is_there(
    app: Flask, address: str, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.leasing_renewal(app, cast)
    here = f"/plans/{cast.plan.id}/playbooks/{playbook_id}"
    people = [visitor(who) for who in (cast.anna, cast.jo, cast.tom)]
    forms = [somebody.visit(here).form("playbook-use-form") for somebody in people]
    start = Barrier(len(people))
    with ThreadPoolExecutor(len(people)) as hands:
        asked = [
            hands.submit(send, somebody, form, address, start)
            for somebody, form in zip(people, forms, strict=True)
        ]
    answers = [each.result() for each in asked]
    assert Counter(answers) == {303: 1, 409: 2}
    with app.app_context():
        for noun, number in ((PlaybookUse, 1), (Goal, 1), (Activity, 2)):
            assert db.session.scalar(select(func.count()).select_from(noun)) == number
