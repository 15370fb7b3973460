"""Targets of teams: who sets them, what is refused, and how nothing of them is lost."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from planner.actions.people import settings
from planner.actions.plan import targets
from planner.database import db
from planner.models import Event, EventType, Person, Target, Team
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

YEAR = {"starts_on": "2026-01-01", "ends_on": "2026-12-31", "amount": "500,000"}
QUARTER = {"starts_on": "2026-04-01", "ends_on": "2026-06-30", "amount": "100,000"}


def put(app: Flask, team: Team, by: Person, **values: Any) -> int:
    """A target that was set before the story begins."""
    period = {"starts_on": datetime.date(2026, 1, 1), "ends_on": datetime.date(2026, 12, 31)}
    given = {"team_id": team.id, **period, "amount": Decimal(500_000), **values}
    with app.app_context():
        made = targets.create(given, by=db.session.get_one(Person, by.id))
        db.session.commit()
        return made.id


def send(somebody: Visitor, **values: str) -> Page:
    form = somebody.visit("/team/targets/new").form("target-form")
    return form.fill(**{**YEAR, **values}).submit()


def now(app: Flask, target_id: int) -> Target | None:
    with app.app_context():
        return db.session.get(Target, target_id)


def trust(app: Flask, cast: Cast) -> None:
    """The organisation decides that its administrators may read plans."""
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=ada)
        db.session.commit()


def test_lead_sets_a_target_for_the_own_team(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.paul).visit("/team/pipeline").click("Set a target")
    form = page.form("target-form")
    assert (form["starts_on"], form["ends_on"]) == ("2026-01-01", "2026-12-31")
    page = form.fill(amount="1,250,000.50", field_id="Leasing").submit().follow()
    assert "South, Leasing" in page.links
    assert "1,250,000" in page.text
    assert "set by Paul Stein" in page.text
    with app.app_context():
        target = db.session.query(Target).one()
        assert (target.team_id, target.field_id) == (cast.south.id, cast.leasing.id)
        assert target.amount == Decimal("1250000.50")
        event = db.session.query(Event).filter_by(type=EventType.TARGET_CREATED).one()
        assert event.subject_name == "South, Leasing, 2026-01-01–2026-12-31"


def test_lead_is_offered_no_other_team_and_cannot_set_a_target_for_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.paul).visit("/team/targets/new").form("target-form")
    page = form.fill(**YEAR).tamper(team_id=str(cast.north.id)).submit()
    assert page.status == 422
    assert page.errors == ["Choose one of the list."]
    with app.app_context():
        assert db.session.query(Target).count() == 0


@pytest.mark.databases("sqlite", "postgresql")
def test_trusted_administrator_sets_targets_of_every_team(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    assert ada.visit("/team/targets/new").status == 404
    trust(app, cast)
    page = send(ada, team_id="North").follow()
    assert "North, all fields" in page.links


@pytest.mark.parametrize("name", ["anna", "jo", "ada", "ruth", "fritz"])
def test_for_others_no_target_is_there(
    app: Flask, cast: Cast, visitor: Visitors, name: str
) -> None:
    target_id = put(app, cast.south, cast.paul)
    somebody, paul = visitor(getattr(cast, name)), visitor(cast.paul)
    for address in ("", "/new", f"/{target_id}", f"/{target_id}/edit"):
        assert paul.visit(f"/team/targets{address}").status == 200
        assert somebody.visit(f"/team/targets{address}").status == 404
    edit = paul.visit(f"/team/targets/{target_id}/edit")
    assert edit.form(f"target-form-{target_id}").sent_by(somebody).status == 404
    assert edit.form_of("Delete this target").sent_by(somebody).status == 404
    new = paul.visit("/team/targets/new").form("target-form").fill(**YEAR)
    assert new.sent_by(somebody).status == 404
    assert now(app, target_id) is not None


def test_lead_knows_nothing_of_the_targets_of_another_team(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    target_id = put(app, cast.north, cast.ada, amount=Decimal(987_654))
    paul = visitor(cast.paul)
    for address in ("/team/targets", "/team/pipeline", "/team/pipeline.csv?table=comparisons"):
        page = paul.visit(address)
        assert page.status == 200
        assert "987" not in page.html
        assert "North" not in page.html
    for address in (f"/team/targets/{target_id}", f"/team/targets/{target_id}/edit"):
        assert paul.visit(address).status == 404


def test_auditor_reads_targets_and_changes_none(app: Flask, cast: Cast, visitor: Visitors) -> None:
    target_id = put(app, cast.south, cast.paul)
    otto = visitor(cast.otto)
    page = otto.visit("/team/targets")
    assert "South, all fields" in page.links
    assert "Set a target" not in page.links
    assert otto.visit(f"/team/targets/{target_id}").status == 200
    edit = visitor(cast.paul).visit(f"/team/targets/{target_id}/edit")
    assert otto.visit(f"/team/targets/{target_id}/edit").status == 403
    assert edit.form(f"target-form-{target_id}").sent_by(otto).status == 403
    assert edit.form_of("Delete this target").sent_by(otto).status == 403


def test_lead_changes_a_target_and_takes_it_back(app: Flask, cast: Cast, visitor: Visitors) -> None:
    target_id = put(app, cast.south, cast.paul)
    form = visitor(cast.paul).visit(f"/team/targets/{target_id}/edit")
    page = form.form(f"target-form-{target_id}").fill(amount="700000").submit().follow()
    assert "700,000" in page.text
    history = page.element("target-history").text
    assert "Amount: 500,000 → 700,000" in history
    page = page.press(f"Undo: Target changed: {_name(app, target_id)}").follow()
    target = now(app, target_id)
    assert target is not None
    assert target.amount == 500_000
    assert "Undone by Paul Stein" in page.element("target-history").text


def _name(app: Flask, target_id: int) -> str:
    with app.app_context():
        return db.session.get_one(Target, target_id).name


@pytest.mark.databases("sqlite", "postgresql")
def test_what_was_deleted_comes_back_as_it_was(app: Flask, cast: Cast, visitor: Visitors) -> None:
    target_id = put(app, cast.south, cast.paul, field_id=cast.leasing.id)
    name, paul = _name(app, target_id), visitor(cast.paul)
    edit = paul.visit(f"/team/targets/{target_id}/edit")
    page = edit.press("Delete this target").follow()
    assert now(app, target_id) is None
    assert "No target yet." in page.text
    assert f"Target deleted: {name}" in page.element("undo-offers").text
    assert paul.visit(f"/team/targets/{target_id}").status == 410
    assert visitor(cast.anna).visit(f"/team/targets/{target_id}").status == 404
    page.press(f"Bring it back: Target deleted: {name}")
    target = now(app, target_id)
    assert target is not None
    assert (target.field_id, target.amount) == (cast.leasing.id, Decimal(500_000))


def test_stranger_cannot_take_back_what_happened_to_a_target(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    put(app, cast.south, cast.paul)
    page = visitor(cast.paul).visit("/team/targets")
    undo = next(form for form in page.forms if form.element["action"].endswith("/undo"))
    assert undo.sent_by(visitor(cast.anna)).status == 404
    assert undo.sent_by(visitor(cast.otto)).status == 403
    assert undo.submit().status == 303
    with app.app_context():
        assert db.session.query(Target).count() == 0


def test_two_people_change_the_same_target_and_nothing_is_lost(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    trust(app, cast)
    target_id = put(app, cast.south, cast.paul)
    address, form = f"/team/targets/{target_id}/edit", f"target-form-{target_id}"
    paul, ada = (visitor(one).visit(address).form(form) for one in (cast.paul, cast.ada))
    assert paul.fill(amount="600000").submit().status == 303
    page = ada.fill(amount="800000").submit()
    assert page.status == 409
    assert page.has(f"{form}-amount-conflict")
    assert "600000" in page.text
    assert "800000" in page.text
    other = visitor(cast.ada).visit(address).form(form)
    shorter = visitor(cast.paul).visit(address).form(form).fill(ends_on="2026-11-30")
    assert shorter.submit().status == 303
    assert other.fill(amount="900000").submit().status == 303
    target = now(app, target_id)
    assert target is not None
    assert target.amount == Decimal(900_000)
    assert target.ends_on == datetime.date(2026, 11, 30)


def test_deleting_asks_where_somebody_has_changed_the_target_since(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    trust(app, cast)
    target_id = put(app, cast.south, cast.paul)
    address = f"/team/targets/{target_id}/edit"
    opened = visitor(cast.paul).visit(address)
    changed = visitor(cast.ada).visit(address).form(f"target-form-{target_id}")
    assert changed.fill(amount="1").submit().status == 303
    page = opened.press("Delete this target")
    assert page.status == 409
    assert "Ada Admin" in page.text
    assert now(app, target_id) is not None
