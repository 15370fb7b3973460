"""Many people add something in the same instant, over connections of their own: all is taken."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.database import Base, db
from planner.models import Activity, Contact, Customer, Deal, Goal, Idea, Person, Question, Team
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.production import PATIENCE
from tests.support.stories.cast import Cast
from tests.support.stories.typed import NEW

AT_ONCE = 6
OF_PLAN: dict[str, type[Base]] = {
    "goals": Goal,
    "deals": Deal,
    "activities": Activity,
    "questions": Question,
    "ideas": Idea,
    "contacts": Contact,
}
Answer = tuple[int, str]


def sent(form: Form, start: Barrier, address: str) -> Answer:
    """The form of a page, sent when all others are ready."""
    cookie = form.page.visitor.client.get_cookie("session")
    assert cookie is not None
    fields = [(name, form[name]) for name in form.names if form[name] != []]
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.connect()
    headers = {
        "Cookie": f"session={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urlencode(fields, doseq=True)
    start.wait()
    connection.request("POST", form.element["action"], body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def all_at_once(forms: list[Form], address: str) -> list[Answer]:
    start = Barrier(len(forms))
    with ThreadPoolExecutor(len(forms)) as people:
        return list(people.map(lambda form: sent(form, start, address), forms))


def number_of(app: Flask, model: type[Base]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("table", OF_PLAN)
def test_all_that_is_added_to_a_plan_in_one_instant_is_taken(
    app: Flask, address: str, cast: Cast, visitor: Visitors, table: str
) -> None:
    of = f"/customers/{cast.customer.key}" if table == "contacts" else f"/plans/{cast.plan.id}"
    anna, before = visitor(cast.anna), number_of(app, OF_PLAN[table])
    forms = [
        anna.visit(f"{of}/{table}/new").form(f"{of}/{table}").fill(**NEW[table])
        for _number in range(AT_ONCE)
    ]
    assert [status for status, _text in all_at_once(forms, address)] == [303] * AT_ONCE
    assert number_of(app, OF_PLAN[table]) == before + AT_ONCE


def test_customers_and_people_of_one_name_added_in_one_instant_are_all_taken(
    app: Flask, address: str, cast: Cast, visitor: Visitors
) -> None:
    anna, ada = visitor(cast.anna), visitor(cast.ada)
    filled = [
        anna.visit("/new-customer").form("customer-form").fill(name="Ein Name")
        for _number in range(AT_ONCE + 1)
    ]
    assert filled[0].submit().status == 303
    # Each has been asked whether it is the one that is there, and says that it is another.
    customers = [form.submit().form("customer-form").fill(despite=True) for form in filled[1:]]
    people = [
        ada.visit("/people/new")
        .form("/people")
        .fill(name="Ein Name", email=f"name{number}@example.org", role="Account manager")
        for number in range(AT_ONCE)
    ]
    answers = all_at_once([*customers, *people], address)
    assert [status for status, _text in answers] == [303] * 2 * AT_ONCE
    with app.app_context():
        for model, number in ((Customer, AT_ONCE + 1), (Person, AT_ONCE)):
            keys = db.session.scalars(select(model.key).where(model.name == "Ein Name")).all()
            assert len(set(keys)) == number


def test_what_only_one_can_have_leaves_the_others_what_they_typed(
    app: Flask, address: str, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    forms = [
        ada.visit("/teams/new").form("/teams").fill(name="Zweigstelle Weimar")
        for _number in range(AT_ONCE)
    ]
    answers = all_at_once(forms, address)
    refused = [text for status, text in answers if status in (409, 422)]
    assert len(refused) == AT_ONCE - 1
    assert min(status for status, _text in answers) == 303
    assert all("Zweigstelle Weimar" in text for text in refused)
    with app.app_context():
        named = db.session.scalars(select(Team).where(Team.name == "Zweigstelle Weimar")).all()
    assert len(named) == 1
