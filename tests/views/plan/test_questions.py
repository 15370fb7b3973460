"""What is not known about the customer, and how it becomes known."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.plan import questions
from planner.database import db
from planner.models import Activity, Person, Plan, Question
from planner.models.kinds import ActivityStatus
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

TEXT = "Who decides about <em>the fleet</em>?\nAnd when? " + "Неизвестно. " * 30


@pytest.fixture
def question_id(app: Flask, cast: Cast) -> int:
    """What Anna asks."""
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        question = questions.create(plan, {"text": TEXT}, by=anna)
        db.session.commit()
        return question.id


@pytest.mark.databases("sqlite", "postgresql")
def test_member_asks_a_question(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/questions/new", htmx=True)
    answer = page.form("question-form").fill(text="Who\nsigns?").submit(htmx=True)
    assert "Who signs?" in answer.element("questions").text
    with app.app_context():
        question = db.session.scalars(select(Question)).one()
        assert (question.text, question.asked_by_id) == ("Who\nsigns?", cast.jo.id)


def test_empty_question_is_refused_at_its_field(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/questions/new")
    answer = page.form("question-form").fill(text=" ").submit()
    assert answer.status == 422
    assert answer.errors == ["Fill this in."]


def test_member_answers_a_question_in_place_and_open_ones_come_first(
    app: Flask, cast: Cast, question_id: int, visitor: Visitors
) -> None:
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        later = questions.create(plan, {"text": "Still open"}, by=anna).id
        db.session.commit()
    form = visitor(cast.jo).visit(f"/questions/{question_id}/edit", htmx=True)
    answer = form.form(f"question-form-{question_id}").fill(answer="The board").submit(htmx=True)
    ids = [article["id"] for article in answer.element("questions").all("article")]
    assert ids == [f"question-{later}", f"question-{question_id}"]
    assert "Answer: The board" in answer.text
    with app.app_context():
        assert db.session.get_one(Question, question_id).answered_on == clock.today()


def test_answer_taken_away_opens_the_question_again(
    app: Flask, cast: Cast, question_id: int, visitor: Visitors
) -> None:
    for text in ("The board", ""):
        page = visitor(cast.jo).visit(f"/questions/{question_id}/edit")
        page.form(f"question-form-{question_id}").fill(answer=text).submit()
    with app.app_context():
        question = db.session.get_one(Question, question_id)
        assert (question.answer, question.answered_on) == (None, None)


@pytest.mark.databases("sqlite", "postgresql")
def test_question_becomes_an_open_activity_once(
    app: Flask, cast: Cast, question_id: int, visitor: Visitors
) -> None:
    label = "Make it an activity"
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/talks")
    short = next(link for link in page.links if link.startswith("More: Who decides"))
    menu = page.menu(short.removeprefix("More: "))
    assert menu.press(label).status == 303
    assert menu.press(label).status == 409
    with app.app_context():
        activity = db.session.scalars(select(Activity)).one()
        assert db.session.get_one(Question, question_id).activity_id == activity.id
        assert activity.status is ActivityStatus.OPEN
        assert activity.title.startswith(
            "Who decides about <em>the fleet</em>? And when? Неизвестно."
        )
        assert 180 < len(activity.title) <= 200
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/talks")
    assert label not in page.element("questions").text
    assert "Open" in page.element(f"question-{question_id}").text


@pytest.mark.databases("sqlite", "postgresql")
def test_member_deletes_a_question(
    app: Flask, cast: Cast, question_id: int, visitor: Visitors
) -> None:
    visitor(cast.tom).visit(f"/questions/{question_id}/edit").press("Delete this question")
    with app.app_context():
        assert db.session.get(Question, question_id) is None


def test_reader_sees_questions_without_buttons(
    cast: Cast, question_id: int, visitor: Visitors
) -> None:
    shown = visitor(cast.otto).visit(f"/plans/{cast.plan.id}/talks").element("questions")
    assert "Who decides about <em>the fleet</em>?" in shown.text
    assert shown.all("button") == []
    assert [link["href"] for link in shown.all("a")] == [f"/questions/{question_id}/comments"]


def test_writing_is_refused_to_readers_and_invisible_to_strangers(
    app: Flask, cast: Cast, question_id: int, visitor: Visitors
) -> None:
    for person, code in ((cast.otto, 403), (cast.paul, 403), (cast.fritz, 404), (cast.mira, 404)):
        page = visitor(person).visit("/customers")
        fields = {"csrf_token": [page.root.all("input", name="csrf_token")[0]["value"]]}
        fields["text"] = ["Changed"]
        for address in (
            f"/plans/{cast.plan.id}/questions",
            f"/questions/{question_id}",
            f"/questions/{question_id}?_method=DELETE",
            f"/questions/{question_id}/inquiry",
        ):
            answer = page.visitor.send("POST", address, fields, came_from=page)
            assert (address, answer.status) == (address, code)
        for address in (f"/plans/{cast.plan.id}/questions/new", f"/questions/{question_id}/edit"):
            assert page.visitor.visit(address).status == code
    with app.app_context():
        assert db.session.scalars(select(Question.text)).all() == [TEXT]
