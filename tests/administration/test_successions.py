"""Switching somebody off hands over what they hold, and nobody who is off is chosen."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.errors import Refused
from planner.actions.plan import activities, customers, ideas, members, planned_reviews
from planner.actions.plan.mentions import Mentionable, people_in
from planner.database import db
from planner.models import Activity, Customer, Member, Person, Plan, Review
from planner.models.kinds import ActivityKind, Via
from planner.queries.plan import readers
from planner.queries.web import choices
from planner.translation import speaking
from tests.leads.sending import one_lead
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


def held_by_anna(app: Flask, cast: Cast) -> None:
    """An open activity, and a review that she is to lead."""
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        values = {"title": "Visit", "kind": ActivityKind.VISIT, "assignee": anna}
        activities.create(plan, {**values, "assignee_id": anna.id}, by=anna)
        planned_reviews.create(plan, {"on": plan.ends_on}, by=anna, attendees=[])
        db.session.commit()


def on_plan(cast: Cast) -> dict[int, Via]:
    there = select(Member).where(Member.plan_id == cast.plan.id, Member.left_on.is_(None))
    return {member.person_id: member.via for member in db.session.scalars(there)}


@pytest.mark.databases("sqlite", "postgresql")
def test_what_somebody_holds_passes_to_one_successor_after_a_look(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    held_by_anna(app, cast)
    ada = visitor(cast.ada)
    page = ada.visit(f"/people/{cast.anna.id}/succession")
    assert "Customers: 1" in page.element("held").text
    assert "Open activities: 1" in page.element("held").text
    assert page.form("succession-form")["switch_off"] == [], "who turns to something else stays"
    form = page.form("succession-form").fill(successor_id="Fritz Fremd", switch_off=True)
    page = form.tamper(look="y").submit()
    assert "Customers: 1 → Fritz Fremd" in page.element("held").text
    with app.app_context():
        assert db.session.get_one(Customer, cast.customer.id).owner_id == cast.anna.id
    page.form("confirmation").submit()
    with app.app_context():
        assert db.session.get_one(Customer, cast.customer.id).owner_id == cast.fritz.id
        assert db.session.scalars(select(Activity.assignee_id)).all() == [cast.fritz.id]
        assert db.session.scalars(select(Review.by_id)).all() == [cast.fritz.id]
        assert not db.session.get_one(Person, cast.anna.id).is_active
        assert on_plan(cast)[cast.fritz.id] is Via.OWNER
        assert cast.anna.id not in on_plan(cast)


def test_switching_somebody_off_in_the_form_leads_to_what_they_hold(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    address = f"/people/{cast.anna.id}"
    form = visitor(cast.ada).visit(address).form(address)
    page = form.fill(is_active=False).submit().follow()
    assert page.heading == "What Anna Berg holds"
    assert "Customers: 1" in page.element("held").text
    plan = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/people")
    assert "not with us any more" in plan.element("members").text


def test_nobody_who_is_off_is_offered_or_can_be_chosen(app: Flask, cast: Cast) -> None:
    held_by_anna(app, cast)
    with app.app_context(), speaking("en"):
        jo, anna = (db.session.get_one(Person, who.id) for who in (cast.jo, cast.anna))
        plan = db.session.get_one(Plan, cast.plan.id)
        jo.is_active = False
        db.session.flush()
        for offered in (
            choices.choices_of_members(plan.id),
            choices.attendees(plan),
            choices.owners(None),
        ):
            assert jo.id not in dict(offered)
        vera = db.session.get_one(Person, cast.vera.id)
        vera.is_active = False
        with pytest.raises(Refused, match="not with us any more"):
            members.join(plan, vera, via=Via.INVITATION, by=anna)


def test_change_of_owner_moves_the_membership(app: Flask, cast: Cast) -> None:
    with app.app_context():
        tom = db.session.get_one(Person, cast.tom.id)
        customers.update(
            db.session.get_one(Customer, cast.customer.id), {"owner_id": tom.id}, by=tom
        )
        db.session.commit()
        assert on_plan(cast)[tom.id] is Via.OWNER
        assert cast.anna.id not in on_plan(cast)


def test_people_of_one_name_are_told_apart_by_the_shortest_that_does(
    app: Flask, cast: Cast
) -> None:
    with app.app_context(), speaking("en"):
        db.session.get_one(Person, cast.tom.id).name = "Anna Berg"
        db.session.get_one(Person, cast.jo.id).name = "Anna Berg"
        db.session.commit()
        names = set(dict(choices.choices_of_members(cast.plan.id)).values())
        assert "Dr. Ruth Falk" in names
        assert len(names) == 4
        assert "Anna Berg (Account manager)" in names


def test_whoever_is_named_among_people_of_one_name_is_the_one_that_is_told(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.jo.id).name = "Anna Berg"
        db.session.commit()
        known = [Mentionable(each.id, each.name) for each in readers.of(cast.plan.id, None, None)]
        named = {each.name: each.id for each in known}
        addressed = {name for name in named if name.startswith("Anna Berg (")}
        assert addressed == {"Anna Berg (anna@example.org)", "Anna Berg (jo@example.org)"}
        text = "@Anna Berg (jo@example.org), please"
        assert people_in(text, known) == {cast.jo.id}


def test_who_is_off_is_marked_where_something_still_waits_for_them(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        plan, jo, tom = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.jo.id),
            db.session.get_one(Person, cast.tom.id),
        )
        ideas.create(plan, {"title": "Lease the roofs"}, by=jo)
        planned_reviews.create(plan, {"on": plan.ends_on}, by=tom, attendees=[jo])
        values = {"title": "Visit", "kind": ActivityKind.VISIT, "assignee": jo}
        field = {"field_id": cast.leasing.id, "assignee_id": jo.id}
        activities.create(plan, {**values, **field}, by=tom)
        jo.is_active = False
        db.session.get_one(Person, cast.anna.id).is_active = False
        db.session.commit()
    page, gone = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/whole"), "not with us any more"
    assert f"Jo Kilian {gone}" in page.element("ideas").text
    assert f"Jo Kilian {gone}" in page.element("reviews").text
    coverage = visitor(cast.paul).visit("/team")
    assert f"Anna Berg {gone}" in coverage.text
    cell = visitor(cast.paul).visit(f"/customers/{cast.customer.key}/fields/{cast.leasing.id}")
    assert f"Jo Kilian {gone}" in cell.element("next-activities").text


@pytest.mark.databases("sqlite", "postgresql")
def test_leads_that_are_to_be_answered_pass_on_as_well(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor())
    ada = visitor(cast.ada)
    page = ada.visit(f"/people/{cast.tom.id}/succession")
    assert "Leads to be answered: 1" in page.element("held").text
    page = page.form("succession-form").fill(successor_id="Fritz Fremd").tamper(look="y").submit()
    page.form("confirmation").submit()
    assert visitor(cast.fritz).visit(f"/leads/{lead_id}").status == 200
    assert visitor(cast.tom).visit(f"/leads/{lead_id}").status == 404
