"""How often plans are gone through: set by administrators, for segments and for the rest."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner.administration.forms.review_rhythms import field_of_segment
from planner.database import db
from planner.models import Customer, Event
from planner.queries.maturity import organisation
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

ADDRESS = "/organisation/review-rhythms"
ODD = "A-Kunden & Co"


@pytest.fixture(autouse=True)
def _of_a_segment(app: Flask, cast: Cast) -> None:
    segment(app, cast, ODD)


def segment(app: Flask, cast: Cast, name: str | None) -> None:
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).segment = name
        db.session.commit()


def form(who: Visitor) -> Form:
    return who.visit(ADDRESS).form("review-rhythms-form")


def due(who: Visitor, cast: Cast) -> str:
    return who.visit(f"/plans/{cast.plan.id}/reviews").element("review-due").text


def test_segment_has_its_own_weeks_and_the_plans_page_follows(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada, anna = visitor(cast.ada), visitor(cast.anna)
    assert due(anna, cast) == "A review was due on 26 Mar 2026, and none is planned."
    assert form(ada)["usual"] == "12"
    form(ada).fill(**{field_of_segment(ODD): "26"}).submit()
    assert due(anna, cast) == "The next review is due on 2 Jul 2026."
    assert "due on 2 Jul" in anna.visit(f"/plans/{cast.plan.id}/activities").element("reviews").text
    form(ada).fill(usual="30", **{field_of_segment(ODD): ""}).submit()
    assert due(anna, cast) == "The next review is due on 30 Jul 2026."
    history = ada.visit(ADDRESS).element("settings-history").text
    assert f"Weeks between reviews: {ODD}: as for the rest → 26" in history
    assert "no number of its own: 12 → 30" in history
    with app.app_context():
        changed = select(Event.actor_id).where(Event.type == "setting.changed")
        assert db.session.scalars(changed).all() == [cast.ada.id] * 2


def test_segment_under_a_new_name_begins_without_a_number_and_the_old_one_can_be_dropped(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    form(ada).fill(**{field_of_segment(ODD): "26"}).submit()
    segment(app, cast, "B")
    assert "was due" in due(visitor(cast.anna), cast)
    page = ada.visit(ADDRESS)
    assert "No customer is of this segment any more." in page.text
    assert form(ada)[field_of_segment("B")] == ""
    form(ada).fill(**{field_of_segment(ODD): ""}).submit()
    assert field_of_segment(ODD) not in form(ada)
    with app.app_context():
        assert organisation.rhythms().by_segment == {}


@pytest.mark.parametrize(
    ("weeks", "error"),
    [
        ("0", "Write a number from 1 to 104."),
        ("105", "Write a number from 1 to 104."),
        ("2.5", "Write a whole number."),
        ("soon", "This is not a number. Write it like 1,234.5."),
    ],
)
def test_what_is_no_number_of_weeks_is_refused_at_its_field(
    app: Flask, cast: Cast, visitor: Visitors, weeks: str, error: str
) -> None:
    ada = visitor(cast.ada)
    page = form(ada).fill(usual="6", **{field_of_segment(ODD): weeks}).submit()
    assert (page.status, page.errors) == (422, [error])
    assert page.form("review-rhythms-form")["usual"] == "6"
    assert form(ada).fill(usual="").submit().errors == ["Write a number."]
    with app.app_context():
        assert organisation.rhythms().usual == 12


def test_two_administrators_change_different_segments_and_both_hold(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    mine, theirs = form(visitor(cast.ada)), form(visitor(cast.ada))
    mine.fill(**{field_of_segment(ODD): "4"}).submit()
    theirs.fill(usual="8").submit()
    with app.app_context():
        found = organisation.rhythms()
        assert (found.usual, found.by_segment) == (8, {ODD: 4})


@pytest.mark.parametrize("who", ["anna", "paul", "otto", "fritz"])
def test_rhythms_are_set_by_administrators_alone(cast: Cast, visitor: Visitors, who: str) -> None:
    somebody = visitor(getattr(cast, who))
    assert somebody.visit(ADDRESS).status == 404
    assert form(visitor(cast.ada)).fill(usual="1").sent_by(somebody).status == 404
