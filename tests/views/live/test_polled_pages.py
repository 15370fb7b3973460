"""Pages across plans that ask now and then what is new."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.actions.plan import members
from planner.database import db
from planner.models import Event, Member, Notification, Person
from planner.nouns import OF_NAME
from planner.views.live.subscriptions import _NOUNS
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories import planned
from tests.support.stories.cast import Cast

PAGES = ["pool", "requests", "today", "notifications"]


def asked(who: Visitor, page: str, after: str) -> dict[str, Any]:
    answer = who.visit(f"/freshness/{page}?after={after}")
    assert answer.status == 200
    told: dict[str, Any] = json.loads(answer.data)
    assert (told["changes"], told["people"]) == ([], [])
    return told


def shown(who: Visitor, page: str) -> str:
    """What the page says of how things stood when it was made."""
    live = who.visit(f"/{page}").element("live")
    assert live["data-changes"] == f"/freshness/{page}"
    return live["data-last"]


def something_happens(app: Flask, cast: Cast, visitor: Visitors) -> None:
    """Jo asks to be introduced and names Anna, and an activity waits for somebody of a field."""
    planned.activity(app, cast, field_id=cast.payments.id)
    jo = visitor(cast.jo)
    jo.visit(f"/plans/{cast.plan.id}/introduction/new").press("Ask for it")
    comments = jo.visit(f"/plans/{cast.plan.id}/comments")
    comments.form("comment-form").fill(text="@Anna Berg look").submit()


@pytest.mark.parametrize("page", PAGES)
def test_page_is_told_once_that_something_has_happened(
    app: Flask, cast: Cast, visitor: Visitors, page: str
) -> None:
    anna = visitor(cast.anna)
    last = shown(anna, page)
    assert asked(anna, page, last) == {"last": last, "reset": False, "changes": [], "people": []}
    something_happens(app, cast, visitor)
    told = asked(anna, page, last)
    assert told["reset"]
    assert told["last"] == shown(anna, page)
    assert not asked(anna, page, told["last"])["reset"]


@pytest.mark.parametrize("page", ["pool", "requests"])
def test_page_is_not_fetched_again_for_what_it_does_not_show(
    app: Flask, cast: Cast, visitor: Visitors, page: str
) -> None:
    anna = visitor(cast.anna)
    last = shown(anna, page)
    planned.goal(app, cast)
    assert not asked(anna, page, last)["reset"]


def test_notifications_follow_what_is_seen_elsewhere_and_what_may_not_be_read_any_more(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    anna.visit(f"/plans/{cast.plan.id}/comments").form("comment-form").fill(
        text="@Jo Kilian look"
    ).submit()
    last = shown(jo, "notifications")
    jo.visit("/notifications").press("Mark all as seen")
    told = asked(jo, "notifications", last)
    assert told["reset"]
    with app.app_context():
        membership = db.session.scalars(select(Member).filter_by(person_id=cast.jo.id)).one()
        members.leave(membership, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
        assert db.session.scalar(select(func.count(Notification.id))), "it is still there"
    assert asked(jo, "notifications", told["last"])["reset"]


@pytest.mark.parametrize("page", PAGES)
def test_who_says_nonsense_fetches_everything(cast: Cast, visitor: Visitors, page: str) -> None:
    anna, nonsense = visitor(cast.anna), ("", "x", "-1", "99999999", "1.5", "9" * 30, "%01")
    assert [said for said in nonsense if not asked(anna, page, said)["reset"]] == []


def test_other_pages_and_the_signed_out_are_not_answered(cast: Cast, visitor: Visitors) -> None:
    assert visitor(cast.anna).visit("/freshness/customers").status == 404
    for page in PAGES:
        assert visitor().visit(f"/freshness/{page}").status == 302


def test_pages_wait_for_what_can_happen(app: Flask) -> None:
    known = set(OF_NAME)
    for nouns in _NOUNS.values():
        assert nouns <= known
    with app.app_context():
        assert db.session.scalar(select(func.count(Event.id))) == 0
