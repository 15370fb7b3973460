"""Changing and deleting what was written down about a talk."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import conversations, members
from planner.database import db
from planner.models import Contact, Entry, Event, Member, Person, Plan
from planner.models.kinds import Channel, TalkState
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 3, 10)


@pytest.fixture
def entry_id(app: Flask, cast: Cast) -> int:
    """Anna's visit at Frau Holt and Herr Adam, with Tom and Jo."""
    with app.app_context():
        anna, tom, jo = (db.session.get_one(Person, p.id) for p in (cast.anna, cast.tom, cast.jo))
        customer_id, plan = cast.customer.id, db.session.get_one(Plan, cast.plan.id)
        holt = Contact(key="holt", name="Frau Holt", customer_id=customer_id, position=1)
        adam = Contact(key="adam", name="Herr Adam", customer_id=customer_id, position=0)
        topic = conversations.create(plan, {"topic": "Presses"}, by=anna)
        values = {
            "on": DAY,
            "channel": Channel.VISIT,
            "summary": "First line\n  second <i>line</i>",
            "state": TalkState.ANALYSIS,
            "next_step": "Count the presses",
        }
        entry = conversations.log(
            topic, values, by=anna, participants=[tom, jo], contacts=[holt, adam]
        )
        db.session.commit()
        return entry.id


def test_talk_is_shown_with_everybody_who_was_there(
    cast: Cast, entry_id: int, visitor: Visitors
) -> None:
    shown = visitor(cast.ruth).visit("/conversations/1").element(f"entry-{entry_id}")
    for text in ("Anna Berg", "Tom Ahrens", "Jo Kilian", "with Frau Holt, Herr Adam", "Analysis"):
        assert text in shown.text
    (summary,) = (p for p in shown.all("p") if "kept-lines" in p["class"])
    assert summary.raw_text == "First line\n  second <i>line</i>"


def test_member_changes_a_talk(app: Flask, cast: Cast, entry_id: int, visitor: Visitors) -> None:
    page = visitor(cast.tom).visit(f"/entries/{entry_id}/edit", htmx=True)
    form = page.form(f"entry-form-{entry_id}")
    assert form["summary"] == "First line\n  second <i>line</i>"
    answer = form.fill(summary="Better", participant_ids=[cast.jo.id]).submit(htmx=True)
    assert "Better" in answer.element("entries").text
    with app.app_context():
        entry = db.session.get_one(Entry, entry_id)
        assert [person.name for person in entry.participants] == ["Jo Kilian"]
        event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event is not None
        assert event.changes == {
            "summary": ["First line\n  second <i>line</i>", "Better"],
            "participants": [
                [
                    {"id": cast.tom.id, "name": "Tom Ahrens"},
                    {"id": cast.jo.id, "name": "Jo Kilian"},
                ],
                [{"id": cast.jo.id, "name": "Jo Kilian"}],
            ],
        }


def test_saving_without_a_change_changes_nothing_and_leaves_no_event(
    app: Flask, cast: Cast, entry_id: int, visitor: Visitors
) -> None:
    with app.app_context():
        before = len(db.session.scalars(select(Event)).all())
    page = visitor(cast.anna).visit(f"/entries/{entry_id}/edit")
    assert page.form(f"entry-form-{entry_id}").submit().status == 303
    with app.app_context():
        entry = db.session.get_one(Entry, entry_id)
        assert [guest.name for guest in entry.contacts] == ["Frau Holt", "Herr Adam"]
        assert len(db.session.scalars(select(Event)).all()) == before


def test_somebody_who_has_left_the_plan_stays_in_the_talk(
    app: Flask, cast: Cast, entry_id: int, visitor: Visitors
) -> None:
    with app.app_context():
        theirs = select(Member).where(Member.person_id == cast.jo.id)
        anna = db.session.get_one(Person, cast.anna.id)
        members.leave(db.session.scalars(theirs).one(), by=anna)
        db.session.commit()
    page = visitor(cast.anna).visit(f"/entries/{entry_id}/edit")
    assert page.form(f"entry-form-{entry_id}").submit().status == 303
    with app.app_context():
        entry = db.session.get_one(Entry, entry_id)
        assert [person.name for person in entry.participants] == ["Tom Ahrens", "Jo Kilian"]


def test_bad_input_comes_back_with_what_was_typed(
    cast: Cast, entry_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/entries/{entry_id}/edit", htmx=True)
    form = page.form(f"entry-form-{entry_id}")
    form.fill(summary=" \n", on="2026-02-30", next_step="As planned", contact_ids=[])
    answer = form.submit(htmx=True)
    assert answer.status == 422
    assert answer.headers["HX-Retarget"] == f"#entry-form-{entry_id}"
    assert "Fill this in." in answer.errors
    again = answer.form(f"entry-form-{entry_id}")
    assert (again["on"], again["next_step"]) == ("2026-02-30", "As planned")
    assert again["participant_ids"] == [str(cast.jo.id), str(cast.tom.id)]
    assert again["contact_ids"] == []


@pytest.mark.databases("sqlite", "postgresql")
def test_member_deletes_a_talk(app: Flask, cast: Cast, entry_id: int, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit(f"/entries/{entry_id}/edit").press("Delete this talk")
    assert page.status == 303
    assert "Nobody has talked about it yet" in page.follow().text
    with app.app_context():
        assert db.session.get(Entry, entry_id) is None


def test_others_may_not_change_a_talk_and_strangers_see_none(
    app: Flask, cast: Cast, entry_id: int, visitor: Visitors
) -> None:
    for person, code in ((cast.otto, 403), (cast.paul, 403), (cast.fritz, 404), (cast.mira, 404)):
        page = visitor(person).visit(f"/entries/{entry_id}/edit")
        assert page.status == code
        token = page.visitor.visit("/customers").root.all("input", name="csrf_token")[0]["value"]
        for address in (f"/entries/{entry_id}", f"/entries/{entry_id}?_method=DELETE"):
            fields = {"csrf_token": [token], "summary": ["Changed"]}
            assert page.visitor.send("POST", address, fields, came_from=page).status == code
    with app.app_context():
        assert db.session.get_one(Entry, entry_id).summary.startswith("First line")
