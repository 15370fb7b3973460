"""The way to the next age, on the page that says why a plan stands where it stands."""

import datetime

from flask import Flask

from planner import clock
from planner.actions.plan import plans, requests
from planner.database import db
from planner.models import Person, Plan
from planner.models.kinds import RequestKind
from planner.models.people.setting import AGES_VISIBLE_TO
from planner.queries.maturity.way import way_of
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast
from tests.support.stories.visits import decide, goal_of_one_side, joint_visit, visits_alone


def why(cast: Cast, query: str = "") -> str:
    return f"/plans/{cast.plan.id}/maturity{query}"


def steps(page: Page) -> list[str]:
    """What the way says, step by step, without its buttons."""
    return [step.all("p")[0].text for step in page.element("way").all("li")]


def buttons(page: Page) -> list[str]:
    way = page.element("way")
    return [item.text for name in ("a", "button") for item in way.all(name)]


def test_page_says_what_leads_to_the_next_age(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, clock.today())
    page = visitor(cast.anna).visit(why(cast))
    assert page.element("way-heading").text == "The way to: Modern age"
    assert steps(page) == [
        "Agree on a goal, and sign it from both sides.",
        "Plan an activity for the generalist side.",
        "Plan an activity for the specialist side.",
        "Go through the plan with both sides, and write down what was decided.",
    ]


def test_each_step_leads_to_the_form_that_does_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, clock.today())
    page = visitor(cast.anna).visit(why(cast))
    add = "Add an open activity"
    assert buttons(page) == ["Add a goal", add, add, "Write up a review"]
    assert page.click("Add a goal").has("goal-form")
    assert page.click(add).has("activity-form")
    assert page.click("Write up a review").has("review-form")


def test_a_step_that_was_done_is_gone(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, clock.today())
    goal_of_one_side(app, cast, "More leasing", cast.anna)
    jo = visitor(cast.jo)
    page = jo.visit(why(cast))
    assert "Somebody of the specialist side signs “More leasing”." in steps(page)
    page = page.press("Sign “More leasing”").follow()
    assert "signs" not in page.element("way").text
    assert len(steps(page)) == 3


def test_who_may_not_take_a_step_reads_it_without_a_button(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, clock.today())
    goal_of_one_side(app, cast, "More leasing", cast.anna)
    page = visitor(cast.anna).visit(why(cast))
    assert "Somebody of the specialist side signs “More leasing”." in steps(page)
    assert "Sign “More leasing”" not in buttons(page)


def test_visits_are_written_up_from_the_way(app: Flask, cast: Cast, visitor: Visitors) -> None:
    visits_alone(app, cast, [datetime.date(2026, 4, 1), datetime.date(2026, 5, 4)])
    page = visitor(cast.anna).visit(why(cast))
    assert steps(page) == ["Write up “Visit of April”, with a next step."]
    assert page.click(*buttons(page)).form("talk-form")["on"] == "2026-04-01"


def test_the_way_is_told_in_german(app: Flask, cast: Cast, visitor: Visitors) -> None:
    visits_alone(app, cast, [datetime.date(2026, 4, 1), datetime.date(2026, 5, 4)])
    page = visitor(cast.anna, language="de").visit(why(cast))
    assert steps(page) == ["„Visit of April“ dokumentieren, mit einem nächsten Schritt."]


def test_who_asked_to_join_is_answered(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        plan, mira = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.mira.id),
        )
        for member in plan.members:
            if member.person_id == cast.jo.id:
                member.left_on = clock.today()
        requests.create(plan, RequestKind.JOIN, by=mira)
        db.session.commit()
    page = visitor(cast.anna).visit(why(cast))
    assert steps(page)[0] == "Invite Mira Sommer of the specialist side to the plan."
    assert buttons(page)[0] == "Answer the request of Mira Sommer"


def test_a_plan_that_is_not_rated_has_no_way(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        plans.close(plan, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
        assert way_of(plan, clock.today()) is None
    assert not visitor(cast.anna).visit(why(cast)).has("way")


def test_a_day_that_is_over_has_no_way(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, clock.today())
    yesterday = clock.today() - datetime.timedelta(days=1)
    page = visitor(cast.anna).visit(why(cast, f"?as_of={yesterday}"))
    assert page.has("gates")
    assert not page.has("way")


def test_a_lead_sees_what_was_stored_and_no_way(app: Flask, cast: Cast, visitor: Visitors) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    joint_visit(app, cast, clock.today())
    with clock.at(clock.today() + datetime.timedelta(days=40)):
        page = visitor(cast.paul).visit(why(cast))
    assert page.has("symptoms")
    assert not page.has("way")
