"""The minutes of a review and its decisions, sent as pages and in place, by several people."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Activity, Review
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.stories import planned
from tests.support.stories.cast import Cast

BEGUN = "Goals:\nDeals:\nQuestions:"


def opened(who: Visitor, review_id: int, *, htmx: bool = False) -> Form:
    page = who.visit(f"/reviews/{review_id}/minutes/edit", htmx=htmx)
    return page.form(f"minutes-form-{review_id}")


def outcome(app: Flask, review_id: int) -> str | None:
    with app.app_context():
        return db.session.get_one(Review, review_id).outcome


@pytest.fixture
def review_id(app: Flask, cast: Cast, visitor: Visitors) -> int:
    """Planned for today, with something in its minutes."""
    made = planned.review_ahead(app, cast, attendees=(cast.jo,))
    opened(visitor(cast.anna), made).fill(outcome=BEGUN).submit()
    return made


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "in place"])
def test_two_write_at_different_places_and_both_texts_stay(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int, htmx: bool
) -> None:
    annas, jos = (opened(visitor(one), review_id, htmx=htmx) for one in (cast.anna, cast.jo))
    annas.fill(outcome=BEGUN.replace("Goals:", "Goals: on course")).submit(htmx=htmx)
    answer = jos.fill(outcome=f"{BEGUN} none").submit(htmx=htmx)
    whole = "Goals: on course\nDeals:\nQuestions: none"
    assert outcome(app, review_id) == whole
    if htmx:
        again = answer.form(f"minutes-form-{review_id}")
        assert again["outcome"] == whole
        again.fill(outcome=f"{whole}.").submit(htmx=True)
        assert outcome(app, review_id) == f"{whole}."


def test_two_who_write_at_the_same_place_both_keep_their_words(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int
) -> None:
    annas, jos, toms = (opened(visitor(one), review_id) for one in (cast.anna, cast.jo, cast.tom))
    for form, text in ((annas, "The press"), (jos, "The plant"), (toms, "The board")):
        assert form.fill(outcome=f"{BEGUN}\n{text}").submit().status == 303
    kept = (outcome(app, review_id) or "").split("\n")
    assert sorted(kept[3:]) == ["The board", "The plant", "The press"]


def test_what_others_wrote_meanwhile_is_not_announced_while_one_writes(
    cast: Cast, visitor: Visitors, review_id: int
) -> None:
    anna = visitor(cast.anna)
    jos = opened(visitor(cast.jo), review_id, htmx=True)
    opened(anna, review_id).fill(outcome=f"Start\n{BEGUN}").submit()
    answer = jos.fill(outcome=f"{BEGUN} none").submit(htmx=True)
    assert answer.notices == []
    assert jos.page.visitor.visit(f"/reviews/{review_id}").notices == []


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "in place"])
def test_very_long_minutes_are_kept_and_too_long_ones_are_refused_with_nothing_lost(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int, htmx: bool
) -> None:
    long = "word " * 19_999 + "end"
    form = opened(visitor(cast.anna), review_id, htmx=htmx)
    assert form.fill(outcome=long).submit(htmx=htmx).status == (200 if htmx else 303)
    assert outcome(app, review_id) == long
    form = opened(visitor(cast.anna), review_id, htmx=htmx)
    answer = form.fill(outcome=long + "s" * 100).submit(htmx=htmx)
    assert (answer.status, answer.errors) == (422, ["Use at most 100000 characters."])
    assert answer.form(f"minutes-form-{review_id}")["outcome"] == long + "s" * 100
    assert outcome(app, review_id) == long


def test_minutes_go_on_after_the_review_was_held(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int
) -> None:
    anna = visitor(cast.anna)
    form = opened(visitor(cast.jo), review_id)
    anna.visit(f"/reviews/{review_id}/holding/new").form(f"holding-form-{review_id}").submit()
    form.fill(outcome=f"{BEGUN}\nLate").submit()
    assert outcome(app, review_id) == f"{BEGUN}\nLate"
    assert "Late" in anna.visit(f"/reviews/{review_id}").text


def test_decision_becomes_an_activity_as_soon_as_it_is_made(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int
) -> None:
    page = visitor(cast.anna).visit(f"/reviews/{review_id}/minutes/edit")
    form = page.form("decision-form")
    form.fill(text="Visit the plant", assignee_id="Jo Kilian", due_on="2026-07-01")
    answer = form.submit(htmx=True)
    assert "Visit the plant" in answer.element("decisions").text
    assert "The decision is an activity now." in answer.text
    assert answer.form("decision-form")["text"] == ""
    answer.form("decision-form").fill(text="Stay calm").submit(htmx=True)
    with app.app_context():
        made = db.session.scalars(select(Activity)).one()
        assert (made.title, made.assignee_id) == ("Visit the plant", cast.jo.id)
        assert (made.due_on, made.review_id) == (datetime.date(2026, 7, 1), review_id)
        review = db.session.get_one(Review, review_id)
        assert review.decided == ["Visit the plant", "Stay calm"]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"assignee_id": "Jo Kilian"}, "Fill this in."),
        (
            {"text": "Visit", "due_on": "2026-07-01"},
            "Choose who does it as well, or leave the day empty.",
        ),
        (
            {"text": "Visit", "assignee_id": "Jo Kilian", "due_on": "2026-06-14"},
            "This day is over. Choose a later one.",
        ),
    ],
)
def test_half_a_decision_is_asked_for_at_its_field(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int, fields: dict[str, str], error: str
) -> None:
    page = visitor(cast.anna).visit(f"/reviews/{review_id}/minutes/edit")
    answer = page.form("decision-form").fill(**fields).submit()
    assert answer.status == 422
    assert error in answer.errors
    assert answer.form("decision-form")["text"] == fields.get("text", "")
    with app.app_context():
        assert db.session.scalars(select(Activity)).all() == []


@pytest.mark.databases("sqlite", "postgresql")
def test_record_has_all_of_it_and_says_it_is_internal(
    cast: Cast, visitor: Visitors, review_id: int
) -> None:
    anna = visitor(cast.anna)
    page = anna.visit(f"/reviews/{review_id}/minutes/edit")
    form = page.form("decision-form").fill(text="<b>Visit</b>", assignee_id="Jo Kilian")
    form.submit()
    anna.visit(f"/reviews/{review_id}/holding/new").form(f"holding-form-{review_id}").submit()
    page = visitor(cast.otto).visit(f"/reviews/{review_id}").click("Record")
    for text in (
        "Anna Berg (Generalist side), Jo Kilian (Specialist side)",
        "counts as a joint review",
        "Questions:",
        "<b>Visit</b>",
        "Internal: for those who may see the plan, not for the customer.",
    ):
        assert text in page.text


def test_minutes_that_somebody_has_emptied_come_back_from_the_history(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int
) -> None:
    opened(visitor(cast.jo), review_id).fill(outcome="").submit()
    assert outcome(app, review_id) is None
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history?subject=reviews&id={review_id}")
    page.press("Restore “Goals: Deals: Questions:” (Outcome)")
    assert outcome(app, review_id) == BEGUN
