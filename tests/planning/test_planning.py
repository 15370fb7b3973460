"""Both sides make a plan together in five steps, without a script: each row is a form."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import goals, members, plans
from planner.database import db
from planner.models import (
    Activity,
    Deal,
    Event,
    Goal,
    Member,
    Person,
    Plan,
    PlanningSession,
    Potential,
    Question,
    Session,
)
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories import planned
from tests.support.stories.cast import PASSWORD, Cast

HAND_OVER = "hand over; Jo Kilian confirms with the own password"
STEPS = ("potentials", "goals", "deals", "activities", "signatures")
both_databases = pytest.mark.databases("sqlite", "postgresql")


def begun(somebody: Visitor, plan_id: int) -> Page:
    """The first step, after beginning from the button in the plan's head."""
    start = somebody.visit(f"/plans/{plan_id}").click("Plan together")
    return start.press("Begin").follow()


def new_goal(app: Flask, cast: Cast, title: str = "More leasing", target: int = 800) -> int:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        goal = goals.create(plan, {"title": title, "target": Decimal(target)}, by=anna)
        db.session.commit()
        return goal.id


def session_now(app: Flask) -> tuple[str, bool, list[str]]:
    """Its step, whether it is finished, and who has taken part."""
    with app.app_context():
        session = db.session.scalars(select(PlanningSession)).one()
        names = [person.name for person in session.participants]
        return session.step.value, session.finished_at is not None, names


@both_databases
def test_both_sides_go_through_five_steps_and_the_plan_is_what_they_typed(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    page = begun(anna, cast.plan.id)
    assert page.address.endswith("/planning/potentials")

    leasing = next(one for one in page.forms if "planning-potential-" in (one.element["id"] or ""))
    leasing.fill(annual_value="182,000", share_of_wallet="20").submit()
    page = jo.visit(f"/plans/{cast.plan.id}/planning/potentials")
    unknown = next(f for f in page.forms if "new-potential" in (f.element["id"] or ""))
    unknown.fill(annual_value="22,000").submit()

    page = anna.visit(f"/plans/{cast.plan.id}/planning/potentials").press("On to goals").follow()
    page = page.form("planning-new-goal").fill(title="More leasing", target="800").submit().follow()
    page = page.form("planning-new-goal").fill(title="Drop this", target="5", unit="%").submit()
    page = page.follow().press("On to deals").follow()
    page = page.click("More leasing")
    deal = page.form("planning-new-deal").fill(expected_on="Sep 2026", annual_value="68,000")
    page = deal.submit().follow().press("On to activities").follow()
    page = page.click("More leasing")
    new = page.form("planning-new-activity")
    page = new.fill(title="Ask the press", assignee_id="Jo Kilian", due_on="2026-07-01").submit()
    page = page.follow().press("On to signing").follow()

    assert "2 goals" in page.element(f"signer-{cast.anna.id}").text
    page = page.press("Sign 2 goals as Anna Berg").follow()
    page = jo.visit(page.address).press("Sign 2 goals as Jo Kilian").follow()
    assert "2 goals signed by both" in page.element("so-far").text
    ending = anna.visit(page.address).click("Finish")
    form = ending.form("ending-form").tamper(**{"points-0-is_asked": "y"})
    form.fill(**{"points-0-text": "Who decides on trucks?", "points-0-person_id": "Jo Kilian"})
    assert "1 question stays open" in form.submit().follow().text

    with app.app_context():
        planned_is(cast)
    assert session_now(app) == ("signatures", True, ["Anna Berg", "Jo Kilian"])


def planned_is(cast: Cast) -> None:
    """What both have typed is in the plan."""
    values = {p.field_id: p.annual_value for p in db.session.scalars(select(Potential))}
    assert values[cast.leasing.id] == 182000
    assert Decimal(22000) in values.values()
    goal = db.session.scalars(select(Goal).where(Goal.title == "More leasing")).one()
    assert {one.person.name for one in goal.commitments} == {"Anna Berg", "Jo Kilian"}
    deal = db.session.scalars(select(Deal)).one()
    assert (deal.goal_id, deal.expected_on) == (goal.id, datetime.date(2026, 9, 30))
    assert deal.annual_value == 68000
    ask = db.session.scalars(select(Activity).where(Activity.title == "Ask the press")).one()
    assert (ask.deal_id, ask.assignee_id) == (deal.id, cast.jo.id)
    question = db.session.scalars(select(Question)).one()
    assert question.activity is not None
    assert question.activity.assignee_id == cast.jo.id


@both_databases
def test_each_step_is_for_members_refused_to_their_lead_and_hidden_from_strangers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = new_goal(app, cast)
    anna = visitor(cast.anna)
    page = begun(anna, cast.plan.id)
    row = anna.visit(f"/plans/{cast.plan.id}/planning/goals").form(f"planning-goal-{goal_id}")
    signing = anna.visit(f"/plans/{cast.plan.id}/planning/signatures")
    sent = (
        row,
        page.form_of("On to goals"),
        signing.form_of("Sign 1 goal as Anna Berg"),
        signing.click(HAND_OVER).form("handed-over-form"),
        signing.click("Finish").form("ending-form"),
    )
    lead, stranger = visitor(cast.paul), visitor(cast.fritz)
    for somebody, code in ((lead, 403), (stranger, 404)):
        for address in ("planning", *(f"planning/{one}" for one in STEPS), "planning/ending/new"):
            assert somebody.visit(f"/plans/{cast.plan.id}/{address}").status == code
        for form in sent:
            assert form.sent_by(somebody).status == code
    assert not lead.visit(f"/plans/{cast.plan.id}").has("planning-start")
    assert "Plan together" not in lead.visit(f"/plans/{cast.plan.id}").links
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).title == "More leasing"


@both_databases
def test_session_left_in_the_middle_is_taken_up_where_it_was_by_either_side(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    start = jo.visit(f"/plans/{cast.plan.id}/planning")
    begun(anna, cast.plan.id).press("On to goals").follow().click("Leave")
    assert session_now(app) == ("goals", False, ["Anna Berg"])
    again = jo.visit(f"/plans/{cast.plan.id}").click("Plan together")
    assert "Begun by Anna Berg" in again.element("planning-start").text
    assert again.click("Go on with: Goals").address.endswith("/planning/goals")
    # Whoever had the page open from before joins those who have begun.
    assert start.press("Begin").follow().address.endswith("/planning/goals")
    assert session_now(app) == ("goals", False, ["Anna Berg", "Jo Kilian"])
    step = jo.visit(f"/plans/{cast.plan.id}/planning/goals")
    ending = anna.visit(f"/plans/{cast.plan.id}/planning/ending/new").form("ending-form")
    assert "Planning together is finished." in ending.submit().follow().text
    assert ending.submit().status == 303
    # What was typed meanwhile is saved all the same, and the page says that it is over.
    page = step.form("planning-new-goal").fill(title="Late", target="1").submit().follow()
    assert "Planned together before" in page.text
    with app.app_context():
        assert db.session.scalars(select(Goal.title)).all() == ["Late"]


@both_databases
def test_other_side_signs_at_one_table_only_with_the_own_password(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    new_goal(app, cast)
    anna = visitor(cast.anna)
    begun(anna, cast.plan.id)
    address = f"/plans/{cast.plan.id}/planning/signatures"
    hand_over = anna.visit(address).click(HAND_OVER)
    refused = hand_over.form("handed-over-form").fill(password="Anna's own").submit()
    assert (refused.status, refused.errors) == (422, ["This is not the password of Jo Kilian."])
    with app.app_context():
        assert db.session.scalars(select(Goal)).one().commitments == []
        sessions = len(db.session.scalars(select(Session)).all())
    page = refused.form("handed-over-form").fill(password=PASSWORD).submit().follow()
    assert "Jo Kilian has signed." in page.text
    assert "has signed all of it" in page.element(f"signer-{cast.jo.id}").text
    with app.app_context():
        goal = db.session.scalars(select(Goal)).one()
        assert [one.person.name for one in goal.commitments] == ["Jo Kilian"]
        event = db.session.scalars(select(Event).where(Event.type == "commitment.created")).one()
        assert event.actor_id == cast.jo.id
        assert len(db.session.scalars(select(Session)).all()) == sessions
    assert anna.visit("/profile").text.count("Anna Berg")
    for nobody in (cast.anna, cast.mira, cast.fritz):
        assert anna.visit(f"{address}/{nobody.id}/new").status == 404


@both_databases
def test_two_targets_are_brought_together_and_what_moved_is_not_signed_unseen(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = new_goal(app, cast, target=800)
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    begun(anna, cast.plan.id)
    address = f"/plans/{cast.plan.id}/planning/signatures"
    stale = jo.visit(address)
    anna.visit(address).press("Sign 1 goal as Anna Berg")
    goal_row = jo.visit(f"/plans/{cast.plan.id}/planning/goals").form(f"planning-goal-{goal_id}")
    goal_row.fill(target="1,000").submit()
    unseen = stale.press("Sign 1 goal as Jo Kilian").follow()
    assert "You have not signed" in unseen.text
    page = unseen.press("Sign 1 goal as Jo Kilian").follow()
    assert "more than 10 % apart, so it does not count as shared" in page.text
    lower = jo.visit(f"/plans/{cast.plan.id}/planning/goals").form(f"planning-goal-{goal_id}")
    lower.fill(target="950").submit()
    unseen = page.press("“More leasing”: all 800").follow()
    assert "Jo Kilian moved the target from 1,000 to 950" in unseen.text
    page = unseen.press("“More leasing”: all 800").follow()
    assert "apart" not in anna.visit(address).element("planning-step").text
    with app.app_context():
        goal = db.session.get_one(Goal, goal_id)
        assert goal.target == 800
        by_name = {one.person.name: one for one in goal.commitments}
        assert by_name["Jo Kilian"].asked_again_on is None


def test_row_changed_by_both_is_merged_or_asked_about_and_wrong_input_stays_in_its_row(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = new_goal(app, cast)
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    begun(anna, cast.plan.id)
    address, row = f"/plans/{cast.plan.id}/planning/goals", f"planning-goal-{goal_id}"
    mine, theirs = anna.visit(address).form(row), jo.visit(address).form(row)
    third = anna.visit(address).form(row)
    mine.fill(title="More leasing of presses").submit()
    assert theirs.fill(target="1,000").submit().status == 303
    clash = third.fill(target="900").submit()
    assert clash.status == 409
    assert clash.form(row).tamper(**{"choose-target": "mine"}).submit().status == 303
    with app.app_context():
        goal = db.session.get_one(Goal, goal_id)
        assert goal.title == "More leasing of presses"
        assert goal.target == 900
    wrong = anna.visit(address).form(row).fill(target="viel", title="Ümläute <i>").submit(htmx=True)
    assert wrong.status == 422
    assert wrong.errors == ["This is not a number. Write it like 1,234.5."]
    assert wrong.form(row)["title"] == "Ümläute <i>"
    empty = anna.visit(address).form("planning-new-goal").submit()
    assert (empty.status, empty.errors) == (422, ["Fill this in."])
    for item in (f"goals/{goal_id + 1000}", "potentials/999", "goals/99999999999"):
        posted = anna.visit(address).form(row)
        posted.element.attributes["action"] = f"/plans/{cast.plan.id}/planning/{item}"
        assert posted.submit().status == 404


def test_who_has_left_while_it_runs_reads_what_was_typed_on_a_clear_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, jo = new_goal(app, cast), visitor(cast.jo)
    begun(visitor(cast.anna), cast.plan.id)
    row = jo.visit(f"/plans/{cast.plan.id}/planning/goals").form(f"planning-goal-{goal_id}")
    with app.app_context():
        member = db.session.scalars(select(Member).where(Member.person_id == cast.jo.id)).one()
        members.leave(member, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    page = row.fill(title="Typed by Jo").submit()
    assert page.status == 404
    assert "Typed by Jo" in page.element("typed").text
    notice = row.submit(htmx=True)
    assert (notice.status, notice.has("typed")) == (404, False)
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).title == "More leasing"


def test_planning_begins_a_new_plan_and_the_next_period_and_a_closed_one_is_only_read(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        plan = db.session.get_one(Plan, cast.plan.id)
        goals.create(plan, {"title": "Not reached", "target": Decimal(5)}, by=anna)
        plans.close(plan, by=anna)
        db.session.commit()
    anna_visits = visitor(cast.anna)
    assert anna_visits.visit(f"/plans/{cast.plan.id}/planning").status == 409
    form = anna_visits.visit(f"/plans/{cast.plan.id}/successor/new").form("successor-form")
    page = form.submit("Draft it, and plan together").follow()
    assert page.address.endswith("/planning")
    page = page.press("Begin").follow()
    assert "rated once the plan has begun" in page.element("way").text
    signing = anna_visits.visit(page.address.replace("potentials", "signatures"))
    assert signing.offers("Sign 1 goal and agree to the plan, as Anna Berg")
    assert signing.press("Sign 1 goal and agree to the plan, as Anna Berg").status == 303
    for somebody in (cast.jo, cast.tom, cast.ruth):
        there = visitor(somebody).visit(signing.address)
        there.form_of(
            next(b.text for b in there.root.all("button") if "agree" in b.text.lower())
        ).submit()
    page = anna_visits.visit(signing.address)
    assert "4 of 4 have agreed" in page.element("so-far").text
    assert page.press("Begin the plan").status == 303


def test_a_month_is_chosen_for_a_deal_and_a_day_that_was_said_stays(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    deal_id = planned.deal(
        app,
        cast,
        annual_value=Decimal(1000),
        probability=Decimal("0.5"),
        expected_on=datetime.date(2026, 11, 21),
    )
    anna = visitor(cast.anna)
    begun(anna, cast.plan.id)
    for chosen, day in (({}, (2026, 11, 21)), ({"expected_on": "Dec 2026"}, (2026, 12, 31))):
        page = anna.visit(f"/plans/{cast.plan.id}/planning/deals")
        form = page.form(f"planning-deal-{deal_id}")
        form.fill(annual_value="2,000", **chosen).submit()
        with app.app_context():
            assert db.session.get_one(Deal, deal_id).expected_on == datetime.date(*day)
    new = anna.visit(f"/plans/{cast.plan.id}/planning/deals").form("planning-new-deal")
    refused = new.fill(title="Later", annual_value="1", probability="10").submit()
    assert "Choose a month." in refused.errors
    forged = new.tamper(expected_on="2099-01-31").submit()
    assert "Choose one of the list." in forged.errors
