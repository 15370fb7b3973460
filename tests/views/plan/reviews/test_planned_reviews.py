"""Reviews that are planned before they are held: planned, changed, held, cancelled."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Event, Person, Plan, Review
from planner.models.kinds import ReviewStatus, Role
from planner.planfiles.exporting import export_document
from planner.queries.maturity import facts
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.stories import planned
from tests.support.stories.cast import Cast

NO_SPECIALIST = (
    "Nobody of the specialist side is down as attending: this will not count as a joint review."
)


def new_form(cast: Cast, visitor: Visitors) -> Form:
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/planned-reviews/new")
    return page.form("planned-review-form")


def only(app: Flask) -> Review:
    with app.app_context():
        review = db.session.scalars(select(Review)).one()
        assert review.attendees is not None
        assert review.decided is not None
        return review


def types(app: Flask) -> list[str]:
    with app.app_context():
        happened = select(Event.type).where(Event.type.like("review.%")).order_by(Event.id)
        return list(db.session.scalars(happened))


@pytest.mark.databases("sqlite", "postgresql")
def test_member_plans_a_review_for_everybody_on_the_day_when_it_is_due(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = new_form(cast, visitor)
    assert form["on"] == TODAY.isoformat()  # it was due weeks ago
    assert {int(one) for one in form["attendee_ids"]} == {cast.anna.id, cast.jo.id, cast.ruth.id}
    page = form.fill(on="2026-06-20").submit().follow()
    shown = page.element("reviews").text
    assert "Review planned for 20 Jun 2026" in shown
    assert "no joint review" not in shown
    review = only(app)
    assert (review.status, review.on) == (ReviewStatus.PLANNED, datetime.date(2026, 6, 20))
    assert types(app) == ["review.created"]


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("2026-06-14", "This day is over. Choose a later one."),
        ("2027-01-01", "The plan ends on 31 Dec 2026. Choose an earlier day."),
        ("31.6.2026", "There is no such day. Write it as 2026-03-14 or 14.03.2026."),
        ("", "Choose a day."),
    ],
)
def test_day_of_a_planned_review_is_one_that_comes_and_that_the_plan_has(
    cast: Cast, visitor: Visitors, day: str, error: str
) -> None:
    form = new_form(cast, visitor).fill(on=day, attendee_ids=[cast.jo.id])
    answer = form.submit()
    assert (answer.status, answer.errors) == (422, [error])
    again = answer.form("planned-review-form")
    assert (again["on"], again["attendee_ids"]) == (day, str(cast.jo.id))


def test_page_says_before_and_after_that_one_side_is_missing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.tom,))
    anna = visitor(cast.anna)
    for address in (f"/plans/{cast.plan.id}/activities", f"/reviews/{review_id}"):
        assert NO_SPECIALIST in anna.visit(address).text
    page = anna.visit(f"/reviews/{review_id}/holding/new")
    assert NO_SPECIALIST in page.text
    page = page.form(f"holding-form-{review_id}").submit().follow()
    assert "It does not count as a joint review." in page.notices[0]
    after = "Nobody of the specialist side attended: this does not count as a joint review."
    assert after in page.text


def test_review_with_both_sides_is_said_to_count(app: Flask, cast: Cast, visitor: Visitors) -> None:
    review_id = planned.review_ahead(app, cast)
    page = visitor(cast.anna).visit(f"/reviews/{review_id}/holding/new")
    form = page.form(f"holding-form-{review_id}").fill(attendee_ids=[cast.jo.id])
    page = form.submit().follow()
    assert "It counts as a joint review." in page.notices[0]
    assert "People of both sides attended: this counts as a joint review." in page.text


@pytest.mark.databases("sqlite", "postgresql")
def test_until_it_is_held_neither_the_rating_nor_a_plan_file_knows_of_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.jo,))

    def known() -> tuple[int, int]:
        with app.app_context():
            plan = db.session.get_one(Plan, cast.plan.id)
            in_file = export_document(plan)["plan"]["reviews"]
            return len(facts.facts_of_plan(plan.id).reviews), len(in_file)

    assert known() == (0, 0)
    anna = visitor(cast.anna)
    anna.visit(f"/reviews/{review_id}").press("Cancel the review")
    assert known() == (0, 0)
    anna.visit(f"/reviews/{review_id}").press("Plan it again")
    form = anna.visit(f"/reviews/{review_id}/holding/new").form(f"holding-form-{review_id}")
    form.submit()
    assert known() == (1, 1)
    with app.app_context():
        (written,) = export_document(db.session.get_one(Plan, cast.plan.id))["plan"]["reviews"]
        assert written == {"on": TODAY.isoformat(), "by": "anna", "attendees": ["jo"]}


def test_plan_file_that_replaces_the_plan_leaves_a_planned_review_alone(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    before = anna.visit(f"/plans/{cast.plan.id}/plan-file")
    planned.review_ahead(app, cast)
    page = anna.visit(f"/plans/{cast.plan.id}/plan-file/new")
    form = page.form("plan-file-form").fill(file=(before.data, "plan.json"), replace=True)
    page = form.submit()
    if page.offers("Make these changes"):
        page.press("Make these changes")
    assert only(app).is_planned


@pytest.mark.databases("sqlite", "postgresql")
def test_two_who_say_at_once_that_it_was_held_make_one_review_of_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.jo,))
    annas, jos = (
        visitor(one).visit(f"/reviews/{review_id}/holding/new").form(f"holding-form-{review_id}")
        for one in (cast.anna, cast.jo)
    )
    assert annas.submit().status == 303
    answer = jos.fill(on="2026-06-14").submit()
    assert answer.status == 409
    assert "Anna Berg has already written down that this review was held." in answer.text
    assert only(app).on == TODAY
    assert types(app) == ["review.created", "review.held"]


def test_who_came_is_merged_with_whom_somebody_else_has_added_meanwhile(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.tom,))
    page = visitor(cast.anna).visit(f"/reviews/{review_id}/holding/new")
    edit = visitor(cast.tom).visit(f"/reviews/{review_id}/edit")
    form = edit.form(f"review-form-{review_id}")
    form.fill(attendee_ids=[cast.tom.id, cast.jo.id]).submit()
    page.form(f"holding-form-{review_id}").fill(attendee_ids=[cast.ruth.id]).submit()
    assert {one.id for one in only(app).attendees} == {cast.jo.id, cast.ruth.id}


def test_who_has_left_can_still_be_one_of_those_who_came(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.paul,))
    with app.app_context():
        db.session.get_one(Person, cast.paul.id).role = Role.GENERALIST
        db.session.commit()
    anna = visitor(cast.anna)
    anna.visit(f"/reviews/{review_id}/holding/new").form(f"holding-form-{review_id}").submit()
    assert [one.name for one in only(app).attendees] == ["Paul Stein"]


def test_cancelled_review_counts_nowhere_and_can_be_planned_again(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.jo,))
    anna = visitor(cast.anna)
    held = anna.visit(f"/reviews/{review_id}/holding/new").form(f"holding-form-{review_id}")
    page = anna.visit(f"/reviews/{review_id}").press("Cancel the review").follow()
    assert "It was cancelled and counts nowhere." in page.text
    assert not anna.visit(f"/plans/{cast.plan.id}/activities").has(f"review-{review_id}")
    assert anna.visit(f"/plans/{cast.plan.id}/reviews").has(f"review-{review_id}")
    answer = held.submit()
    assert answer.status == 409
    assert "This review was cancelled. Plan it again first." in answer.text
    page.press("Plan it again")
    assert only(app).is_planned
    assert types(app) == ["review.created", "review.cancelled", "review.updated"]


def test_review_of_a_plan_that_was_closed_can_be_read_and_no_longer_held(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.jo,))
    anna = visitor(cast.anna)
    form = anna.visit(f"/reviews/{review_id}/holding/new").form(f"holding-form-{review_id}")
    planned.close(app, cast)
    answer = form.submit()
    assert answer.status == 409
    assert "This plan is closed." in answer.text
    page = anna.visit(f"/reviews/{review_id}")
    assert "The plan was closed before this review was held." in page.text
    assert not page.offers("Cancel the review")
    assert only(app).is_planned


def test_deleted_review_comes_back_with_everything_when_that_is_undone(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.jo,))
    anna = visitor(cast.anna)
    page = anna.visit(f"/reviews/{review_id}/minutes/edit")
    form = page.form("decision-form").fill(text="Visit the plant", assignee_id="Jo Kilian")
    form.submit()
    anna.visit(f"/reviews/{review_id}/holding/new").form(f"holding-form-{review_id}").submit()
    before = only(app)
    anna.visit(f"/reviews/{review_id}/edit").press("Delete this review")
    history = anna.visit(f"/plans/{cast.plan.id}/history")
    next(form for form in history.forms if form.element["action"].endswith("/undo")).submit()
    after = only(app)
    assert (after.id, after.status, after.agenda) == (before.id, before.status, before.agenda)
    assert after.decided == ["Visit the plant"]
    assert [one.id for one in after.attendees] == [cast.jo.id]
    assert anna.visit(f"/reviews/{review_id}/record").text.count("Visit the plant") == 1


def test_that_it_was_held_can_be_undone(app: Flask, cast: Cast, visitor: Visitors) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.jo,))
    anna = visitor(cast.anna)
    anna.visit(f"/reviews/{review_id}/holding/new").form(f"holding-form-{review_id}").submit()
    history = anna.visit(f"/plans/{cast.plan.id}/history")
    next(form for form in history.forms if form.element["action"].endswith("/undo")).submit()
    assert only(app).is_planned


def test_preparing_is_refused_to_readers_and_invisible_to_strangers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review_id = planned.review_ahead(app, cast, attendees=(cast.jo,))
    for person, code in ((cast.otto, 403), (cast.paul, 403), (cast.fritz, 404), (cast.mira, 404)):
        page = visitor(person).visit("/customers")
        token = [page.root.all("input", name="csrf_token")[0]["value"]]
        for address in (
            f"/plans/{cast.plan.id}/planned-reviews",
            f"/reviews/{review_id}/holding",
            f"/reviews/{review_id}/cancellation",
            f"/reviews/{review_id}/cancellation?_method=DELETE",
            f"/reviews/{review_id}/minutes",
            f"/reviews/{review_id}/decisions",
        ):
            sent = {"csrf_token": token, "on": [TODAY.isoformat()], "text": ["Sent"]}
            answer = page.visitor.send("POST", address, sent, came_from=page)
            assert (address, answer.status) == (address, code)
        for address in ("holding/new", "minutes/edit", "decisions/new"):
            assert page.visitor.visit(f"/reviews/{review_id}/{address}").status == code
        record = page.visitor.visit(f"/reviews/{review_id}/record")
        assert record.status == (200 if code == 403 else 404)
    assert only(app).is_planned
