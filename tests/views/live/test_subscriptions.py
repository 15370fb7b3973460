"""Which pages hear of what others change while they are open."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Activity, Event, Member
from planner.nouns import NOUNS, OF_NAME
from planner.views.live.subscriptions import _OF_SECTIONS, _WHOLE, AGAIN, ANYTHING
from planner.views.plan.plan_sections import SECTIONS
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


def made_deal(app: Flask, cast: Cast) -> int:
    return planned.deal(app, cast, expected_on=cast.plan.ends_on, annual_value=1, probability=1)


def newest_event(app: Flask) -> str:
    with app.app_context():
        return str(db.session.scalars(select(func.max(Event.id))).one())


def test_plan_and_the_forms_that_change_it_listen(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    deal = made_deal(app, cast)
    anna = visitor(cast.anna)
    for address in (
        f"/plans/{cast.plan.id}",
        f"/customers/{cast.customer.key}",
        f"/plans/{cast.plan.id}/edit",
        f"/deals/{deal}/edit",
    ):
        live = anna.visit(address).element("live")
        assert live["data-stream"] == f"/plans/{cast.plan.id}/stream"


def test_pages_that_show_something_of_a_plan_listen_from_where_they_were_read(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal, review = planned.goal(app, cast), planned.review(app, cast)
    anna = visitor(cast.anna)
    for address in (
        f"/activities/{planned.activity(app, cast)}",
        f"/deals/{made_deal(app, cast)}",
        f"/goals/{goal}",
        f"/goals/{goal}/comments",
        f"/plans/{cast.plan.id}/comments",
        f"/plans/{cast.plan.id}/history",
        f"/plans/{cast.plan.id}/maturity",
        f"/plans/{cast.plan.id}/reviews",
        f"/reviews/{review}",
    ):
        page = anna.visit(address)
        live = page.element("live")
        assert live["data-stream"] == f"/plans/{cast.plan.id}/stream"
        assert (live["data-all"], live["data-last"]) == ("", newest_event(app))
        assert all(page.has(part) for part in live["data-parts"].split())


@pytest.mark.parametrize("nouns", sorted({*_WHOLE.values(), *_OF_SECTIONS.values()}))
def test_pages_wait_for_what_can_happen(nouns: str) -> None:
    assert set(nouns.split()) <= set(OF_NAME) | {ANYTHING}


def test_cards_name_pages_that_there_are(app: Flask) -> None:
    named = {endpoint for noun in NOUNS for endpoint in noun.also_on}
    assert named - set(app.view_functions) == set()


def test_page_that_is_fetched_again_leaves_the_notices_to_the_next_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity = planned.activity(app, cast)
    anna = visitor(cast.anna)
    anna.visit(f"/activities/{activity}").press("Cancel the activity")
    again = anna.client.get(f"/activities/{activity}", headers={AGAIN: "true"}).text
    assert "undo-offer mt-3" not in again
    assert "undo-offer mt-3" in anna.visit(f"/activities/{activity}").data.decode()


def test_form_with_an_error_still_listens(app: Flask, cast: Cast, visitor: Visitors) -> None:
    deal = made_deal(app, cast)
    form = visitor(cast.anna).visit(f"/deals/{deal}/edit").form(f"deal-form-{deal}")
    page = form.fill(title="").submit()
    assert (page.status, page.has("live")) == (422, True)


@pytest.mark.parametrize("address", ["/customers", "/settings", "/talks/new", "/sign-in"])
def test_other_pages_do_not(cast: Cast, visitor: Visitors, address: str) -> None:
    assert not visitor(cast.anna).visit(address).has("live")


def test_who_has_an_activity_without_the_plan_does_not_listen(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity = planned.activity(app, cast, assignee_id=cast.jo.id)
    with app.app_context():
        db.session.delete(db.session.scalars(select(Member).filter_by(person_id=cast.jo.id)).one())
        db.session.commit()
        assert db.session.get_one(Activity, activity).assignee_id == cast.jo.id
    page = visitor(cast.jo).visit(f"/activities/{activity}")
    assert (page.status, page.has("live")) == (200, False)


def test_everything_that_is_on_the_page_can_be_fetched_anew(cast: Cast, visitor: Visitors) -> None:
    live = visitor(cast.anna).visit(f"/plans/{cast.plan.id}").element("live")
    assert live["data-all"].split() == list(SECTIONS)
