"""A plan asks for a value specialist, who takes it or declines with a reason."""

import pytest
from flask import Flask

from planner.database import db
from planner.models import Member, Notification, Person, Plan, RequestStatus, ValueRequest
from planner.models.kinds import NotificationKind
from planner.value_requests import actions as value_requests
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast

BOTH = pytest.mark.databases("sqlite", "postgresql")
ABOUT = "What renting saves the works, for their board on Friday"


def asked(app: Flask, cast: Cast, person: Person | None) -> int:
    with app.app_context():
        made = value_requests.ask(
            db.session.get_one(Plan, cast.plan.id),
            {"text": ABOUT, "person_id": person.id if person else None},
            by=db.session.get_one(Person, cast.anna.id),
        )
        db.session.commit()
        return made.id


def is_on_plan(app: Flask, cast: Cast, person: Person) -> bool:
    with app.app_context():
        there = db.session.query(Member).filter_by(plan_id=cast.plan.id, person_id=person.id)
        return there.filter(Member.left_on.is_(None)).count() == 1


def ask_on_page(cast: Cast, visitor: Visitors, **values: str) -> Page:
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/value").click("Ask a value specialist")
    return page.form("value-request-form").fill(text=ABOUT, **values).submit()


@BOTH
def test_a_value_specialist_is_asked_for_on_the_plan_and_finds_it_in_the_inbox(
    cast: Cast, visitor: Visitors
) -> None:
    shown = ask_on_page(cast, visitor, person_id="Vera Lindt").follow()
    assert ABOUT in shown.element("value_requests").text
    inbox = visitor(cast.vera).visit("/").follow().click("Asked for value")
    assert ABOUT in inbox.element("waiting").text
    assert "Eisenwerk Brühl AG" in inbox.element("waiting").text


@BOTH
def test_who_takes_it_is_on_the_plan_from_then_on(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity, vera = asked(app, cast, cast.vera), visitor(cast.vera)
    assert vera.visit(f"/plans/{cast.plan.id}").status == 404
    page = vera.visit("/value-inbox").press("Take it: Eisenwerk Brühl AG").follow()
    assert page.has("business_cases")
    assert is_on_plan(app, cast, cast.vera)
    with app.app_context():
        assert db.session.get_one(ValueRequest, identity).status is RequestStatus.ACCEPTED
        told = db.session.query(Notification).filter_by(kind=NotificationKind.REQUEST_ANSWERED)
        assert [each.person_id for each in told] == [cast.anna.id]


@BOTH
def test_who_declines_says_why_and_stays_outside(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity, vera = asked(app, cast, cast.vera), visitor(cast.vera)
    page = vera.visit("/value-inbox").click("Decline: Eisenwerk Brühl AG")
    form = page.form(f"value-decline-form-{identity}")
    assert form.submit().status == 422
    form.fill(reason="On leave until May").submit()
    assert not is_on_plan(app, cast, cast.vera)
    shown = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/value").element("value_requests").text
    assert "On leave until May" in shown


def test_what_nobody_is_named_for_is_taken_by_the_first(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    asked(app, cast, None)
    first, second = (visitor(cast.vera).visit("/value-inbox") for _window in range(2))
    first.press("Take it: Eisenwerk Brühl AG")
    late = second.press("Take it: Eisenwerk Brühl AG")
    assert "answered already by Vera Lindt" in late.text


@BOTH
def test_a_request_is_withdrawn_until_it_is_answered(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    asked(app, cast, cast.vera)
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/value")
    page = page.press("Withdraw the request to Vera Lindt").follow()
    assert "Nobody was asked yet" in page.element("value_requests").text
    assert ABOUT not in visitor(cast.vera).visit("/value-inbox").text


def test_the_same_is_not_asked_twice(app: Flask, cast: Cast, visitor: Visitors) -> None:
    asked(app, cast, cast.vera)
    page = ask_on_page(cast, visitor, person_id="Vera Lindt")
    assert page.status == 422
    assert page.errors == ["That was asked already; the answer is still to come."]
    assert page.form("value-request-form")["text"] == ABOUT


def test_nobody_else_has_the_inbox_or_answers(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = asked(app, cast, cast.vera)
    for person in (cast.anna, cast.jo, cast.fritz, cast.otto):
        somebody = visitor(person)
        assert somebody.visit("/value-inbox").status == 404, person.name
        assert somebody.visit(f"/value-inbox/{identity}/decline/new").status == 404, person.name


def test_whoever_only_reads_and_strangers_ask_for_nobody(cast: Cast, visitor: Visitors) -> None:
    address = f"/plans/{cast.plan.id}/value-requests/new"
    assert visitor(cast.paul).visit(address).status == 403
    assert visitor(cast.fritz).visit(address).status == 404


@BOTH
def test_who_is_asked_is_told_and_finds_it_on_today(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ask_on_page(cast, visitor, person_id="Vera Lindt")
    vera = visitor(cast.vera)
    page = vera.visit("/notifications")
    said = "Tom Ahrens asks for a value specialist."
    assert vera.visit(page.links[said]).location == "/value-inbox"
    assert page.links["Eisenwerk Brühl AG"] == "/value-inbox"
    assert f"Tom Ahrens asks for the value: {ABOUT}" in vera.visit("/today").element("waiting").text
    assert said not in visitor(cast.anna).visit("/notifications").text
    vera.visit("/value-inbox").press("Take it: Eisenwerk Brühl AG")
    assert "asks for the value" not in vera.visit("/today").text


@BOTH
def test_all_are_told_of_what_anybody_may_take_as_long_as_none_has(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = asked(app, cast, None)
    said = "Anna Berg asks for a value specialist."
    assert said in visitor(cast.vera).visit("/notifications").text
    with app.app_context():
        request = db.session.get_one(ValueRequest, identity)
        value_requests.decline(request, "No time", by=db.session.get_one(Person, cast.ruth.id))
        db.session.commit()
    assert said not in visitor(cast.vera).visit("/notifications").text


def test_the_answer_says_which_it_was_and_leads_to_the_plan(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    asked(app, cast, cast.vera)
    visitor(cast.vera).visit("/value-inbox").press("Take it: Eisenwerk Brühl AG")
    page = visitor(cast.anna).visit("/notifications")
    link = page.links["Vera Lindt has accepted what you asked for."]
    assert page.visitor.visit(link).location == f"/plans/{cast.plan.id}/value#value_requests"
