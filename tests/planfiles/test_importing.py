"""Bringing plan files in: what is new, what changes, what stays."""

import pytest
from sqlalchemy import func, select

from planner.actions.history import events as recording
from planner.actions.history.event_names import name_of
from planner.database import Base, db
from planner.models import Activity, Contact, Customer, Event, Field, Goal, Person, Plan
from planner.models.mixins import folded
from planner.planfiles.exporting import export_document
from planner.planfiles.items import (
    CUSTOMERS,
    FIELDS_SHAPE,
    LISTED_SHAPES,
    PEOPLE_SHAPE,
    PLANS,
)
from tests.planfiles.bringing import bring_in, events, take_out, told
from tests.support.stories.plan_documents import plan_document

pytestmark = pytest.mark.usefixtures("inside")

VISIT = "/plan/activities/0"
SHAPES = (FIELDS_SHAPE, PEOPLE_SHAPE, CUSTOMERS, PLANS, *LISTED_SHAPES)


def model_of(event: Event) -> type[Base]:
    found: type[Base] = next(
        mapper.class_
        for mapper in Base.registry.mappers
        if mapper.class_.__tablename__ == event.subject
    )
    return found


def test_everything_new_leaves_an_event() -> None:
    document = plan_document()
    contract = document["contracts"][0]
    contract["handovers"] = [{"to": contract.pop("handed_to"), "proposed_on": "2025-11-04"}]
    contract["promises"] = [{"key": "rate", "text": "The rate holds for a year"}]
    document["customer"]["stage_history"] = [{"stage": "customer", "on": "2025-11-03"}]
    case = document["plan"]["business_cases"][0]
    case["scenarios"] = [{"key": "less", "title": "Less", "changes": []}]
    case["assumptions"] = [{"text": "Diesel stays as dear"}]
    outcome = bring_in(document)
    assert len(outcome.created) == len(events()) == 34
    assert {event.type for event in events()} == {f"{shape.noun}.created" for shape in SHAPES}
    assert {event.actor_id for event in events()} == {None}


def test_events_are_told_as_the_actions_tell_theirs() -> None:
    bring_in(plan_document())
    for event in events():
        subject = db.session.get_one(model_of(event), event.subject_id)
        assert event.changes == recording.all_of(subject), event.type
        assert event.subject_name == name_of(subject)
        plan = subject if isinstance(subject, Plan) else getattr(subject, "plan", None)
        if plan is not None:
            assert (event.plan_id, event.customer_id) == (plan.id, plan.customer_id)


def test_the_same_file_twice_changes_nothing() -> None:
    bring_in(plan_document())
    before = len(events())
    for replace in (False, True):
        outcome = bring_in(plan_document(), replace=replace)
        assert outcome.changes_nothing
    assert len(events()) == before


def test_what_has_the_same_key_is_updated_and_its_event_has_old_and_new() -> None:
    bring_in(plan_document())
    before = len(events())
    outcome = bring_in(
        plan_document({f"{VISIT}/assignee": "greta", f"{VISIT}/due_on": "2026-02-09"})
    )
    assert told(outcome.changed) == [("activity", "Visit to the works")]
    assert [tuple(field) for field in outcome.changed[0].fields] == [
        ("assignee", "Sven Öztürk", "Greta Sommer"),
        ("due_on", None, "2026-02-09"),
    ]
    (event,) = events(before)
    ids = dict(db.session.execute(select(Person.key, Person.id)).all())
    assert event.type == "activity.updated"
    assert event.changes == {
        "assignee": [
            {"id": ids["sven"], "name": "Sven Öztürk"},
            {"id": ids["greta"], "name": "Greta Sommer"},
        ],
        "due_on": [None, "2026-02-09"],
    }


def test_names_of_a_file_are_sorted_and_found_as_those_that_people_type() -> None:
    bring_in(plan_document())
    bring_in(plan_document({"/customer/name": "Überlandwerk 9", "/people/0/name": "Åsa Groß"}))
    assert db.session.scalars(select(Customer.name_folded)).all() == [folded("Überlandwerk 9")]
    for of in (Field, Person):
        for name, stored in db.session.execute(select(of.name, of.name_folded)):
            assert stored == folded(name)


def test_people_of_a_list_are_told_by_name() -> None:
    bring_in(plan_document())
    before = len(events())
    bring_in(plan_document({f"{VISIT}/participants": ["ruth", "greta"]}))
    (event,) = events(before)
    assert list(event.changes) == ["participants"]
    old, new = event.changes["participants"]
    assert [person["name"] for person in old] == ["Greta Sommer"]
    assert [person["name"] for person in new] == ["Dr. Ruth Falk", "Greta Sommer"]


def test_what_the_file_does_not_have_stays_behind_what_it_has() -> None:
    bring_in(plan_document())
    new = {"key": "margin", "title": "Margin", "status": "active"}
    document = plan_document({"/plan/goals": [new], "/plan/deals": [], "/plan/questions": []})
    document["plan"]["activities"][0].pop("goal")
    document["plan"]["activities"][0].pop("deal")
    document["plan"]["conversations"][0].pop("goal")
    document["plan"]["business_cases"][0].pop("goal")
    written = take_out(bring_in(document))
    assert [goal["key"] for goal in written["plan"]["goals"]] == ["margin", "volume"]
    assert len(written["plan"]["goals"][1]["commitments"]) == 2
    assert [deal["key"] for deal in written["plan"]["deals"]] == ["fleet"]
    assert [question["key"] for question in written["plan"]["questions"]] == ["depot"]


def test_an_item_is_what_the_file_says_it_is() -> None:
    bring_in(plan_document())
    released = {f"{VISIT}/status": "open"}
    document = plan_document(released, without=f"{VISIT}/assignee")
    for name in ("claimed_on", "done_on", "participants"):
        del document["plan"]["activities"][0][name]
    bring_in(document)
    activity = db.session.scalars(select(Activity).where(Activity.key == "visit")).one()
    assert (activity.assignee, activity.done_on, activity.participants) == (None, None, [])


def test_what_the_file_does_not_say_of_customer_plan_and_people_stays() -> None:
    bring_in(plan_document())
    document = plan_document(without="/customer/annual_revenue")
    del document["plan"]["strategy"], document["people"][1]["field"], document["people"][0]["unit"]
    assert bring_in(document).changes_nothing


def test_replacing_takes_away_what_the_file_does_not_say_but_of_people() -> None:
    bring_in(plan_document())
    document = plan_document(without="/customer/annual_revenue")
    del document["plan"]["strategy"], document["people"][0]["unit"]
    outcome = bring_in(document, replace=True)
    assert told(outcome.changed) == [
        ("customer", "Stadtwerke Ahrensfeld"),
        ("plan", "Stadtwerke Ahrensfeld"),
    ]


def test_the_first_owner_who_is_still_there_becomes_the_customers() -> None:
    members = [
        {"person": "sven", "joined_on": "2026-01-01"},
        {"person": "anna", "joined_on": "2026-01-01", "left_on": "2026-03-01"},
        {"person": "greta", "joined_on": "2026-01-01"},
    ]
    document = plan_document({"/plan/members": members})
    document["people"].append({"key": "anna", "name": "Anna Berg", "role": "generalist"})
    bring_in(document)
    customer = db.session.scalars(select(Customer)).one()
    assert customer.owner
    assert customer.owner.key == "greta"


def test_a_customer_keeps_its_owner() -> None:
    bring_in(plan_document())
    customer = db.session.scalars(select(Customer)).one()
    customer.owner = db.session.scalars(select(Person).where(Person.key == "ruth")).one()
    db.session.commit()
    assert bring_in(plan_document(), replace=True).changes_nothing
    assert customer.owner.key == "ruth"


def test_the_next_period_becomes_a_plan_of_its_own() -> None:
    bring_in(plan_document())
    period = {"/plan/starts_on": "2026-12-31", "/plan/ends_on": "2027-12-31"}
    outcome = bring_in(plan_document(period))
    assert ("plan", "Stadtwerke Ahrensfeld") in told(outcome.created)
    assert db.session.scalar(select(func.count(Plan.id))) == 2
    assert db.session.scalar(select(func.count(Contact.id))) == 2


def test_what_the_session_has_loaded_is_read_again() -> None:
    outcome = bring_in(plan_document())
    goal = db.session.scalars(select(Goal)).one()
    assert goal.title == "Leasing volume"
    bring_in(plan_document({"/plan/goals/0/title": "Leasing of vans"}))
    assert goal.title == "Leasing of vans"
    plan = db.session.get_one(Plan, outcome.plan_id)
    plan.goals[0].title = "Not flushed yet"
    assert export_document(plan)["plan"]["goals"][0]["title"] == "Not flushed yet"
