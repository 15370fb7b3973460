"""What is said to a contract, to what was promised with it, and to a proposal of the customer."""

from typing import Any

import pytest
from flask import Flask

from planner.database import db
from planner.models import Comment, Notification, NotificationKind, Promise
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite", "postgresql")
def test_what_is_said_to_promises_and_proposals_stands_at_their_place_and_is_told(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    promise, proposal = planned.promise(app, cast, fleet), planned.proposal(app, cast, fleet)
    tom = visitor(cast.tom)
    page = tom.visit(f"/contracts/{fleet}/handover")
    for link, text in (
        ("Comment on A spare car", "Which one?"),
        ("Comment on to Tom Ahrens on 15 Jun 2026", "Next week"),
    ):
        thread = page.click(link)
        thread.form("comment-form").fill(text=text).submit()
        assert thread.click("To the item").heading == "Handover: Fleet"
    again = tom.visit(f"/contracts/{fleet}/handover")
    assert "1 comment on A spare car" in again.links
    assert "1 comment on to Tom Ahrens on 15 Jun 2026" in again.links
    assert told(app, cast.anna.id) == [("promises", promise), ("handovers", proposal)]
    said = visitor(cast.anna).visit("/notifications").text
    assert "A spare car" in said
    stranger = visitor(cast.fritz)
    for address in (f"/promises/{promise}", f"/handovers/{proposal}", f"/contracts/{fleet}"):
        assert stranger.visit(f"{address}/comments").status == 404
        assert visitor(cast.otto).visit(f"{address}/comments").has("comments")
        assert not visitor(cast.otto).visit(f"{address}/comments").has("comment-form")


def told(app: Flask, person_id: int) -> list[tuple[Any, Any]]:
    """Of what somebody was told because of a comment, the oldest first."""
    with app.app_context():
        found = db.session.query(Notification).filter_by(
            person_id=person_id, kind=NotificationKind.COMMENT
        )
        return [(each.subject, each.subject_id) for each in found.order_by(Notification.id)]


def test_what_is_said_to_a_contract_stands_below_it(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    jo = visitor(cast.jo)
    page = jo.visit(f"/contracts/{fleet}")
    answer = page.form("comment-form").fill(text="Will they renew?").submit()
    assert answer.location == f"/contracts/{fleet}"
    assert "Will they renew?" in answer.follow().element("comments").text
    menu = jo.visit(f"/contracts/{fleet}", htmx=True, target="#menu")
    assert "1 comment" in menu.links


@pytest.mark.databases("sqlite", "postgresql")
def test_what_was_said_goes_with_a_promise_and_comes_back_with_it(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    promise = planned.promise(app, cast, fleet)
    anna = visitor(cast.anna)
    anna.visit(f"/promises/{promise}/comments").form("comment-form").fill(text="Red").submit()
    gone = anna.visit(f"/promises/{promise}/edit").press("Delete this promise")
    assert texts(app) == []
    gone.follow().press("Undo")
    assert texts(app) == ["Red"]
    with app.app_context():
        assert db.session.query(Promise).count() == 1


def texts(app: Flask) -> list[str]:
    with app.app_context():
        return [comment.text for comment in db.session.query(Comment)]
