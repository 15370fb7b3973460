"""A page read again is answered before a request is built of it, and only while it holds."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, request_started

from planner import clock
from planner.actions.people import passwords, people, sign_ins
from planner.actions.plan import goals, members
from planner.database import db
from planner.models import Member, Notification, Person, Plan, Session
from planner.models.kinds import NotificationKind, Role
from planner.views.web import session_limits
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

Change = Callable[[Cast], None]
pytestmark = pytest.mark.databases("sqlite", "postgresql")


@contextmanager
def built(app: Flask) -> Iterator[list[object]]:
    """The requests that Flask builds inside."""
    found: list[object] = []

    def note(_app: object, **_more: object) -> None:
        found.append(_app)

    request_started.connect(note, app)
    try:
        yield found
    finally:
        request_started.disconnect(note, app)


def is_read_again(app: Flask, who: Visitor, address: str) -> bool:
    """Whether the page comes without a request of its own, after it was read as often as needed."""
    with built(app) as found:
        assert who.visit(address).status == 200
    return not found


def reads(app: Flask, who: Visitor, address: str) -> None:
    """Until it is read again: the first page gives the browser its token, the second is noted."""
    for _ in range(2):
        assert not is_read_again(app, who, address)
    assert is_read_again(app, who, address)


@pytest.mark.parametrize("address", ["/customers/{key}", "/plans/{plan}/people", "/today"])
def test_the_same_page_comes_without_a_request_and_looks_the_same(
    app: Flask, cast: Cast, visitor: Visitors, address: str
) -> None:
    anna = visitor(cast.anna)
    there = address.format(key=cast.customer.key, plan=cast.plan.id)
    anna.visit(there)
    made = anna.visit(there)
    assert is_read_again(app, anna, there)
    again = anna.visit(there)
    assert again.html == made.html
    assert dict(again.headers) == dict(made.headers)


def test_a_page_read_again_sends_forms_that_are_taken(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, address = visitor(cast.anna), f"/plans/{cast.plan.id}"
    form = anna.visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    form.fill(title="More leasing").submit()
    phone = visitor(cast.anna)
    for browser in (anna, phone):
        browser.visit(address)
        browser.visit(address)
    with built(app) as found:
        page = phone.visit(address)
    assert not found
    assert page.press("Sign More leasing").status == 303


def _ended(cast: Cast) -> None:
    db.session.query(Session).filter_by(person_id=cast.jo.id).delete()


def _left(cast: Cast) -> None:
    membership = db.session.query(Member).filter_by(person_id=cast.jo.id).one()
    members.leave(membership, by=person(cast.anna))


def person(known: Person) -> Person:
    return db.session.get_one(Person, known.id)


@pytest.mark.parametrize(("change", "status"), [(_ended, 302), (_left, 404)])
def test_whoever_may_not_read_it_any_more_does_not_read_it_again(
    app: Flask, cast: Cast, visitor: Visitors, change: Change, status: int
) -> None:
    jo, address = visitor(cast.jo), f"/plans/{cast.plan.id}"
    reads(app, jo, address)
    with app.app_context():
        change(cast)
        db.session.commit()
    assert jo.visit(address).status == status


def test_what_changes_is_shown_at_once_to_everybody_who_has_read_the_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    readers, address = [visitor(cast.anna), visitor(cast.jo)], f"/plans/{cast.plan.id}"
    for reader in readers:
        reads(app, reader, address)
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        goals.create(plan, {"title": "New here"}, by=person(cast.anna))
        db.session.commit()
    assert all("New here" in reader.visit(address).text for reader in readers)


@pytest.mark.parametrize("address", ["/plans/{plan}", "/today", "/customers"])
def test_what_waits_for_the_reader_is_counted_anew(
    app: Flask, cast: Cast, visitor: Visitors, address: str
) -> None:
    """To be told of something leaves no event of its own."""
    jo, there = visitor(cast.jo), address.format(plan=cast.plan.id)
    jo.visit(there)
    jo.visit(there)
    assert is_read_again(app, jo, there)
    bell = jo.visit(there).element("bell").text
    with app.app_context():
        told = {"kind": NotificationKind.PROGRESS, "plan_id": cast.plan.id, "on": TODAY}
        db.session.add(Notification(person_id=cast.jo.id, **told))
        db.session.commit()
    assert not is_read_again(app, jo, there)
    assert jo.visit(there).element("bell").text != bell


def test_a_role_that_changes_changes_the_page(app: Flask, cast: Cast, visitor: Visitors) -> None:
    jo, address = visitor(cast.jo), f"/plans/{cast.plan.id}"
    reads(app, jo, address)
    with app.app_context():
        person(cast.jo).is_auditor = True  # as a program beside this one may, without an event
        db.session.commit()
    assert not is_read_again(app, jo, address)


def test_a_new_day_makes_the_page_anew(app: Flask, cast: Cast, visitor: Visitors) -> None:
    anna, address = visitor(cast.anna), f"/plans/{cast.plan.id}"
    reads(app, anna, address)
    with clock.at(TODAY + datetime.timedelta(days=1)):
        assert not is_read_again(app, anna, address)


def test_another_language_is_another_page(app: Flask, cast: Cast, visitor: Visitors) -> None:
    anna, address = visitor(cast.anna), f"/plans/{cast.plan.id}"
    reads(app, anna, address)
    with app.app_context():
        people.choose_language(person(cast.anna), "de")
        db.session.commit()
    assert 'lang="de"' in anna.visit(address).html


def test_what_the_page_before_left_to_be_said_is_said_once(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, address = visitor(cast.anna), f"/plans/{cast.plan.id}"
    reads(app, anna, address)
    with anna.client.session_transaction() as kept:
        kept["_flashes"] = [("success", "That was done.")]
    assert "That was done." in anna.visit(address).text
    assert "That was done." not in anna.visit(address).text


def test_a_browser_that_was_not_used_for_long_signs_in_again(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, address = visitor(cast.anna), f"/plans/{cast.plan.id}"
    reads(app, anna, address)
    later = session_limits.seconds() + 31 * 24 * 60 * 60
    monkeypatch.setattr(session_limits, "seconds", lambda: later)
    assert anna.visit(address).status == 302


def test_a_page_that_is_asked_for_as_a_part_is_none_that_is_kept(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, address = visitor(cast.anna), f"/plans/{cast.plan.id}"
    reads(app, anna, address)
    with built(app) as found:
        anna.client.get(address, headers={"HX-Request": "true"})
        anna.client.get(address, headers={"Fetched-Again": "1"})
        anna.client.get(f"{address}?text=other")
    assert len(found) == 3


def test_whoever_is_an_executive_is_asked_about_each_time(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Whether there is more than a desk for them follows from what no event of theirs says."""
    with app.app_context():
        person(cast.jo).role = Role.EXECUTIVE_SPONSOR
        db.session.commit()
    jo, address = visitor(cast.jo), f"/plans/{cast.plan.id}"
    for _ in range(3):
        assert not is_read_again(app, jo, address)


def test_a_reader_is_the_same_person_as_the_models_read(app: Flask, cast: Cast) -> None:
    with app.app_context():
        token = sign_ins.begin_session(person(cast.anna))
        db.session.commit()
        db.session.remove()
        reader = sign_ins.reader_behind(passwords.digest(token))
        assert reader is not None
        made = sign_ins.person_of(reader)
        found = sign_ins.find_session(token)
        assert found is not None
        assert found.person is made
        assert found.reader == reader
        assert made.team is not None
        assert not db.session.dirty
