"""A specialist outside asks to join where the own field has potential."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import requests
from planner.database import db
from planner.models import Person, Plan, Request
from planner.models.kinds import RequestKind, RequestStatus
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


def asked_by_mira(cast: Cast, reason: str | None = None) -> int:
    """The id of a pending request to join; asks for an application context."""
    plan, mira = db.session.get_one(Plan, cast.plan.id), db.session.get_one(Person, cast.mira.id)
    request = requests.create(plan, RequestKind.JOIN, by=mira, reason=reason)
    db.session.commit()
    return request.id


def test_specialist_asks_to_join_and_sees_that_no_answer_is_there_yet(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    mira = visitor(cast.mira)
    page = mira.visit(f"/customers/{cast.customer.key}/join-request/new")
    assert "Eisenwerk Brühl AG" in page.heading
    page = page.form("join-request-form").fill(reason="Two terminals <b>there</b>").submit()
    page = page.follow()
    assert page.address == "/requests"
    asked = page.element("asked")
    assert "Not answered yet" in asked.text
    assert "Two terminals <b>there</b>" in asked.text
    assert not [link for link in asked.all("a") if link["href"].startswith("/plans")]
    with app.app_context():
        request = db.session.scalars(select(Request)).one()
        assert (request.person_id, request.kind) == (cast.mira.id, RequestKind.JOIN)


def test_who_has_no_potential_there_cannot_know_of_the_customer(
    cast: Cast, visitor: Visitors
) -> None:
    for person in (cast.fritz, cast.anna, cast.ada, cast.paul):
        page = visitor(person).visit(f"/customers/{cast.customer.key}/join-request/new")
        assert page.status == 404
    assert visitor(cast.mira).visit("/customers/nobody/join-request/new").status == 404


def test_asking_twice_is_refused_in_words(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.mira).visit(f"/customers/{cast.customer.key}/join-request/new")
    with app.app_context():
        asked_by_mira(cast)
    page = form.form("join-request-form").submit()
    assert page.status == 409
    assert "You have asked for this already" in page.text


@pytest.mark.databases("sqlite", "postgresql")
def test_who_asked_takes_it_back(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        asked_by_mira(cast)
    page = visitor(cast.mira).visit("/requests")
    page = page.press("Withdraw: To join the plan, Eisenwerk Brühl AG").follow()
    assert "Nothing yet" in page.element("asked").text
    with app.app_context():
        assert db.session.scalars(select(Request)).all() == []


def test_nobody_takes_back_what_another_asked_for(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        request_id = asked_by_mira(cast)
    anna = visitor(cast.anna)
    page = anna.visit("/requests")
    token = {"csrf_token": [page.forms[-1]["csrf_token"]]}
    assert anna.send("POST", f"/requests/{request_id}?_method=DELETE", token).status == 404
    with app.app_context():
        assert db.session.get_one(Request, request_id).status is RequestStatus.PENDING
