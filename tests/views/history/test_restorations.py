"""Setting something back to what it said before, from its history."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import activities, assignments, contacts, conversations, goals, ideas
from planner.database import db
from planner.models import (
    Activity,
    Contact,
    Conversation,
    Customer,
    Entry,
    Goal,
    Idea,
    Person,
    Plan,
)
from planner.models.kinds import ActivityKind, Channel, IdeaStatus, TalkState
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast

# Rows come back with their own numbers.
pytestmark = pytest.mark.databases("sqlite", "postgresql")

DAY = datetime.date(2026, 6, 15)


def history(cast: Cast, visitor: Visitors, person: Person, table: str, identity: int) -> Page:
    address = f"/plans/{cast.plan.id}/history?subject={table}&id={identity}"
    return visitor(person).visit(address)


@pytest.fixture
def goal_id(app: Flask, cast: Cast) -> int:
    """A goal that Jo has signed before Anna moved its target."""
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        goal = goals.create(plan, {"title": "Grow", "target": Decimal("1000.5")}, by=anna)
        goals.commit_to(goal, by=jo)
        goals.update(goal, {"target": Decimal(2000), "field_id": cast.leasing.id}, by=anna)
        db.session.commit()
        return goal.id


def test_an_earlier_target_is_set_back_and_whoever_signed_is_asked_again(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    page = history(cast, visitor, cast.tom, "goals", goal_id)
    back = page.press("Restore “1,000.5” (Target)").follow()
    assert "The value is back." in back.text
    assert "Target: 2,000 → 1,000.5" in back.text
    with app.app_context():
        goal = db.session.get_one(Goal, goal_id)
        assert goal.target == Decimal("1000.5")
        assert [c.asked_again_on is not None for c in goal.commitments] == [True]
    assert back.offers("Restore “2,000” (Target)")


def test_a_reference_that_was_not_there_is_taken_away_again(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    page = history(cast, visitor, cast.anna, "goals", goal_id)
    assert page.press("Restore “(nothing)” (Field)").status == 303
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).field_id is None


def test_restoring_is_for_those_who_may_change_it(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    button = "Restore “1,000.5” (Target)"
    form = history(cast, visitor, cast.anna, "goals", goal_id).form_of(button)
    for person, status in ((cast.paul, 403), (cast.otto, 403), (cast.mira, 404), (cast.fritz, 404)):
        assert form.sent_by(visitor(person)).status == status
    assert not history(cast, visitor, cast.otto, "goals", goal_id).offers(button)
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).target == Decimal(2000)


def test_what_is_gone_cannot_be_set_back(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    button = "Restore “1,000.5” (Target)"
    form = history(cast, visitor, cast.anna, "goals", goal_id).form_of(button)
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        goals.delete(db.session.get_one(Goal, goal_id), by=anna)
        db.session.commit()
    answer = form.submit()
    assert answer.status == 409
    assert "Anna Berg has deleted “Grow” since." in answer.text


def test_senseless_field_or_side_is_refused(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    button = "Restore “1,000.5” (Target)"
    form = history(cast, visitor, cast.anna, "goals", goal_id).form_of(button)
    assert form.fill(side="both").submit().status == 400
    assert form.fill(side="old", field="nonsense").submit().status == 400


@pytest.fixture
def entry_id(app: Flask, cast: Cast) -> int:
    """A talk whose words Jo changed, and who was there."""
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        customer = db.session.get_one(Customer, cast.customer.id)
        anna, jo, tom = (
            db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo, cast.tom)
        )
        ute = contacts.create(customer, {"name": "Ute"}, by=anna, known_by=[anna])
        talk = conversations.create(plan, {"topic": "Lorries"}, by=anna)
        values = {
            "on": DAY,
            "channel": Channel.CALL,
            "summary": "Ten lorries.\r\nIn May.",
            "state": TalkState.INTEREST,
        }
        entry = conversations.log(talk, values, by=anna, participants=[tom], contacts=[ute])
        new = {"summary": "Twelve lorries."}
        conversations.update_entry(entry, new, by=jo, participants=[jo], contacts=[])
        db.session.commit()
        return entry.id


def test_words_of_a_talk_come_back_while_who_was_there_stays(
    app: Flask, cast: Cast, entry_id: int, visitor: Visitors
) -> None:
    page = history(cast, visitor, cast.anna, "entries", entry_id)
    page.press("Restore “Ten lorries. In May.” (What was said)").follow()
    with app.app_context():
        entry = db.session.get_one(Entry, entry_id)
        assert entry.summary == "Ten lorries.\r\nIn May."
        assert [person.name for person in entry.participants] == ["Jo Kilian"]


def test_who_was_there_comes_back_while_the_words_stay(
    app: Flask, cast: Cast, entry_id: int, visitor: Visitors
) -> None:
    page = history(cast, visitor, cast.anna, "entries", entry_id)
    page = page.press("Restore “Tom Ahrens” (Who takes part)").follow()
    page.press("Restore “Ute” (Who was there of the customer's)").follow()
    with app.app_context():
        entry = db.session.get_one(Entry, entry_id)
        assert entry.summary == "Twelve lorries."
        assert [person.name for person in entry.participants] == ["Tom Ahrens"]
        assert [contact.name for contact in entry.contacts] == ["Ute"]


def test_who_knows_a_contact_comes_back(
    app: Flask, cast: Cast, entry_id: int, visitor: Visitors
) -> None:
    with app.app_context():
        ute = db.session.scalars(db.select(Contact)).one()
        contacts.update(ute, {}, by=db.session.get_one(Person, cast.jo.id), known_by=[])
        db.session.commit()
        identity = ute.id
    page = history(cast, visitor, cast.jo, "contacts", identity)
    page.press("Restore “Anna Berg” (Known by)").follow()
    with app.app_context():
        ute = db.session.get_one(Contact, identity)
        assert [a.person.name for a in ute.acquaintances] == ["Anna Berg"]


def test_whoever_had_an_activity_has_it_again(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with clock.at(DAY), app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        values = {"title": "Visit", "kind": ActivityKind.VISIT, "assignee": anna}
        activity = activities.create(plan, values | {"assignee_id": anna.id}, by=anna)
        assignments.hand_to(activity, jo, by=anna)
        db.session.commit()
        identity = activity.id
    page = history(cast, visitor, cast.anna, "activities", identity)
    page = page.press("Restore “Anna Berg” (Assigned to)").follow()
    with app.app_context():
        assert db.session.get_one(Activity, identity).assignee_id == cast.anna.id


def test_topic_of_a_conversation_comes_back(
    app: Flask, cast: Cast, entry_id: int, visitor: Visitors
) -> None:
    with app.app_context():
        talk = db.session.scalars(db.select(Conversation)).one()
        anna = db.session.get_one(Person, cast.anna.id)
        conversations.update(talk, {"topic": "Vans"}, by=anna)
        db.session.commit()
        identity = talk.id
    page = history(cast, visitor, cast.anna, "conversations", identity)
    page.press("Restore “Lorries” (Topic)").follow()
    with app.app_context():
        assert db.session.get_one(Conversation, identity).topic == "Lorries"


@pytest.mark.parametrize("status", [IdeaStatus.PROPOSED, IdeaStatus.PRESENTED])
def test_an_idea_that_was_turned_down_stands_again_where_it_stood(
    app: Flask, cast: Cast, visitor: Visitors, status: IdeaStatus
) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        idea = ideas.create(plan, {"title": "Fleet", "status": status}, by=jo)
        ideas.reject(idea, by=anna)
        db.session.commit()
        idea_id = idea.id
    was = status.value.capitalize()
    page = history(cast, visitor, cast.anna, "ideas", idea_id)
    assert page.press(f"Restore “{was}” (State)").status == 303
    with app.app_context():
        again = db.session.get_one(Idea, idea_id)
        assert (again.status, again.decided_on) == (status, None)
