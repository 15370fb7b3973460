"""What members answer to a symptom stands beside it until what it rests on changes."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.models import Event, SymptomAnswer
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.visits import goal_of_one_side, joint_visit

REASON = "The goals of the group hold here; they are signed in its plan."


@pytest.fixture(autouse=True)
def iron(app: Flask, cast: Cast) -> None:
    """A plan that no goal holds in the iron age."""
    joint_visit(app, cast, clock.today())


def address(cast: Cast, code: str = "no_goals") -> str:
    return f"/plans/{cast.plan.id}/symptoms/{code}/answer/edit"


def test_member_explains_a_symptom_and_everybody_sees_who_and_when(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/maturity")
    form = page.click("Answer: No live goal").form("answer-form-no_goals")
    page = form.fill(kind="explained", text=REASON).submit().follow()
    answer = page.element("answer-no_goals").text
    assert REASON in answer
    assert "Jo Kilian · today" in answer
    there = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/maturity").element("maturity").text
    assert "explained" in there


def test_answer_is_saved_in_place(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna).visit(address(cast), htmx=True)
    form = page.form("answer-form-no_goals")
    answer = form.fill(kind="mending", until="2026-07-01", text="Anna asks").submit(htmx=True)
    assert "being mended until 1 Jul 2026" in answer.element("answer-no_goals").text


def test_answered_symptom_is_no_longer_the_first_thing_to_do(cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    page = anna.visit(f"/plans/{cast.plan.id}")
    assert "Add a goal" in page.element("maturity").text
    form = anna.visit(address(cast)).form("answer-form-no_goals")
    form.fill(kind="explained", text=REASON).submit()
    page = anna.visit(f"/plans/{cast.plan.id}")
    assert "Add a goal" not in page.element("maturity").text
    assert "The plan has no goal yet." in page.element("what-now").text


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"kind": "mending", "text": "Soon"}, "Choose a day until which it is to be mended."),
        (
            {"kind": "mending", "text": "Soon", "until": "2026-06-14"},
            "This day is over. Choose a later one.",
        ),
        (
            {"kind": "mending", "text": "Soon", "until": "viele"},
            "There is no such day. Write it as 2026-03-14 or 14.03.2026.",
        ),
        ({"kind": "explained", "text": ""}, "Fill this in."),
    ],
)
def test_answer_that_says_too_little_is_refused_at_its_field(
    fields: dict[str, str], error: str, app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit(address(cast)).form("answer-form-no_goals")
    answer = form.fill(**fields).submit()
    assert answer.status == 422
    assert answer.errors == [error]
    assert answer.form("answer-form-no_goals")["text"] == fields["text"]
    with app.app_context():
        assert db.session.scalars(select(SymptomAnswer)).all() == []


def test_new_answer_replaces_the_one_before_and_both_stay_on_record(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for somebody, text in ((cast.anna, "It is not so."), (cast.jo, "It is so.")):
        form = visitor(somebody).visit(address(cast)).form("answer-form-no_goals")
        form.fill(kind="explained", text=text).submit()
    with app.app_context():
        answer = db.session.scalars(select(SymptomAnswer)).one()
        assert (answer.text, answer.by_id) == ("It is so.", cast.jo.id)
        happened = select(Event.type).where(Event.subject == "symptom_answers")
        assert list(db.session.scalars(happened.order_by(Event.id))) == [
            "symptom_answer.created",
            "symptom_answer.updated",
        ]


@pytest.mark.databases("sqlite", "postgresql")
def test_answer_is_taken_back(app: Flask, cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    form = anna.visit(address(cast)).form("answer-form-no_goals")
    page = form.fill(kind="explained", text=REASON).submit().follow()
    page = page.press("Withdraw the answer: No live goal").follow()
    assert REASON not in page.text
    with app.app_context():
        assert db.session.scalars(select(SymptomAnswer)).all() == []


def test_answer_lapses_when_its_evidence_changes(app: Flask, cast: Cast, visitor: Visitors) -> None:
    goal_of_one_side(app, cast, "More leasing", cast.anna)
    anna = visitor(cast.anna)
    form = anna.visit(address(cast, "goals_not_shared")).form("answer-form-goals_not_shared")
    page = form.fill(kind="explained", text=REASON).submit().follow()
    assert REASON in page.text
    goal_of_one_side(app, cast, "Fewer open items", cast.anna)
    page = anna.visit(f"/plans/{cast.plan.id}/maturity")
    assert page.has("symptom-goals_not_shared")
    assert REASON not in page.text


def test_symptom_that_does_not_hold_cannot_be_answered(cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    assert anna.visit(address(cast, "no_specialist")).status == 409
    assert anna.visit(address(cast, "no_such_thing")).status == 404


def test_only_members_answer(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit(address(cast)).form("answer-form-no_goals")
    form.fill(kind="explained", text=REASON)
    assert form.sent_by(visitor(cast.paul)).status == 403
    assert form.sent_by(visitor(cast.otto)).status == 403
    assert form.sent_by(visitor(cast.fritz)).status == 404
    with app.app_context():
        assert db.session.scalars(select(SymptomAnswer)).all() == []


@pytest.mark.databases("sqlite", "postgresql")
def test_two_who_give_the_first_answer_at_once_are_asked_which_holds(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    annas, jos = (
        visitor(one).visit(address(cast)).form("answer-form-no_goals")
        for one in (cast.anna, cast.jo)
    )
    annas.fill(kind="explained", text=REASON).submit()
    page = jos.fill(kind="explained", text="We wait for the group.").submit()
    assert page.status == 409
    assert "That of Anna Berg" in page.element("answer-form-no_goals-text-conflict").text
    form = page.form("answer-form-no_goals").fill(**{"choose-text": "theirs"})
    assert form.submit().status == 303
    with app.app_context():
        assert db.session.scalars(select(SymptomAnswer)).one().text == REASON
