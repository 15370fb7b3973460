"""The numbers of the rating, and what other numbers would change."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from flask import Flask

from planner.administration.queries import threshold_previews
from planner.after_signature.thresholds import SIGNATURE_DEFAULTS, SignatureThresholds
from planner.database import db
from planner.jobs import background
from planner.models import Event, Person, StoredRating
from planner.queries.maturity import organisation
from planner.rating import DEFAULTS, Thresholds
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

ADDRESS = "/organisation/thresholds"
MOVE = "1 plan would move from Neanderthal age to Bronze age."


@pytest.fixture(autouse=True)
def _ended(app: Flask) -> Iterator[None]:
    """What goes on after an answer needs its database until it is done."""
    yield
    background.wait()


def preview(ada: Visitor, **numbers: Any) -> Page:
    form = ada.visit(ADDRESS).form("thresholds-form")
    return form.fill(**{name: str(number) for name, number in numbers.items()}).submit()


def save(page: Page, **numbers: Any) -> Page:
    """By the button beside the table, which says how many changes there are."""
    form = page.form("thresholds-form").fill(**numbers)
    (button,) = (each.text for each in form.buttons if each["formaction"])
    return form.submit(button)


def kept(app: Flask) -> Thresholds:
    with app.app_context():
        return organisation.thresholds()


def test_every_number_has_a_field_with_its_default(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit(ADDRESS)
    form = page.form("thresholds-form")
    usual_numbers = asdict(DEFAULTS) | asdict(SIGNATURE_DEFAULTS)
    for name, usual in usual_numbers.items():
        assert form[name] == str(usual)
        assert page.element(f"thresholds-form-{name}-help").text.startswith(f"Default: {usual}")


def test_the_preview_says_which_plans_would_move_and_changes_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = preview(visitor(cast.ada), generalist_silent_plan_days=365)
    assert page.status == 200
    assert "1 active plan was looked at." in page.text
    assert MOVE in page.element("moves").text
    assert "30 days → 365 days" in page.element("changed-numbers").text
    with app.app_context():
        assert organisation.thresholds() == DEFAULTS
        assert db.session.query(Event).count() == 0
        assert db.session.query(StoredRating).count() == 0


def test_the_preview_compares_with_the_numbers_that_hold_not_with_the_defaults(
    cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    save(preview(ada, generalist_silent_plan_days=365))
    page = preview(ada, generalist_silent_plan_days=30)
    assert "1 plan would move from Bronze age to Neanderthal age." in page.element("moves").text


def test_numbers_that_move_no_plan_are_said_to_move_none(cast: Cast, visitor: Visitors) -> None:
    page = preview(visitor(cast.ada), no_ideas_count=3)
    assert page.element("moves").text == "No plan would move to another age."


def test_saved_numbers_are_kept_and_the_history_says_who_changed_what(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    page = save(preview(ada, generalist_silent_plan_days=365, no_ideas_count=3))
    assert page.status == 303
    assert kept(app) == Thresholds(generalist_silent_plan_days=365, no_ideas_count=3)
    history = page.follow().element("settings-history").text
    assert "Ada Admin" in history
    assert "30 days → 365 days" in history
    assert "joint contacts, at least: 2 → 3" in history


def test_only_what_differs_from_the_defaults_is_kept(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    save(preview(ada, no_ideas_count=3))
    with app.app_context():
        assert organisation.differing(organisation.thresholds()) == {"no_ideas_count": 3}
    save(preview(ada, no_ideas_count=2))
    assert kept(app) == DEFAULTS


@pytest.mark.databases("sqlite", "postgresql")
def test_numbers_around_the_signature_hold_beside_those_of_the_rating(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    page = preview(ada, radar_days=30, no_ideas_count=3, form_hours=1)
    assert "180 days → 30 days" in page.element("changed-numbers").text
    assert page.element("changed-numbers").text.count("24 hours → 1 hour") == 1
    assert "1 hours" not in page.element("changed-numbers").text
    save(page)
    with app.app_context():
        assert organisation.signature_thresholds() == SignatureThresholds(
            radar_days=30, form_hours=1
        )
        assert organisation.thresholds() == Thresholds(no_ideas_count=3)
    history = ada.visit(ADDRESS).element("settings-history").text
    assert "24 hours → 1 hour" in history
    assert "1 hours" not in history
    assert "Renewals: a renewal comes into sight so long before the last day" in history


def test_saving_rates_the_plans_by_the_new_numbers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    save(preview(visitor(cast.ada), generalist_silent_plan_days=365))
    background.wait()
    with app.app_context():
        rating = db.session.query(StoredRating).one()
        assert rating.age == "bronze"
        assert rating.thresholds == {"generalist_silent_plan_days": 365}


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("en", "-1", "Write a number from 0 to 3650."),
        ("en", "−1", "Write a number from 0 to 3650."),
        ("en", "viele", "This is not a number. Write it like 1,234.5."),
        ("en", "", "Write a number."),
        ("en", "14.5", "Write a whole number."),
        ("en", "99999999999999999999", "Write a number from 0 to 3650."),
        ("en", "NaN", "This is not a number. Write it like 1,234.5."),
        ("de", "14,5", None),
        ("de", "viele", None),
        ("de", "-1", None),
    ],
)
def test_what_is_no_number_of_days_is_refused_at_its_field_and_stays_there(
    app: Flask, cast: Cast, visitor: Visitors, language: str, typed: str, said: str | None
) -> None:
    page = preview(visitor(cast.ada, language=language), no_steering_days=typed)
    assert page.status == 422
    assert len(page.errors) == 1
    assert said is None or page.errors == [said]
    assert page.has("thresholds-form-no_steering_days-error")
    assert page.form("thresholds-form")["no_steering_days"] == typed
    assert kept(app) == DEFAULTS


def test_a_share_above_a_hundred_percent_is_refused(cast: Cast, visitor: Visitors) -> None:
    page = preview(visitor(cast.ada), goals_not_shared_percent=101)
    assert page.status == 422
    assert page.errors == ["Write a number from 0 to 100."]


def test_germans_may_write_a_thousand_with_a_point_and_a_comma_before_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada, language="de")
    page = preview(ada, window_days="1.000", no_steering_days="60,0")
    assert page.status == 200
    save(page)
    assert kept(app) == Thresholds(window_days=1000, no_steering_days=60)


def test_bad_numbers_are_refused_when_they_are_saved_too(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = preview(visitor(cast.ada), no_ideas_count=3)
    page = save(page, no_ideas_count="-1")
    assert page.status == 422
    assert page.form("thresholds-form")["no_ideas_count"] == "-1"
    assert kept(app) == DEFAULTS


def test_what_was_typed_stands_beside_what_it_would_change(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = preview(visitor(cast.ada), no_ideas_count=3)
    assert page.status == 200
    assert page.form("thresholds-form")["no_ideas_count"] == "3"
    assert "1 plan stays where it is." in page.element("threshold-changes").text
    assert page.offers("Save 1 change")
    assert kept(app) == DEFAULTS


def test_what_would_change_is_asked_for_while_typing_and_comes_alone(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.ada).visit(ADDRESS).form("thresholds-form")
    aside = form.fill(generalist_silent_plan_days="365").submit(htmx=True)
    assert MOVE in aside.element("moves").text
    assert not aside.has("thresholds-form")
    refused = form.fill(no_ideas_count="many").submit(htmx=True)
    assert refused.status == 422
    assert "joint contacts, at least: This is not a number." in refused.text
    assert not refused.has("thresholds-form")
    assert kept(app) == DEFAULTS


def test_going_back_to_the_defaults_is_shown_before_it_is_saved(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    save(preview(ada, no_ideas_count=3, radar_days=30))
    page = ada.visit(ADDRESS).form("thresholds-form").submit("Back to the defaults")
    assert page.form("thresholds-form")["no_ideas_count"] == "2"
    assert "30 days → 180 days" in page.element("changed-numbers").text
    assert kept(app) == Thresholds(no_ideas_count=3)
    save(page)
    assert kept(app) == DEFAULTS


def second_administrator(app: Flask, cast: Cast) -> Person:
    with app.app_context():
        tom = db.session.get_one(Person, cast.tom.id)
        tom.is_administrator = True
        db.session.commit()
        return tom


@pytest.mark.databases("sqlite", "postgresql")
def test_two_who_change_different_numbers_both_have_their_way(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    mine = preview(visitor(cast.ada), no_ideas_count=3)
    save(preview(visitor(second_administrator(app, cast)), stranger_days=90))
    assert "Tom Ahrens changed this field meanwhile" in save(mine).follow().notices[0]
    assert kept(app) == Thresholds(stranger_days=90, no_ideas_count=3)


def test_nobody_undoes_what_another_saved_meanwhile_unseen(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    mine = preview(visitor(cast.ada), stranger_days=30)
    save(preview(visitor(second_administrator(app, cast)), stranger_days=90))
    page = save(mine)
    assert page.status == 409
    assert "60 days → 90 days" in page.element("settings-history").text
    compared = page.element("thresholds-form-stranger_days-conflict").text
    assert "That of Tom Ahrens" in compared
    assert kept(app) == Thresholds(stranger_days=90)
    form = page.form("thresholds-form").fill(**{"choose-stranger_days": "mine"})
    save(form.submit())
    assert kept(app) == Thresholds(stranger_days=30)


def test_saving_what_is_there_already_leaves_no_trace(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = preview(visitor(cast.ada))
    assert "All thresholds are as they were." in page.text
    form = page.form("thresholds-form")
    assert not [each.text for each in form.buttons if each["formaction"]]
    form.element.attributes["action"] = ADDRESS
    form.submit()
    with app.app_context():
        assert db.session.query(Event).count() == 0


def test_many_plans_are_looked_at_part_by_part(
    cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threshold_previews, "AT_ONCE", 1)
    page = preview(visitor(cast.ada), generalist_silent_plan_days=365)
    assert "1 active plan was looked at. There are 1 in all." in page.text
    page = page.form("next-plans").submit(htmx=True)
    assert page.status == 200
    assert not page.has("next-plans")
    assert "1 active plan was looked at." in page.text
    assert MOVE in page.element("moves").text


@pytest.mark.parametrize("bad", ["iron>mars:3", "iron>modern:x", "iron>modern", "nonsense"])
def test_a_preview_with_figures_of_ones_own_begins_anew(
    cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    monkeypatch.setattr(threshold_previews, "AT_ONCE", 1)
    page = preview(visitor(cast.ada), generalist_silent_plan_days=365)
    page = page.form("next-plans").tamper(moves=bad).submit()
    assert page.status == 200
    assert page.element("moves").text == MOVE


@pytest.mark.parametrize("who", ["anna", "jo", "paul", "otto", "fritz"])
def test_the_numbers_are_not_there_for_others(cast: Cast, visitor: Visitors, who: str) -> None:
    somebody = visitor(getattr(cast, who))
    assert somebody.visit(ADDRESS).status == 404
    ada = visitor(cast.ada)
    assert ada.visit(ADDRESS).form("thresholds-form").sent_by(somebody).status == 404
    form = preview(ada, no_ideas_count=3).form("thresholds-form")
    assert form.sent_by(somebody, "Save 1 change").status == 404
