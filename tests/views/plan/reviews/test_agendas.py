"""The agenda of a review: it writes itself, and stays as it was once the review is held."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import comments, deals, goals, questions
from planner.contracts import actions as contracts
from planner.database import db
from planner.models import Deal, Goal, Person, Plan, Review
from planner.models.people.setting import AGES_VISIBLE_TO
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.visits import decide, joint_visit

REASON = "The goals of the group hold here."


def agenda(who: Visitor, review_id: int) -> str:
    page = who.visit(f"/reviews/{review_id}")
    return page.element("agenda").text if page.has("agenda") else ""


def held(who: Visitor, review_id: int) -> None:
    page = who.visit(f"/reviews/{review_id}/holding/new")
    page.form(f"holding-form-{review_id}").submit()


def deal(app: Flask, cast: Cast, title: str, expected_on: datetime.date) -> int:
    values = {"annual_value": 5000, "probability": Decimal("0.5")}
    return planned.deal(app, cast, title, expected_on=expected_on, **values)


@pytest.fixture
def review_id(app: Flask, cast: Cast) -> int:
    return planned.review_ahead(app, cast, attendees=(cast.jo,))


def test_it_has_what_is_due_overdue_open_and_about_to_end(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int
) -> None:
    deal(app, cast, "Due soon", datetime.date(2026, 7, 1))
    deal(app, cast, "Far away", datetime.date(2026, 12, 1))
    planned.activity(app, cast, "Late", due_on=datetime.date(2026, 6, 14))
    planned.activity(app, cast, "Not late", due_on=TODAY)
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        questions.create(plan, {"text": "Who decides there?"}, by=anna)
        answered = questions.create(plan, {"text": "Who pays?"}, by=anna)
        questions.update(answered, {"answer": "They do"}, by=anna)
        for title, day in (("Old frame", "2026-08-01"), ("New frame", "2028-01-01")):
            days = {"signed_on": TODAY, "ends_on": datetime.date.fromisoformat(day)}
            contracts.create(plan.customer, {"title": title, **days}, by=anna)
        db.session.commit()
    page = visitor(cast.otto).visit(f"/reviews/{review_id}")
    for part, there, missing in (
        ("agenda-deals", "Due soon expected on 1 Jul 2026 5,000 €", "Far away"),
        ("agenda-activities", "Late was due on 14 Jun 2026", "Not late"),
        ("agenda-questions", "Who decides there? asked on 15 Jun 2026 Anna Berg", "Who pays?"),
        ("agenda-contracts", "Old frame ends on 1 Aug 2026", "New frame"),
    ):
        shown = page.element(part).text
        assert there in shown
        assert missing not in shown
    plan_page, _, place = page.links["Old frame"].partition("#")
    shown = visitor(cast.otto).visit(plan_page).element(place).text
    assert shown.startswith("Old frame")
    assert "signed on 15 Jun 2026 ends on 1 Aug 2026" in shown


def test_changes_since_the_last_review_are_told_item_by_item_and_open_the_history(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = planned.goal(app, cast, "Before it")
    first = planned.review_ahead(app, cast, attendees=(cast.jo,))
    anna = visitor(cast.anna)
    held(anna, first)
    second = planned.review_ahead(app, cast, attendees=(cast.jo,))
    with app.app_context():
        by = db.session.get_one(Person, cast.anna.id)
        goal = db.session.get_one(Goal, goal_id)
        for target in (100, 200):
            goals.update(goal, {"target": Decimal(target)}, by=by)
        comments.create(goal, "A secret of ours", by=by)
        db.session.commit()
    deal(app, cast, "After it", datetime.date(2026, 12, 1))
    page = anna.visit(f"/reviews/{second}")
    shown = page.element("agenda-changes").text
    assert "What has changed since 15 Jun 2026" in shown
    assert "Planned deals After it – Planned deal added" in shown
    assert "Goals Before it" in shown
    assert "Target: – → 200" in shown
    assert "Goal added" not in shown
    assert "secret" not in shown
    history = page.click("History of Before it")
    assert "Target" in history.text
    assert "After it" not in history.text


def test_it_stays_as_it_was_when_the_review_was_held(
    app: Flask, cast: Cast, visitor: Visitors, review_id: int
) -> None:
    deal_id = deal(app, cast, "Once called", datetime.date(2026, 7, 1))
    anna = visitor(cast.anna)
    before = anna.visit(f"/reviews/{review_id}").element("agenda-deals").text
    held(anna, review_id)
    with app.app_context():
        gone = db.session.get_one(Deal, deal_id)
        deals.delete(gone, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    page = anna.visit(f"/reviews/{review_id}")
    assert page.element("agenda-deals").text == before
    assert "As it was on 15 Jun 2026, when the review was held." in page.text
    german = visitor(cast.jo, language="de").visit(f"/reviews/{review_id}/record")
    assert "Tagesordnung" in german.text
    assert "erwartet am 01.07.2026" in german.text


def test_review_that_was_only_written_up_has_no_agenda(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    assert agenda(visitor(cast.anna), planned.review(app, cast)) == ""


def test_empty_agenda_says_so(cast: Cast, visitor: Visitors, review_id: int) -> None:
    text = agenda(visitor(cast.otto), review_id)
    assert "Nothing has changed since 1 Jan 2026, and nothing is due or open." in text


@pytest.fixture
def answered(app: Flask, cast: Cast, visitor: Visitors) -> None:
    """The plan lies in the iron age without a goal, and Jo says why."""
    joint_visit(app, cast, clock.today())
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/symptoms/no_goals/answer/edit")
    page.form("answer-form-no_goals").fill(kind="explained", text=REASON).submit()


def test_members_have_symptoms_and_answers_on_it_and_leads_have_not(
    cast: Cast, visitor: Visitors, answered: None, review_id: int
) -> None:
    for member in (cast.anna, cast.jo):
        shown = agenda(visitor(member), review_id)
        assert "No live goal" in shown
        assert f"Jo Kilian has answered: {REASON}" in shown
    for reader in (cast.paul, cast.otto):
        shown = agenda(visitor(reader), review_id)
        assert "No live goal" not in shown
        assert REASON not in shown


def test_kept_symptoms_are_shown_to_nobody_who_may_not_see_the_rating(
    app: Flask, cast: Cast, visitor: Visitors, answered: None, review_id: int
) -> None:
    held(visitor(cast.anna), review_id)
    assert REASON in agenda(visitor(cast.jo), review_id)
    for reader in (cast.paul, cast.otto):
        assert REASON not in agenda(visitor(reader), review_id)
        assert REASON not in visitor(reader).visit(f"/reviews/{review_id}/record").text
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    assert REASON not in agenda(visitor(cast.paul), review_id)  # the members have their days first
    with app.app_context():
        review = db.session.get_one(Review, review_id)
        assert review.agenda is not None
        review.agenda = {**review.agenda, "symptoms_from": TODAY.isoformat()}
        db.session.commit()
    assert REASON in agenda(visitor(cast.paul), review_id)
    decide(app, cast, AGES_VISIBLE_TO, "members")
    assert REASON not in agenda(visitor(cast.paul), review_id)
