"""Ideas: proposed by one, adopted by another."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.plan import ideas
from planner.database import db
from planner.models import Event, Idea, Person, Plan
from planner.models.kinds import IdeaStatus
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


@pytest.fixture
def idea_id(app: Flask, cast: Cast) -> int:
    """What Jo proposes."""
    with app.app_context():
        jo, plan = db.session.get_one(Person, cast.jo.id), db.session.get_one(Plan, cast.plan.id)
        values = {
            "title": "Fleet leasing",
            "benefit": "Less capital\nbound",
            "field_id": cast.leasing.id,
        }
        idea = ideas.create(plan, values, by=jo)
        db.session.commit()
        return idea.id


def status_of(app: Flask, idea_id: int) -> IdeaStatus:
    with app.app_context():
        return db.session.get_one(Idea, idea_id).status


@pytest.mark.databases("sqlite", "postgresql")
def test_member_proposes_an_idea(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/ideas/new")
    form = page.form("idea-form").fill(
        title="<b>Bold</b> مرحبا", benefit="Time", field_id="Leasing"
    )
    assert form.submit().status == 303
    assert form.submit().status == 303
    with app.app_context():
        idea = db.session.scalars(select(Idea)).one()
        assert (idea.title, idea.benefit, idea.proposed_by_id) == (
            "<b>Bold</b> مرحبا",
            "Time",
            cast.jo.id,
        )
        assert (idea.status, idea.on) == (IdeaStatus.PROPOSED, clock.today())


def test_idea_is_shown_with_who_proposed_it_and_its_text_as_text(
    cast: Cast, idea_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.otto).visit(f"/plans/{cast.plan.id}/value")
    shown = page.element(f"idea-{idea_id}")
    for text in ("Fleet leasing", "Jo Kilian", "Leasing", "Proposed", "Less capital bound"):
        assert text in shown.text
    assert shown.all("button") == []


def test_idea_without_a_title_is_asked_for_again_with_the_rest(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/ideas/new", htmx=True)
    form = page.form("idea-form").fill(title="x" * 201, benefit="A lot", field_id="Payments")
    answer = form.submit(htmx=True)
    assert answer.status == 422
    assert answer.errors == ["Use at most 200 characters."]
    again = answer.form("idea-form")
    assert (again["title"], again["benefit"]) == ("x" * 201, "A lot")
    assert again["field_id"] == str(cast.payments.id)


@pytest.mark.databases("sqlite", "postgresql")
def test_somebody_else_adopts_an_idea_and_can_make_it_something(
    app: Flask, cast: Cast, idea_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    answer = anna.visit(f"/plans/{cast.plan.id}/value").press("Adopt Fleet leasing", htmx=True)
    assert "Adopted by Anna Berg" in answer.element("ideas").text
    menu = answer.menu("Fleet leasing")
    assert menu.click("Make it a goal").status == 200
    assert {"Make it a planned deal", "Make it an activity"} <= set(menu.links)
    # Without a script its page says the same.
    assert set(menu.links) - {"Comment", "Edit"} <= set(anna.visit(f"/ideas/{idea_id}/edit").links)
    with app.app_context():
        idea = db.session.get_one(Idea, idea_id)
        assert (idea.adopted_by_id, idea.decided_on) == (cast.anna.id, clock.today())
        events = db.session.scalars(select(Event.type).order_by(Event.id)).all()
        assert events == ["idea.created", "idea.adopted"]


@pytest.mark.databases("sqlite", "postgresql")
def test_who_has_adopted_an_idea_withdraws_that(
    app: Flask, cast: Cast, idea_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    anna.visit(f"/plans/{cast.plan.id}/value").press("Adopt Fleet leasing")
    page = anna.visit(f"/plans/{cast.plan.id}/value")
    assert page.menu("Fleet leasing").press("Withdraw the adoption").status == 303
    assert status_of(app, idea_id) is IdeaStatus.PRESENTED
    with app.app_context():
        assert db.session.get_one(Idea, idea_id).adopted_by_id is None


def test_nobody_adopts_the_own_idea(
    app: Flask, cast: Cast, idea_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/value")
    assert not page.offers("Adopt Fleet leasing")
    token = page.root.all("input", name="csrf_token")[0]["value"]
    fields = {"csrf_token": [token]}
    answer = page.visitor.send("POST", f"/ideas/{idea_id}/adoption", fields, came_from=page)
    assert answer.status == 409
    assert "Somebody else adopts an idea" in answer.text
    assert status_of(app, idea_id) is IdeaStatus.PROPOSED


@pytest.mark.databases("sqlite", "postgresql")
def test_member_rejects_an_idea_and_takes_that_back(
    app: Flask, cast: Cast, idea_id: int, visitor: Visitors
) -> None:
    tom = visitor(cast.tom)
    page = tom.visit(f"/plans/{cast.plan.id}/value")
    page.menu("Fleet leasing").press("Reject")
    assert status_of(app, idea_id) is IdeaStatus.REJECTED
    assert page.press("Adopt Fleet leasing").status == 409
    page = tom.visit(f"/plans/{cast.plan.id}/value")
    done = page.menu("Fleet leasing").press("Withdraw the rejection", htmx=True)
    assert (done.status, done.headers["HX-Trigger"]) == (200, "sheet:done")
    assert status_of(app, idea_id) is IdeaStatus.PRESENTED


def test_member_changes_an_idea_and_says_that_it_was_presented(
    app: Flask, cast: Cast, idea_id: int, visitor: Visitors
) -> None:
    form = visitor(cast.tom).visit(f"/ideas/{idea_id}/edit").form(f"idea-form-{idea_id}")
    assert form["benefit"] == "Less capital\nbound"
    form.fill(title="Truck leasing", presented=True).submit()
    assert status_of(app, idea_id) is IdeaStatus.PRESENTED
    page = visitor(cast.tom).visit(f"/ideas/{idea_id}/edit")
    assert "Truck leasing" in page.heading


@pytest.mark.databases("sqlite", "postgresql")
def test_member_deletes_an_idea(app: Flask, cast: Cast, idea_id: int, visitor: Visitors) -> None:
    visitor(cast.anna).visit(f"/ideas/{idea_id}/edit").press("Delete this idea")
    with app.app_context():
        assert db.session.get(Idea, idea_id) is None


def test_writing_is_refused_to_readers_and_invisible_to_strangers(
    app: Flask, cast: Cast, idea_id: int, visitor: Visitors
) -> None:
    for person, code in ((cast.otto, 403), (cast.paul, 403), (cast.fritz, 404), (cast.mira, 404)):
        page = visitor(person).visit("/customers")
        fields = {"csrf_token": [page.root.all("input", name="csrf_token")[0]["value"]]}
        fields["title"] = ["Changed"]
        for address in (
            f"/plans/{cast.plan.id}/ideas",
            f"/ideas/{idea_id}",
            f"/ideas/{idea_id}?_method=DELETE",
            f"/ideas/{idea_id}/adoption",
            f"/ideas/{idea_id}/adoption?_method=DELETE",
            f"/ideas/{idea_id}/rejection",
            f"/ideas/{idea_id}/rejection?_method=DELETE",
        ):
            answer = page.visitor.send("POST", address, fields, came_from=page)
            assert (address, answer.status) == (address, code)
        for address in (f"/plans/{cast.plan.id}/ideas/new", f"/ideas/{idea_id}/edit"):
            assert page.visitor.visit(address).status == code
    assert status_of(app, idea_id) is IdeaStatus.PROPOSED
