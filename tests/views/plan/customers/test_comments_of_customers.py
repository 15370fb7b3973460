"""Comments on what belongs to the customer: each of its plans talks about it by itself."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.history import undo
from planner.actions.plan import members, plans
from planner.database import db
from planner.models import Comment, Contact, Event, Notification, Person, Plan
from planner.models.kinds import OF_RATINGS, NotificationKind, Via
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.timedelta(days=1)


@pytest.fixture
def contact_id(app: Flask, cast: Cast) -> int:
    return planned.contact(app, cast, "Klaus Wiegand", cast.jo)


def next_plan(app: Flask, cast: Cast, *people: Person) -> int:
    """Anna closes the plan and begins the next, with herself and these people on it."""
    planned.close(app, cast)
    with app.app_context():
        old, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        begins = old.ends_on + DAY
        period = {"starts_on": begins, "ends_on": plans.year_from(begins)}
        plan = plans.create(old.customer, period, by=anna)
        for each in people:
            members.join(plan, db.session.get_one(Person, each.id), via=Via.INVITATION, by=anna)
        db.session.commit()
        return plan.id


def write(page: Page, text: str) -> Page:
    return page.form("comment-form").fill(text=text).submit()


def texts(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Comment.text).order_by(Comment.id)))


def told(app: Flask) -> set[str]:
    """Who was told of more than that something has become of what they follow."""
    with app.app_context():
        others = Notification.kind.not_in([*OF_RATINGS, NotificationKind.FOLLOWED])
        return set(db.session.scalars(select(Person.name).join(Notification.person).where(others)))


def test_the_rows_of_a_plan_count_what_was_said_in_it_and_lead_there(
    app: Flask, cast: Cast, visitor: Visitors, contact_id: int
) -> None:
    jo = visitor(cast.jo)
    plan, potential = cast.plan.id, planned.potential(app, cast)
    for tab, name, address in (
        ("people", "Klaus Wiegand", f"/contacts/{contact_id}/comments?plan_id={plan}"),
        ("value", "Leasing", f"/potentials/{potential}/comments?plan_id={plan}"),
    ):
        assert jo.visit(f"/plans/{plan}/{tab}").links[f"Comment on {name}"] == address
        page = jo.visit(address)
        assert page.links["To the item"].startswith(f"/plans/{plan}/{tab}#")
        write(page, "Careful here")
        assert jo.visit(f"/plans/{plan}/{tab}").links[f"1 comment on {name}"] == address


def test_a_talk_says_how_much_was_said_to_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    entry = planned.entry(app, cast)
    jo = visitor(cast.jo)
    page = jo.visit(f"/entries/{entry}/comments")
    write(page, "What exactly did they say?")
    topic = jo.visit(page.links["To the item"].split("#")[0])
    links = [at for text, at in topic.links.items() if text.startswith("1 comment on the talk")]
    assert links == [f"/entries/{entry}/comments"]
    assert told(app) == {"Anna Berg"}


def test_those_who_know_a_contact_and_the_owner_of_a_potential_are_told(
    app: Flask, cast: Cast, visitor: Visitors, contact_id: int
) -> None:
    ruth = visitor(cast.ruth)
    write(ruth.visit(f"/contacts/{contact_id}/comments"), "He moves on in May")
    assert told(app) == {"Jo Kilian"}
    write(ruth.visit(f"/potentials/{planned.potential(app, cast)}/comments"), "Too high")
    assert told(app) == {"Jo Kilian", "Anna Berg"}


def test_whoever_knows_a_contact_without_the_plan_is_not_told(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    contact_id = planned.contact(app, cast, "Klaus Wiegand", cast.mira)
    write(visitor(cast.jo).visit(f"/contacts/{contact_id}/comments"), "Careful here")
    assert told(app) == set()
    assert visitor(cast.mira).visit(f"/contacts/{contact_id}/comments").status == 404


def test_a_notification_leads_to_the_thread_of_its_plan(
    app: Flask, cast: Cast, visitor: Visitors, contact_id: int
) -> None:
    write(visitor(cast.anna).visit(f"/contacts/{contact_id}/comments"), "@Jo Kilian careful")
    jo = visitor(cast.jo)
    news = jo.visit("/notifications")
    link = next(at for text, at in news.links.items() if "Klaus Wiegand" in text)
    answer = jo.visit(link)
    assert answer.location.startswith(f"/contacts/{contact_id}/comments?plan_id={cast.plan.id}#")
    assert "careful" in answer.follow().element("comments").text


def test_who_joins_the_next_plan_does_not_read_what_was_said_in_the_last(
    app: Flask, cast: Cast, visitor: Visitors, contact_id: int
) -> None:
    old = cast.plan.id
    write(visitor(cast.jo).visit(f"/contacts/{contact_id}/comments"), "Between ourselves")
    new = next_plan(app, cast, cast.mira)
    mira, jo, anna = (visitor(who) for who in (cast.mira, cast.jo, cast.anna))
    assert "Between" not in mira.visit(f"/contacts/{contact_id}/comments?plan_id={new}").text
    assert mira.visit(f"/contacts/{contact_id}/comments?plan_id={old}").status == 404
    assert jo.visit(f"/contacts/{contact_id}/comments?plan_id={new}").status == 404
    there = anna.visit(f"/contacts/{contact_id}/comments?plan_id={old}")
    assert "Between ourselves" in there.element("comments").text
    assert not there.has("comment-form"), "the old plan is closed"
    assert "1 comment on Klaus Wiegand" in anna.visit(f"/plans/{old}/people").links
    assert "Comment on Klaus Wiegand" in anna.visit(f"/plans/{new}/people").links


def test_a_plan_of_another_customer_has_no_thread_on_it(
    app: Flask, cast: Cast, visitor: Visitors, contact_id: int
) -> None:
    with app.app_context():
        other = db.session.get_one(Plan, cast.plan.id).customer_id
    customer = planned.customer(app, "other", owner_id=cast.anna.id)
    assert customer != other
    with app.app_context():
        strange = Contact(customer_id=customer, key="x", name="Somebody", position=0)
        db.session.add(strange)
        db.session.commit()
        strange_id = strange.id
    anna = visitor(cast.anna)
    address = f"/contacts/{strange_id}/comments"
    assert anna.visit(f"{address}?plan_id={cast.plan.id}").status == 404
    assert anna.visit(address).status == 404, "without a plan nobody talks about it"
    for wrong in ("0", "99999999999", "x"):
        expected = 200 if wrong in ("0", "x") else 404
        assert anna.visit(f"/contacts/{contact_id}/comments?plan_id={wrong}").status == expected


def test_strangers_do_not_know_of_it_and_an_auditor_only_reads(
    app: Flask, cast: Cast, visitor: Visitors, contact_id: int
) -> None:
    for person, reading, writing in ((cast.otto, 200, 403), (cast.fritz, 404, 404)):
        someone = visitor(person)
        page = someone.visit("/customers")
        token = {"csrf_token": [page.root.all("input", name="csrf_token")[0]["value"]]}
        for address in (
            f"/contacts/{contact_id}/comments",
            f"/potentials/{planned.potential(app, cast)}/comments",
            f"/entries/{planned.entry(app, cast)}/comments",
        ):
            assert someone.visit(address).status == reading
            fields = {**token, "text": ["No"]}
            assert someone.send("POST", address, fields, came_from=page).status == writing
    assert texts(app) == []


@pytest.mark.databases("sqlite", "postgresql")
def test_comments_on_a_talk_go_with_its_topic_and_come_back_with_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    entry = planned.entry(app, cast)
    write(visitor(cast.jo).visit(f"/entries/{entry}/comments"), "What exactly?")
    anna = visitor(cast.anna)
    topic = anna.visit(f"/entries/{entry}/comments").links["To the item"].split("#")[0]
    anna.visit(f"{topic}/edit").press("Delete this conversation")
    assert texts(app) == []
    with app.app_context():
        deletion = db.session.query(Event).filter_by(type="conversation.deleted").one()
        undo.undo(deletion, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    assert "What exactly?" in anna.visit(f"/entries/{entry}/comments").element("comments").text


def test_comments_of_all_plans_go_with_a_contact(
    app: Flask, cast: Cast, visitor: Visitors, contact_id: int
) -> None:
    anna = visitor(cast.anna)
    write(anna.visit(f"/contacts/{contact_id}/comments"), "One")
    new = next_plan(app, cast)
    write(anna.visit(f"/contacts/{contact_id}/comments?plan_id={new}"), "Two")
    anna.visit(f"/contacts/{contact_id}/edit").press("Delete this contact")
    assert texts(app) == []
