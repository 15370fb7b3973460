"""Who is on a plan: both sides, invited, taken off, leaving."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.actions.people import people
from planner.actions.plan import planned_reviews
from planner.database import db
from planner.models import Activity, Event, Member, Person, Plan, Review
from planner.models.kinds import Role, Via
from planner.queries.plan.members import MOST_OFFERED, candidates
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


def member_of(cast: Cast, person: Person) -> Member | None:
    return db.session.scalar(
        select(Member).where(
            Member.plan_id == cast.plan.id,
            Member.person_id == person.id,
            Member.left_on.is_(None),
        )
    )


def test_both_sides_face_each_other_with_their_agreement(cast: Cast, visitor: Visitors) -> None:
    members = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/people").element("members")
    sides = members.all("div", class_="side-mark")
    assert "Anna Berg" in sides[0].text
    assert "Tom Ahrens" in sides[0].text
    assert "Jo Kilian Specialist Leasing by invitation has agreed" in sides[1].text
    assert "Ruth Falk" not in sides[0].text + sides[1].text
    assert "Ruth Falk" in members.text


def test_member_invites_a_specialist_found_by_field(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/members/new")
    page = page.form("candidate-filter").fill(search="payMENTS").submit()
    form = page.form("invitation-form")
    page = form.fill(person_id="Mira Sommer · Specialist · Payments").submit()
    assert page.status == 303
    assert "Mira Sommer" in page.follow().element("members").text
    with app.app_context():
        member = member_of(cast, cast.mira)
        assert member is not None
        assert member.via is Via.INVITATION
        assert member.agreed_on is None


def test_who_is_on_the_plan_or_gone_is_not_offered(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.vera.id).is_active = False
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/members/new")
    offered = page.form("invitation-form").element.text
    assert "Mira Sommer" in offered
    assert "Jo Kilian" not in offered
    assert "Vera Lindt" not in offered
    form = page.form("invitation-form").tamper(person_id=str(cast.vera.id))
    refused = form.submit()
    assert refused.status == 422
    assert refused.errors == ["Choose one of the list."]


@pytest.mark.databases("sqlite", "postgresql")
def test_search_finds_umlauts_in_any_case_and_offers_at_most_fifty(app: Flask, cast: Cast) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        for number in range(MOST_OFFERED + 1):
            values = {"name": f"ÖZDEMIR {number}", "role": Role.SPECIALIST}
            people.create(values, by=anna)
        found, has_more = candidates(cast.plan.id, "özdemir")
        assert len(found) == MOST_OFFERED
        assert has_more
        found, has_more = candidates(cast.plan.id, "özdemir 50")
        assert [one.name for one in found] == ["ÖZDEMIR 50"]
        assert not has_more


def test_nobody_is_invited_twice_by_the_same_form(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/members/new").form("invitation-form")
    form.fill(person_id=str(cast.mira.id))
    assert form.submit().status == 303
    assert form.submit().status == 303
    with app.app_context():
        joined = select(func.count()).select_from(Event).where(Event.type == "member.joined")
        assert db.session.scalar(joined) == 1


def test_lead_reads_and_may_take_off_but_does_not_invite(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead = visitor(cast.paul)
    assert lead.visit(f"/plans/{cast.plan.id}/members/new").status == 403
    page = lead.visit(f"/plans/{cast.plan.id}/people").press("Remove Jo Kilian")
    assert page.status == 303
    with app.app_context():
        assert member_of(cast, cast.jo) is None


def test_generalist_takes_somebody_off_without_reloading_by_hand(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/people")
    answer = page.press("Remove Jo Kilian", htmx=True)
    assert answer.headers["HX-Refresh"] == "true"
    with app.app_context():
        assert member_of(cast, cast.jo) is None


def test_specialist_takes_nobody_off_but_leaves_by_herself(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    page = jo.visit(f"/plans/{cast.plan.id}/people")
    assert not page.offers("Remove Tom Ahrens")
    assert page.press("Leave this plan").location == "/customers"
    assert jo.visit(f"/plans/{cast.plan.id}").status == 404
    with app.app_context():
        assert member_of(cast, cast.jo) is None
        assert member_of(cast, cast.tom) is not None


def test_specialist_cannot_take_off_somebody_at_the_address(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        tom = member_of(cast, cast.tom)
        assert tom is not None
    jo = visitor(cast.jo)
    page = jo.visit(f"/plans/{cast.plan.id}/people")
    token = page.token
    sent = {"csrf_token": [token]}
    answer = jo.send("POST", f"/members/{tom.id}?_method=DELETE", sent, came_from=page)
    assert answer.status == 403
    stranger = visitor(cast.fritz)
    token = stranger.visit("/customers").forms[-1]["csrf_token"]
    sent = {"csrf_token": [token]}
    assert stranger.send("POST", f"/members/{tom.id}?_method=DELETE", sent).status == 404
    with app.app_context():
        assert member_of(cast, cast.tom) is not None


def test_stranger_does_not_see_that_there_is_anybody(cast: Cast, visitor: Visitors) -> None:
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/members/new").status == 404


def hold(app: Flask, cast: Cast) -> int:
    """Jo has an activity to do, and the next review to lead; the activity's id."""
    activity = planned.activity(app, cast, "Visit the plant", assignee_id=cast.jo.id)
    with app.app_context():
        jo, plan = (
            db.session.get_one(Person, cast.jo.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        planned_reviews.create(plan, {"on": plan.ends_on}, by=jo, attendees=[])
        db.session.commit()
    return activity


def test_who_leaves_sees_what_is_held_and_hands_it_over_in_the_same_step(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity = hold(app, cast)
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/people").press("Leave this plan").follow()
    held = page.element("held").text
    assert "Open activities: 1 Visit the plant" in held
    assert "Planned reviews: 1" in held
    with app.app_context():
        assert member_of(cast, cast.jo), "nothing is changed yet"
    page.form("departure-form").fill(successor_id="Anna Berg").submit()
    with app.app_context():
        assert member_of(cast, cast.jo) is None
        assert db.session.get_one(Activity, activity).assignee_id == cast.anna.id
        assert db.session.scalars(select(Review.by_id)).all() == [cast.anna.id]


def test_who_is_removed_may_keep_what_is_held(app: Flask, cast: Cast, visitor: Visitors) -> None:
    activity = hold(app, cast)
    page = (
        visitor(cast.anna).visit(f"/plans/{cast.plan.id}/people").press("Remove Jo Kilian").follow()
    )
    assert page.heading == "Remove Jo Kilian from this plan?"
    page.form("departure-form").submit()
    with app.app_context():
        assert member_of(cast, cast.jo) is None
        assert db.session.get_one(Activity, activity).assignee_id == cast.jo.id


def test_nobody_outside_the_plan_takes_over(app: Flask, cast: Cast, visitor: Visitors) -> None:
    hold(app, cast)
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/people").press("Leave this plan").follow()
    answer = page.form("departure-form").tamper(successor_id=str(cast.fritz.id)).submit()
    assert answer.status == 422
    with app.app_context():
        assert member_of(cast, cast.jo)
