"""When taking something back would take away what others did, or is for others to do."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.plan import (
    activities,
    assignments,
    comments,
    contacts,
    conversations,
    deals,
    goals,
    members,
)
from planner.database import db
from planner.models import Activity, Conversation, Deal, Entry, Event, Goal, Person, Plan
from planner.models.kinds import ActivityKind, Channel, TalkState
from planner.planfiles.exporting import export_document
from planner.planfiles.importing import import_document
from tests.support import stored
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Page
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


class Office:
    """Anna, Jo and Tom at work on the plan, each act in a transaction of its own."""

    def __init__(self, app: Flask, cast: Cast, visitor: Visitors) -> None:
        self.app, self.cast, self.visitor = app, cast, visitor

    def someone(self, person: Person) -> Person:
        return db.session.get_one(Person, person.id)

    @property
    def plan(self) -> Plan:
        return db.session.get_one(Plan, self.cast.plan.id)

    def goal(self, title: str = "Grow") -> int:
        with self.app.app_context():
            values = {"title": title, "target": Decimal(10)}
            goal = goals.create(self.plan, values, by=self.someone(self.cast.anna))
            db.session.commit()
            return goal.id

    def change(self, goal_id: int, by: Person, **values: Any) -> None:
        with self.app.app_context():
            goals.update(db.session.get_one(Goal, goal_id), values, by=self.someone(by))
            db.session.commit()

    def delete(self, goal_id: int, by: Person) -> None:
        with self.app.app_context():
            goals.delete(db.session.get_one(Goal, goal_id), by=self.someone(by))
            db.session.commit()

    def undo(self, happened: str, by: Person | None = None) -> Form:
        """The form that takes back the newest act of which this was a part."""
        with self.app.app_context():
            newest = select(Event).where(Event.type == happened).order_by(Event.id.desc())
            event = db.session.scalars(newest.limit(1)).one()
        reader = self.visitor(by or self.cast.anna)
        page = reader.visit(f"/plans/{self.cast.plan.id}/history")
        return page.form(f"/events/{event.id}/undo")


@pytest.fixture
def office(app: Flask, cast: Cast, visitor: Visitors) -> Iterator[Office]:
    with clock.at(DAY):
        yield Office(app, cast, visitor)


def refused(page: Page, reason: str) -> None:
    assert page.status == 409
    assert reason in page.text


def test_what_somebody_changed_since_stays_and_it_is_said_who_it_was(
    app: Flask, cast: Cast, office: Office
) -> None:
    goal_id = office.goal()
    office.change(goal_id, cast.anna, target=Decimal(20), title="Grow more")
    form = office.undo("goal.updated")
    office.change(goal_id, cast.jo, target=Decimal(30))
    before = stored.rows(app)
    refused(form.submit(), "Jo Kilian has changed “Grow more” since; it stays as it is.")
    assert stored.rows(app) == before


def test_what_somebody_changed_beside_it_is_not_in_the_way(
    app: Flask, cast: Cast, office: Office
) -> None:
    goal_id = office.goal()
    office.change(goal_id, cast.anna, target=Decimal(20))
    form = office.undo("goal.updated")
    office.change(goal_id, cast.jo, title="Grow more")
    assert form.submit().status == 303
    with app.app_context():
        goal = db.session.get_one(Goal, goal_id)
        assert (goal.title, goal.target) == ("Grow more", Decimal(10))


def test_what_was_deleted_since_is_named(cast: Cast, office: Office) -> None:
    goal_id = office.goal()
    office.change(goal_id, cast.anna, target=Decimal(20))
    form = office.undo("goal.updated")
    office.delete(goal_id, cast.jo)
    refused(form.submit(), "Jo Kilian has deleted “Grow” since.")


def test_what_others_have_signed_is_not_taken_away(app: Flask, cast: Cast, office: Office) -> None:
    goal_id = office.goal()
    form = office.undo("goal.created")
    with app.app_context():
        goals.commit_to(db.session.get_one(Goal, goal_id), by=office.someone(cast.jo))
        db.session.commit()
    refused(form.submit(), "Jo Kilian has changed “Grow: Jo Kilian” since")


def test_nothing_is_undone_twice(cast: Cast, office: Office) -> None:
    office.delete(office.goal(), cast.anna)
    form = office.undo("goal.deleted")
    assert form.submit().status == 303
    refused(form.submit(), "Anna Berg has undone this already.")


def test_history_says_who_has_undone_what(cast: Cast, office: Office) -> None:
    office.delete(office.goal(), cast.anna)
    office.undo("goal.deleted", by=cast.jo).submit()
    page = office.visitor(cast.tom).visit(f"/plans/{cast.plan.id}/history")
    back, gone, *_rest = page.element("events").all("article")
    assert back.text.startswith("By undoing: Goal added: Grow Jo Kilian")
    assert "Undone by Jo Kilian" in gone.text


def test_talk_comes_back_only_after_the_conversation_it_belonged_to(
    app: Flask, cast: Cast, office: Office
) -> None:
    with app.app_context():
        anna = office.someone(cast.anna)
        topic = conversations.create(office.plan, {"topic": "Lorries"}, by=anna)
        said = {"on": DAY, "channel": Channel.CALL, "state": TalkState.RAISED, "summary": "Ten."}
        entry = conversations.log(topic, said, by=anna)
        db.session.commit()
        conversations.delete_entry(entry, by=anna)
        db.session.commit()
        db.session.expire_all()
        conversations.delete(db.session.get_one(Conversation, topic.id), by=anna)
        db.session.commit()
    entry_back = office.undo("entry.deleted")
    reason = "It belonged to “Lorries”, which was deleted as well. Bring that back first."
    refused(entry_back.submit(), reason)
    assert office.undo("conversation.deleted").submit().status == 303
    assert entry_back.submit().status == 303
    with app.app_context():
        assert db.session.scalars(select(Entry)).one().summary == "Ten."


def test_activity_comes_back_without_the_goal_that_went_after_it(
    app: Flask, cast: Cast, office: Office
) -> None:
    goal_id = office.goal()
    with app.app_context():
        values = {"title": "Visit", "kind": ActivityKind.VISIT, "goal_id": goal_id}
        activity = activities.create(office.plan, values, by=office.someone(cast.anna))
        db.session.commit()
        activities.delete(activity, by=office.someone(cast.anna))
        db.session.commit()
    office.delete(goal_id, cast.jo)
    assert office.undo("activity.deleted").submit().status == 303
    with app.app_context():
        assert db.session.scalars(select(Activity)).one().goal_id is None


def test_no_id_is_given_twice_so_that_everything_comes_back_under_its_own(
    app: Flask, cast: Cast, office: Office
) -> None:
    first = office.goal("First")
    office.delete(first, cast.anna)
    second = office.goal("Second")
    assert second != first
    assert office.undo("goal.deleted").submit().status == 303
    with app.app_context():
        titles = {goal.id: (goal.title, goal.key) for goal in db.session.scalars(select(Goal))}
    assert titles == {first: ("First", "goal-2"), second: ("Second", "goal-1")}


def test_deal_whose_place_in_the_other_program_is_taken_stays_away(
    app: Flask, cast: Cast, office: Office
) -> None:
    values: dict[str, Any] = {
        "title": "Lorries",
        "annual_value": Decimal(1),
        "probability": Decimal(1),
        "expected_on": DAY,
        "foreign_system": "crm",
        "foreign_key": "4711",
    }
    with app.app_context():
        anna = office.someone(cast.anna)
        deals.delete(deals.create(office.plan, values, by=anna), by=anna)
        db.session.commit()
        deals.create(office.plan, values, by=anna)
        db.session.commit()
        assert len(db.session.scalars(select(Deal)).all()) == 1
    refused(
        office.undo("deal.deleted").submit(),
        "Something else has taken the place of “Lorries”.",
    )


def test_signature_is_taken_back_by_nobody_else(app: Flask, cast: Cast, office: Office) -> None:
    goal_id = office.goal()
    with app.app_context():
        goals.commit_to(db.session.get_one(Goal, goal_id), by=office.someone(cast.jo))
        db.session.commit()
    form = office.undo("commitment.created", by=cast.jo)
    page = office.visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history")
    assert form.element["action"] not in [other.element["action"] for other in page.forms]
    refused(form.sent_by(office.visitor(cast.anna)), "Only Jo Kilian can withdraw this.")
    assert form.submit().status == 303


def test_the_comment_of_another_is_not_offered_for_undoing(
    app: Flask, cast: Cast, office: Office
) -> None:
    goal_id = office.goal()
    with app.app_context():
        goal, jo = db.session.get_one(Goal, goal_id), db.session.get_one(Person, cast.jo.id)
        comments.create(goal, "Too early", by=jo)
        db.session.commit()
    history = f"/plans/{cast.plan.id}/history"
    offered = {
        person.name: "Undo: Comment written" in office.visitor(person).visit(history).html
        for person in (cast.jo, cast.anna)
    }
    assert offered == {cast.jo.name: True, cast.anna.name: False}


def test_undoing_is_for_those_who_may_do_the_like(app: Flask, cast: Cast, office: Office) -> None:
    office.delete(office.goal(), cast.anna)
    form = office.undo("goal.deleted")
    for person, status in (
        (cast.paul, 403),
        (cast.otto, 403),
        (cast.ada, 404),
        (cast.mira, 404),
        (cast.fritz, 404),
    ):
        assert form.sent_by(office.visitor(person)).status == status
    with app.app_context():
        assert db.session.scalars(select(Goal)).all() == []
    history = office.visitor(cast.otto).visit(f"/plans/{cast.plan.id}/history")
    assert not history.offers("Bring it back")
    assert form.sent_by(office.visitor(cast.tom)).status == 303


def test_membership_that_ended_is_for_those_who_steer(
    app: Flask, cast: Cast, office: Office
) -> None:
    with app.app_context():
        tom = next(m for m in office.plan.members if m.person_id == cast.tom.id)
        members.leave(tom, by=office.someone(cast.anna))
        db.session.commit()
    form = office.undo("member.left")
    assert form.sent_by(office.visitor(cast.jo)).status == 403
    assert form.sent_by(office.visitor(cast.tom)).status == 404
    assert form.submit().status == 303


def test_whoever_left_oneself_is_not_put_back_with_the_old_agreement(
    app: Flask, cast: Cast, office: Office
) -> None:
    with app.app_context():
        jo = next(m for m in office.plan.members if m.person_id == cast.jo.id)
        members.leave(jo, by=office.someone(cast.jo))
        db.session.commit()
    refused(office.undo("member.left").submit(), "Only Jo Kilian can withdraw this.")


def test_who_has_an_activity_without_being_on_the_plan_takes_back_that_it_is_done(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.mira.id)
    page = visitor(cast.mira).visit(f"/activities/{identity}").press("Done").follow()
    assert page.press("Undo: Activity done: Visit the plant").status == 303
    assert planned.now(app, identity).done_on is None


def test_claim_of_somebody_faster_is_not_taken_away(app: Flask, cast: Cast, office: Office) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.tom.id)
    with app.app_context():
        activity = db.session.get_one(Activity, identity)
        assignments.release(activity, by=office.someone(cast.anna))
        db.session.commit()
    form = office.undo("activity.released")
    planned.give(app, identity, cast.jo)
    refused(form.submit(), "Jo Kilian has changed “Visit the plant” since; it stays as it is.")


def test_closed_plan_stays_as_it_was(app: Flask, cast: Cast, office: Office) -> None:
    office.delete(office.goal(), cast.anna)
    form = office.undo("goal.deleted")
    planned.close(app, cast)
    refused(form.submit(), "This plan is closed.")
    page = office.visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history")
    assert not page.offers("Bring it back")


def test_what_a_plan_file_deleted_comes_back_as_well(
    app: Flask, cast: Cast, office: Office
) -> None:
    with app.app_context():
        ute = contacts.create(office.plan.customer, {"name": "Ute"}, by=office.someone(cast.anna))
        topic = conversations.create(office.plan, {"topic": "T"}, by=office.someone(cast.jo))
        said = {"on": DAY, "channel": Channel.CALL, "state": TalkState.RAISED, "summary": "Ten."}
        people = [office.someone(cast.anna), office.someone(cast.tom)]
        conversations.log(topic, said, by=people[0], participants=people, contacts=[ute])
        db.session.commit()
        document = export_document(office.plan)
    before = stored.rows(app)["entry_participations"], stored.rows(app)["entry_contacts"]
    assert all(before)
    talks = stored.rows(app)["entries"], stored.rows(app)["conversations"]
    with app.app_context():
        document["plan"]["conversations"] = []
        import_document(document, by=None, name="plan.json", replace=True)
        db.session.commit()
        assert db.session.scalars(select(Entry)).all() == []
    office.undo("conversation.deleted").submit()
    office.undo("entry.deleted").submit()
    now = stored.rows(app)
    assert (now["entry_participations"], now["entry_contacts"]) == before
    assert (now["entries"], now["conversations"]) == talks


def test_events_that_nobody_knows_of_are_not_there(app: Flask, cast: Cast, office: Office) -> None:
    office.delete(office.goal(), cast.anna)
    form = office.undo("goal.deleted")
    anna = office.visitor(cast.anna)
    token = form["csrf_token"]
    for number in ("0", "999999", "99999999999999999999"):
        sent = {"csrf_token": [token]}
        assert anna.send("POST", f"/events/{number}/undo", sent).status in (400, 404)


def test_what_was_deleted_before_rows_were_kept_says_so(
    app: Flask, cast: Cast, office: Office
) -> None:
    office.delete(office.goal(), cast.anna)
    form = office.undo("goal.deleted")
    with app.app_context():
        for event in db.session.scalars(select(Event)):
            event.kept = None
        db.session.commit()
    refused(form.submit(), "What was deleted then was not kept as a whole.")
    page = office.visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history")
    assert not page.offers("Bring it back")
