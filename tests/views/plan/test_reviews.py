"""Reviews: written up, changed, deleted, and what becomes of their decisions."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import reviews
from planner.database import db
from planner.models import Activity, Event, Person, Plan, Review
from planner.models.kinds import ActivityStatus, Role
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 3, 10)


@pytest.fixture
def review_id(app: Flask, cast: Cast) -> int:
    """Anna led it, and Paul and Jo were there."""
    with app.app_context():
        anna, paul, jo = (db.session.get_one(Person, p.id) for p in (cast.anna, cast.paul, cast.jo))
        review = reviews.create(
            db.session.get_one(Plan, cast.plan.id),
            {"on": DAY, "outcome": "On course\n  <i>mostly</i>"},
            by=anna,
            attendees=[paul, jo],
            decisions=["Visit the plant\r\nbefore June", "Nothing else"],
        )
        db.session.commit()
        return review.id


def new_form(cast: Cast, visitor: Visitors) -> Form:
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/reviews/new")
    return page.form("review-form")


def written(app: Flask) -> Review | None:
    with app.app_context():
        review = db.session.scalars(select(Review)).one_or_none()
        if review is not None:
            assert review.decided is not None
            assert review.attendees is not None
            assert review.by is not None
        return review


def test_member_writes_up_a_review_that_somebody_else_led(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = new_form(cast, visitor)
    assert form["on"] == TODAY.isoformat()
    assert form["by_id"] == str(cast.tom.id)
    form.fill(
        on="2026-03-10",
        by_id="Anna Berg",
        attendee_ids=[cast.jo.id, cast.paul.id],
        outcome="<b>Bold</b> مرحبا",
        **{"decisions-0-text": "Visit the plant", "decisions-2-text": "Ask the board"},
    )
    assert form.submit().status == 303
    assert form.submit().status == 303
    review = written(app)
    assert review is not None
    assert (review.on, review.by.name, review.outcome) == (DAY, "Anna Berg", "<b>Bold</b> مرحبا")
    assert [person.name for person in review.attendees] == ["Jo Kilian", "Paul Stein"]
    assert review.decided == ["Visit the plant", "Ask the board"]
    page = visitor(cast.otto).visit(f"/plans/{cast.plan.id}/activities")
    shown = page.element(f"review-{review.id}")
    for text in ("10 Mar 2026", "Anna Berg", "Jo Kilian", "<b>Bold</b> مرحبا", "2 decisions"):
        assert text in shown.text
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.type == "review.created")).one()
        assert (event.actor_id, event.plan_id) == (cast.tom.id, cast.plan.id)


def test_decisions_become_activities_together_with_the_review(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = new_form(cast, visitor).fill(
        **{
            "decisions-0-text": "Visit the plant",
            "decisions-0-assignee_id": "Jo Kilian",
            "decisions-0-due_on": "2026-07-01",
            "decisions-1-text": "Ask the board",
            "decisions-1-assignee_id": "(nobody yet: an open activity)",
            "decisions-2-text": "Stay calm",
        }
    )
    page = form.submit().follow()
    assert "2 decisions are activities now." in page.text
    with app.app_context():
        made = db.session.scalars(select(Activity).order_by(Activity.id)).all()
        assert [(a.title, a.assignee_id, a.due_on, a.status) for a in made] == [
            ("Visit the plant", cast.jo.id, datetime.date(2026, 7, 1), ActivityStatus.PLANNED),
            ("Ask the board", None, None, ActivityStatus.OPEN),
        ]


def test_decisions_that_are_half_written_are_asked_for_and_nothing_is_saved(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = new_form(cast, visitor).fill(
        **{
            "decisions-0-assignee_id": "Jo Kilian",
            "decisions-1-text": "Ask the board",
            "decisions-1-due_on": "2026-07-01",
            "decisions-2-text": "Visit the plant",
            "decisions-2-assignee_id": "Jo Kilian",
            "decisions-2-due_on": "2026-06-14",
        }
    )
    answer = form.submit()
    assert answer.status == 422
    assert answer.errors == [
        "Write down what was decided, or choose no activity.",
        "Choose who does it as well, or leave the day empty.",
        "This day is over. Choose a later one.",
    ]
    assert answer.form("review-form")["decisions-1-text"] == "Ask the board"
    assert written(app) is None
    with app.app_context():
        assert db.session.scalars(select(Activity)).all() == []


@pytest.mark.databases("sqlite", "postgresql")
def test_more_decisions_can_be_written_without_losing_any(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = new_form(cast, visitor).fill(
        **{f"decisions-{number}-text": f"Decision {number}" for number in range(3)}
    )
    again = form.submit("More decisions").form("review-form")
    assert written(app) is None
    again.fill(**{"decisions-5-text": "Decision 5"}).submit()
    review = written(app)
    assert review is not None
    assert review.decided == ["Decision 0", "Decision 1", "Decision 2", "Decision 5"]


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("2026-06-16", "This day is still to come. Choose the day on which you met."),
        ("2025-12-31", "The plan had not begun then. Choose a later day."),
        ("", "Choose a day."),
        ("31.2.2026", "There is no such day. Write it as 2026-03-14 or 14.03.2026."),
    ],
)
def test_day_of_a_review_lies_between_the_beginning_of_the_plan_and_today(
    app: Flask, cast: Cast, visitor: Visitors, day: str, error: str
) -> None:
    answer = new_form(cast, visitor).fill(on=day, outcome="Kept").submit(htmx=True)
    assert (answer.status, answer.errors) == (422, [error])
    assert answer.form("review-form")["outcome"] == "Kept"
    assert written(app) is None


def test_first_and_last_day_of_a_review_are_taken(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for day in (cast.plan.starts_on, TODAY):
        assert new_form(cast, visitor).fill(on=day.isoformat()).submit().status == 303
    with app.app_context():
        days = db.session.scalars(select(Review.on).order_by(Review.on)).all()
        assert days == [cast.plan.starts_on, TODAY]


def test_members_and_leads_of_the_team_can_have_been_there_and_nobody_else(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = new_form(cast, visitor)
    offered = {person: str(person.id) for person in (cast.anna, cast.ruth, cast.paul)}
    form.fill(attendee_ids=list(offered.values()))
    stranger = form.tamper(attendee_ids=[str(cast.fritz.id)]).submit()
    assert (stranger.status, stranger.errors) == (422, ["Choose from the list."])
    assert written(app) is None


def test_review_has_a_page_of_its_own_with_its_texts_as_texts(
    cast: Cast, review_id: int, visitor: Visitors
) -> None:
    otto = visitor(cast.otto)
    page = otto.visit(f"/plans/{cast.plan.id}/activities").click("Review of 10 Mar 2026")
    shown = page.element(f"review-{review_id}")
    for text in ("Anna Berg", "Paul Stein", "Jo Kilian", "Visit the plant", "<i>mostly</i>"):
        assert text in shown.text
    assert "Edit" not in page.links
    listed = page.click("All reviews")
    assert listed.heading == "Reviews of Eisenwerk Brühl AG"
    assert listed.has(f"review-{review_id}")


def test_review_by_one_side_is_said_not_to_be_a_joint_one(
    app: Flask, cast: Cast, review_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    assert "no joint review" not in anna.visit(f"/reviews/{review_id}").text
    form = anna.visit(f"/reviews/{review_id}/edit").form(f"review-form-{review_id}")
    form.fill(attendee_ids=[cast.tom.id]).submit()
    assert "one side only: no joint review" in anna.visit(f"/reviews/{review_id}").text
    with app.app_context():
        review = db.session.get_one(Review, review_id)
        assert [person.name for person in review.attendees] == ["Tom Ahrens"]


def test_member_changes_a_review_and_the_history_says_what(
    app: Flask, cast: Cast, review_id: int, visitor: Visitors
) -> None:
    tom = visitor(cast.tom)
    page = tom.visit(f"/reviews/{review_id}/edit", htmx=True)
    form = page.form(f"review-form-{review_id}")
    assert form["decisions-0-text"] == "Visit the plant\nbefore June"
    form.fill(**{"decisions-1-text": "Ask the board"}, attendee_ids=[cast.jo.id, cast.ruth.id])
    answer = form.submit(htmx=True)
    assert "Dr. Ruth Falk" in answer.element("reviews").text
    review = written(app)
    assert review is not None
    assert review.decided == ["Visit the plant\r\nbefore June", "Ask the board"]
    history = tom.visit(f"/plans/{cast.plan.id}/history").text
    assert "Review changed: Anna Berg" in history
    assert "Ask the board" in history
    assert "Paul Stein, Jo Kilian" in history


def test_saving_a_review_without_a_change_changes_nothing(
    app: Flask, cast: Cast, review_id: int, visitor: Visitors
) -> None:
    tom = visitor(cast.tom)
    file = tom.visit(f"/plans/{cast.plan.id}/plan-file").data
    assert b"Visit the plant\\r\\nbefore June" in file
    form = tom.visit(f"/reviews/{review_id}/edit").form(f"review-form-{review_id}")
    assert form.submit().status == 303
    assert tom.visit(f"/plans/{cast.plan.id}/plan-file").data == file
    with app.app_context():
        happened = select(Event.type).where(Event.type.like("review.%"))
        assert db.session.scalars(happened).all() == ["review.created"]


def test_who_has_left_stays_among_those_who_were_there(
    app: Flask, cast: Cast, review_id: int, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.paul.id).role = Role.GENERALIST
        db.session.commit()
    form = visitor(cast.tom).visit(f"/reviews/{review_id}/edit").form(f"review-form-{review_id}")
    form.fill(outcome="Better").submit()
    review = written(app)
    assert review is not None
    assert [person.name for person in review.attendees] == ["Paul Stein", "Jo Kilian"]


def test_member_deletes_a_review(app: Flask, cast: Cast, review_id: int, visitor: Visitors) -> None:
    visitor(cast.anna).visit(f"/reviews/{review_id}/edit").press("Delete this review")
    assert written(app) is None
    with app.app_context():
        happened = db.session.scalars(select(Event.type).order_by(Event.id)).all()
        assert happened[-1] == "review.deleted"


@pytest.mark.databases("sqlite", "postgresql")
def test_review_is_in_the_plan_file_that_another_place_reads(
    app: Flask, cast: Cast, review_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    before = anna.visit(f"/plans/{cast.plan.id}/plan-file")
    anna.visit(f"/reviews/{review_id}/edit").press("Delete this review")
    page = anna.visit(f"/plans/{cast.plan.id}/plan-file/new")
    page = page.form("plan-file-form").fill(file=(before.data, "plan.json")).submit()
    page.press("Make these changes")
    assert anna.visit(f"/plans/{cast.plan.id}/plan-file").data == before.data


def test_writing_is_refused_to_readers_and_invisible_to_strangers(
    app: Flask, cast: Cast, review_id: int, visitor: Visitors
) -> None:
    for person, code in ((cast.otto, 403), (cast.paul, 403), (cast.fritz, 404), (cast.mira, 404)):
        page = visitor(person).visit("/customers")
        fields = {"csrf_token": [page.root.all("input", name="csrf_token")[0]["value"]]}
        fields |= {"on": ["2026-03-11"], "by_id": [str(cast.anna.id)]}
        for address in (
            f"/plans/{cast.plan.id}/reviews",
            f"/reviews/{review_id}",
            f"/reviews/{review_id}?_method=DELETE",
        ):
            answer = page.visitor.send("POST", address, fields, came_from=page)
            assert (address, answer.status) == (address, code)
        for address in (f"/plans/{cast.plan.id}/reviews/new", f"/reviews/{review_id}/edit"):
            assert page.visitor.visit(address).status == code
        for address in (f"/plans/{cast.plan.id}/reviews", f"/reviews/{review_id}"):
            assert page.visitor.visit(address).status == (200 if code == 403 else 404)
    review = written(app)
    assert review is not None
    assert review.on == DAY


@pytest.mark.databases("sqlite", "postgresql")
def test_decisions_of_two_who_write_at_once_are_all_kept(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int
) -> None:
    annas, jos = (
        visitor(one).visit(f"/reviews/{review_id}/edit").form(f"review-form-{review_id}")
        for one in (cast.anna, cast.jo)
    )
    annas.fill(**{"decisions-1-text": "Ask the board", "decisions-2-text": "Call again"}).submit()
    jos.fill(**{"decisions-0-text": "Visit both plants", "decisions-2-text": "Write to them"})
    page = jos.fill(outcome="On course").submit().follow()
    assert "Anna Berg changed this field meanwhile" in page.notices[0]
    review = written(app)
    assert review is not None
    assert review.outcome == "On course"
    assert sorted(review.decided) == [
        "Ask the board",
        "Call again",
        "Visit both plants",
        "Write to them",
    ]


def test_decisions_that_nobody_else_touched_are_not_written_back(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int
) -> None:
    jos = visitor(cast.jo).visit(f"/reviews/{review_id}/edit").form(f"review-form-{review_id}")
    edit = visitor(cast.anna).visit(f"/reviews/{review_id}/edit")
    edit.form(f"review-form-{review_id}").fill(**{"decisions-1-text": "Ask the board"}).submit()
    jos.fill(outcome="On course").submit()
    review = written(app)
    assert review is not None
    assert review.decided[1] == "Ask the board"
