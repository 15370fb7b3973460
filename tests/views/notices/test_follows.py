"""Following a customer, a plan or an item on its page, and stopping it there or at the choices."""

import pytest
from flask import Flask

from planner.actions.plan import activities, claims, goals
from planner.database import db
from planner.models import Activity, Customer, Follow, Goal, Person, Plan
from planner.models.kinds import ActivityKind
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

CHOICES = "/notification-choices"


def add_goal(app: Flask, cast: Cast, title: str) -> int:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        goal = goals.create(plan, {"title": title}, by=anna)
        db.session.commit()
        return goal.id


@pytest.mark.databases("sqlite", "postgresql")
def test_a_lead_follows_a_plan_its_customer_and_a_goal(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    paul, at = visitor(cast.paul), f"/plans/{cast.plan.id}"
    page = paul.visit(at).press("Follow this plan").follow()
    assert "You follow this now" in page.text
    page = page.press("Follow this customer").follow()

    goal = add_goal(app, cast, "Whole fleet")
    page = paul.visit("/notifications")
    assert page.element("bell")["aria-label"] == "1 new notification"
    assert "Anna Berg has added to what you follow: Whole fleet" in page.text
    assert page.links["Anna Berg has added to what you follow: Whole fleet"]

    page = paul.visit(f"/goals/{goal}")
    assert page.offers("Following: stop"), "with its plan"
    page = page.press("Following: stop").follow()
    page = page.press("Follow").follow()
    page = paul.visit(CHOICES)
    assert "Whole fleet Goal · Eisenwerk Brühl AG" in page.element("follows").text
    assert "Plan" in page.element(f"follow-plans-{cast.plan.id}").text
    for item in (f"goals-{goal}", f"plans-{cast.plan.id}", f"customers-{cast.customer.id}"):
        page = paul.visit(CHOICES)
        form = page.form(page.element(f"follow-{item}").all("form")[0]["action"])
        assert form.submit().follow().status == 200
    assert "Nothing by choice so far." in paul.visit(CHOICES).text


def test_members_stop_following_a_plan_and_begin_again(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    page = jo.visit(CHOICES)
    assert "1 plan that you are on, followed by itself" in page.text
    page = jo.visit(f"/plans/{cast.plan.id}").press("Following this plan: stop").follow()
    add_goal(app, cast, "Fleet")
    assert "Fleet" not in jo.visit("/notifications").text
    jo.visit(f"/plans/{cast.plan.id}").press("Follow this plan")
    add_goal(app, cast, "More")
    assert "has added to what you follow: More" in jo.visit("/notifications").text


def test_only_what_one_sees_is_followed(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        other = Customer(key="other", name="Kunde ohne Plan", owner_id=cast.anna.id)
        db.session.add(other)
        db.session.commit()
        other_id = other.id
    page = visitor(cast.ada).visit("/customers/other").press("Follow").follow()
    assert page.offers("Following: stop")
    assert "Kunde ohne Plan" in visitor(cast.ada).visit(CHOICES).element("follows").text

    app.config["WTF_CSRF_ENABLED"] = False
    goal = add_goal(app, cast, "Fleet")
    fritz = visitor(cast.fritz).client
    for address in (
        f"/customers/{other_id}/follow",
        f"/plans/{cast.plan.id}/follow",
        f"/goals/{goal}/follow",
        f"/customers/{cast.customer.id}/follow",
        "/goals/99999/follow",
        "/customers/99999/follow",
        f"/plans/{2**40}/follow",
    ):
        assert fritz.post(address).status_code == 404, address
    assert fritz.post("/people/1/follow").status_code in (404, 405)
    with app.app_context():
        assert db.session.get_one(Goal, goal).title == "Fleet"


def test_what_no_longer_waits_in_ones_field_is_read_no_more_though_something_else_does(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        by = db.session.get_one(Person, cast.anna.id)
        plan = db.session.get_one(Plan, cast.plan.id)
        common = {"kind": ActivityKind.CALL, "field_id": cast.leasing.id}
        for title in ("Still waiting", "Soon taken"):
            made = activities.create(plan, {"title": title, **common}, by=by)
            db.session.add(Follow(person_id=cast.vera.id, subject="activities", subject_id=made.id))
            db.session.flush()
            activities.update(made, {"title": f"{title}!"}, by=by)
        db.session.commit()
        taken = made.id
    vera = visitor(cast.vera)
    assert {"Still waiting!", "Soon taken!"} <= told(vera)
    with app.app_context():
        activity = db.session.get_one(Activity, taken)
        claims.make(activity, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    assert "Still waiting!" in told(vera)
    assert "Soon taken!" not in told(vera)


def told(who: Visitor) -> set[str]:
    page = who.visit("/notifications")
    return {title for title in ("Still waiting!", "Soon taken!") if title in page.text}
