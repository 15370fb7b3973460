"""The page that starts the day: what is due and who waits, dealt with where it stands."""

import datetime

import pytest
from flask import Flask

from planner import clock
from planner.actions.people import settings
from planner.actions.plan import conversations, goals, questions
from planner.database import db
from planner.models import Activity, Conversation, Goal, Person, Plan, Question, Request, Review
from planner.models.kinds import ActivityStatus, Channel, RequestStatus, TalkState
from planner.rating import Thresholds
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.views.plan.test_join_requests import asked_by_mira

DAY = datetime.timedelta(days=1)
SAID = {"on": TODAY, "channel": Channel.CALL, "summary": "Yes.", "state": TalkState.OFFER}
STATEMENTS, AGAIN = 16, 4
"""One of them asks whether anything has changed; where nothing has, none is made for the lists."""


def task(app: Flask, cast: Cast, title: str, days: int | None, **values: object) -> int:
    """Something that Jo has to do, written down weeks ago."""
    due = None if days is None else TODAY + days * DAY
    with clock.at(TODAY - 40 * DAY):
        return planned.activity(app, cast, title, assignee_id=cast.jo.id, due_on=due, **values)


def test_what_is_due_stands_in_its_order_with_how_much_it_is(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    task(app, cast, "On Sunday", 6)
    task(app, cast, "Next Monday", 7)
    task(app, cast, "Some day", None)
    task(app, cast, "Long ago", -2)
    task(app, cast, "Now", 0)
    page = visitor(cast.jo).visit("/today")
    due = page.element("due").text
    assert due.startswith("Due 1 overdue, 1 today, 1 this week My week Long ago")
    assert "Long ago Eisenwerk Brühl AG 2 days over" in due
    assert due.index("Long ago") < due.index("Now") < due.index("On Sunday")
    assert "Next Monday" not in due
    assert "Some day" not in due
    assert page.element("due-count").text == "2"


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_done_is_gone_and_can_be_undone(
    app: Flask, cast: Cast, visitor: Visitors, *, htmx: bool
) -> None:
    activity_id = task(app, cast, "Call them", -1)
    task(app, cast, "Visit them", 0)
    page = visitor(cast.jo).visit("/today").press("Done: Call them", htmx=htmx)
    if not htmx:
        assert (page.status, page.location) == (303, "/today")
        page = page.follow()
    assert "Call them" not in page.element("due").text
    assert "Visit them" in page.element("due").text
    assert page.element("due-count").text == "1"
    assert "Call them" in page.element("undo-offers").text
    assert planned.now(app, activity_id).status is ActivityStatus.DONE


def test_what_was_done_meanwhile_is_said_above_what_is_left(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity_id = task(app, cast, "Call them", -1)
    page = visitor(cast.jo).visit("/today")
    planned.finish(app, cast, activity_id)
    late = page.press("Done: Call them", htmx=True)
    assert late.status == 409
    assert late.notices == ["The activity is already done."]
    assert not late.has("due")


def test_a_talk_is_logged_about_what_was_due_with_the_customer(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    task(app, cast, "Visit them", 0, customer_facing=True)
    task(app, cast, "Calculate", 0)
    page = visitor(cast.jo).visit("/today")
    assert "Log the talk: Calculate" not in page.links
    talk = page.click("Log the talk: Visit them")
    assert talk.heading == "Log a talk with Eisenwerk Brühl AG"


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize("htmx", [False, True])
def test_a_request_is_accepted_where_it_stands(
    app: Flask, cast: Cast, visitor: Visitors, *, htmx: bool
) -> None:
    with app.app_context():
        request_id = asked_by_mira(cast, "I know their treasurer")
    page = visitor(cast.anna).visit("/today")
    assert "Mira Sommer asks to join: “I know their treasurer”" in page.element("waiting").text
    assert page.element("due-count").text == "1"
    page = page.press("Accept: To join the plan, Mira Sommer", htmx=htmx)
    page = page if htmx else page.follow()
    assert not page.has("waiting")
    assert page.element("due-count").text == ""
    assert visitor(cast.mira).visit(f"/plans/{cast.plan.id}").status == 200
    assert status_of(app, request_id) is RequestStatus.ACCEPTED


def status_of(app: Flask, request_id: int) -> RequestStatus:
    with app.app_context():
        return db.session.get_one(Request, request_id).status


def test_a_request_is_declined_where_it_stands(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        request_id = asked_by_mira(cast)
    opened = visitor(cast.anna).visit("/today").click("Decline: To join the plan, Mira Sommer")
    opened.form(f"refusal-form-{request_id}").fill(reason="First in autumn").submit()
    assert status_of(app, request_id) is RequestStatus.DECLINED


def test_the_second_to_accept_is_told_who_answered(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        asked_by_mira(cast)
    button = "Accept: To join the plan, Mira Sommer"
    anna, tom = (visitor(each).visit("/today") for each in (cast.anna, cast.tom))
    anna.press(button)
    second = tom.press(button, htmx=True)
    assert (second.status, second.notices) == (
        409,
        ["The request has been answered already by Anna Berg."],
    )


def test_a_lead_finds_what_the_team_is_asked_and_the_bar_counts_the_own(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        asked_by_mira(cast)
    page = visitor(cast.paul).visit("/today")
    assert "Mira Sommer asks to join" in page.element("waiting").text
    assert page.element("due-count").text == ""


def goal_signed_by(app: Flask, cast: Cast, *signers: Person, target: int = 1000) -> int:
    goal_id = planned.goal(app, cast, target=target, unit="TEUR")
    for signer in signers:
        with app.app_context():
            goal = db.session.get_one(Goal, goal_id)
            goals.commit_to(goal, by=db.session.get_one(Person, signer.id))
            db.session.commit()
    return goal_id


@pytest.mark.databases("sqlite", "postgresql")
def test_a_goal_that_the_other_side_has_signed_waits_for_this_one(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal_signed_by(app, cast, cast.anna)
    assert not visitor(cast.anna).visit("/today").has("waiting")
    assert not visitor(cast.tom).visit("/today").has("waiting")
    page = visitor(cast.jo).visit("/today")
    waiting = page.element("waiting").text
    assert "Sign “More leasing”: Anna Berg stands by 1,000 TEUR" in waiting
    page = page.press("Agree: More leasing").follow()
    assert not page.has("waiting")
    with app.app_context():
        signers = {c.person_id for c in db.session.get_one(Goal, goal_id).commitments}
    assert signers == {cast.anna.id, cast.jo.id}


def move(app: Flask, cast: Cast, goal_id: int, target: int) -> None:
    with app.app_context():
        goal, anna = db.session.get_one(Goal, goal_id), db.session.get_one(Person, cast.anna.id)
        goals.update(goal, {"target": target}, by=anna)
        db.session.commit()


def test_a_moved_target_asks_again_and_moves_no_further_unseen(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal_signed_by(app, cast, cast.anna, cast.jo)
    assert not visitor(cast.jo).visit("/today").has("waiting")
    move(app, cast, goal_id, 1200)
    page = visitor(cast.jo).visit("/today")
    assert "Sign “More leasing” again: the target is 1,200 TEUR now" in page.text
    assert page.element("due-count").text == "1"
    move(app, cast, goal_id, 1500)
    refused = page.press("Agree: More leasing", htmx=True)
    assert refused.status == 409
    assert "Anna Berg moved the target from 1,200 to 1,500" in refused.notices[0]
    assert "the target is 1,500 TEUR now" in refused.element("waiting").text


def test_a_goal_that_nobody_has_signed_waits_for_nobody(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_signed_by(app, cast)
    for who in (cast.anna, cast.jo):
        assert not visitor(who).visit("/today").has("waiting")


def test_a_question_waits_for_whoever_is_to_find_out(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        question = questions.create(plan, {"text": "Who decides?"}, by=anna)
        db.session.commit()
        question_id = question.id
    activity_id = task(app, cast, "Ask them", 2)
    with app.app_context():
        db.session.get_one(Question, question_id).activity_id = activity_id
        db.session.commit()
    jo = visitor(cast.jo)
    assert "Who decides?" not in jo.visit("/today").text
    page = jo.visit("/today").press("Done: Ask them").follow()
    assert "Anna Berg asks: Who decides?" in page.element("waiting").text
    answered = page.click("Answer: Who decides?")
    answered.form(f"question-form-{question_id}").fill(answer="The board").submit()
    assert not jo.visit("/today").has("waiting")


@pytest.mark.databases("sqlite", "postgresql")
def test_a_talk_without_a_next_step_gets_one_where_it_stands(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    topic_id = planned.talk(app, cast)
    anna = visitor(cast.anna)
    page = anna.visit("/today")
    assert "Leasing Eisenwerk Brühl AG" in page.element("talks").text
    opened = page.click("Set next step: Leasing", htmx=True)
    form = opened.forms[0]
    assert form["next_step_on"] == "2026-06-22"
    refused = form.fill(next_step="", next_step_on="30.2.2026").submit(htmx=True)
    assert refused.status == 422
    assert len(refused.errors) == 2
    page = (
        refused.forms[0]
        .fill(next_step="Send the offer", next_step_on="2026-06-16")
        .submit(htmx=True)
    )
    assert not page.has("talks")
    assert "Send the offer" in page.element("due").text
    with app.app_context():
        assert db.session.get_one(Conversation, topic_id).entries[0].next_step == "Send the offer"
        step = db.session.scalars(db.select(Activity)).one()
        assert (step.assignee_id, step.due_on) == (cast.anna.id, TODAY + DAY)


def test_the_second_to_set_a_next_step_reads_that_of_the_first(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.talk(app, cast)
    anna, tom = visitor(cast.anna), visitor(cast.tom)
    address = anna.visit("/today").links["Set next step: Leasing"]
    first, second = (who.visit(address).form(address[: -len("/new")]) for who in (anna, tom))
    assert first.fill(next_step="Call them").submit().location == "/today"
    refused = second.fill(next_step="Visit them").submit()
    assert refused.status == 422
    assert refused.errors == ["There is a next step by now: Call them"]


def test_a_talk_without_a_word_for_as_long_as_the_table_says_stands_still(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.talk(app, cast, on=TODAY - 50 * DAY, next_step="They call")
    anna = visitor(cast.anna)
    assert not anna.visit("/today").has("talks")
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change_thresholds(Thresholds(conversation_stale_days=49), by=ada)
        db.session.commit()
    assert "Log a talk: Leasing" in anna.visit("/today").links


def test_what_others_have_changed_is_told_until_it_is_read(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    planned.goal(app, cast, "Before")
    jo.visit(f"/plans/{cast.plan.id}").press("All read")
    assert not jo.visit("/today").has("news")
    planned.goal(app, cast, "More leasing")
    page = jo.visit("/today")
    assert "Goal added: More leasing" in page.element("news").text
    assert "Before" not in page.element("news").text
    assert not anna.visit("/today").has("news")
    jo.visit(f"/plans/{cast.plan.id}").press("All read")
    assert not jo.visit("/today").has("news")


def test_a_review_that_is_due_can_be_planned(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit("/today")
    assert "Eisenwerk Brühl AG" in page.element("reviews").text
    page.click("Plan a review: Eisenwerk Brühl AG").form("planned-review-form")
    planned.review_ahead(app, cast, on=TODAY)
    assert "Agenda and minutes: Eisenwerk Brühl AG" in visitor(cast.jo).visit("/today").links
    with app.app_context():
        db.session.execute(db.delete(Review))
        db.session.commit()
    planned.review(app, cast)
    assert not visitor(cast.jo).visit("/today").has("reviews")


def test_an_empty_day_says_what_comes_next_and_offers_the_pool(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    task(app, cast, "Next Monday", 7)
    planned.activity(app, cast, "Open", field_id=cast.leasing.id)
    page = visitor(cast.jo).visit("/today")
    assert "What comes next is on Mon 22 Jun: Next Monday, Eisenwerk Brühl AG." in page.text
    assert "If there is time: 1 activity that you may see lies in the pool." in page.text
    assert page.click("The pool").heading == "Pool"


def test_everybody_with_work_begins_there_and_others_as_before(
    cast: Cast, visitor: Visitors
) -> None:
    begins = {
        who: visitor(vars(cast)[who]).visit("/").location
        for who in ("anna", "jo", "ruth", "mira", "paul", "ada", "fritz")
    }
    assert begins == {
        **dict.fromkeys(("anna", "jo", "ruth"), "/today"),
        **dict.fromkeys(("mira", "paul", "ada", "fritz"), "/customers"),
    }


def test_strangers_and_auditors_find_an_empty_day(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    task(app, cast, "Call them", -1)
    planned.talk(app, cast)
    with app.app_context():
        asked_by_mira(cast)
    for who in (cast.fritz, cast.otto, cast.vera):
        page = visitor(who).visit("/today")
        assert page.element("today").text.startswith("Nothing is due and nobody waits for you")
        assert "Eisenwerk" not in page.text
        assert page.element("due-count").text == ""


def test_a_full_day_takes_no_more_statements_than_a_short_one(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)

    def statements() -> int:
        with app.app_context():
            engine = db.engine
        with counted(engine) as found:
            assert jo.visit("/today").has("waiting")
        return len(found)

    def fill(number: int) -> None:
        task(app, cast, f"Call {number}", -number)
        goal_signed_by(app, cast, cast.anna)
        with app.app_context():
            plan, jo = (
                db.session.get_one(Plan, cast.plan.id),
                db.session.get_one(Person, cast.jo.id),
            )
            topic = conversations.create(plan, {"topic": f"Topic {number}"}, by=jo)
            conversations.log(topic, SAID, by=jo)
            db.session.commit()

    jo.visit(f"/plans/{cast.plan.id}").press("All read")
    fill(1)
    few = statements()
    for number in range(2, 14):
        fill(number)
    assert statements() == few <= STATEMENTS
    assert statements() <= AGAIN


def test_the_bar_counts_what_waits_for_an_owner_who_is_not_on_the_plan(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        asked_by_mira(cast)
        customer = db.session.get_one(Plan, cast.plan.id).customer
        customer.owner_id = cast.fritz.id
        db.session.commit()
    jo, fritz = visitor(cast.jo), visitor(cast.fritz)
    assert jo.visit("/today").element("due-count").text == ""
    assert fritz.visit("/today").element("due-count").text == "1"
