"""Playbooks: who writes them, who reads them, and what becomes of two who write at once."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Event, Occasion, Playbook, PlaybookActivity, PlaybookGoal, PlaybookStatus
from planner.models.playbook import MOST_LINES
from tests.support.fixtures import Visitors
from tests.support.stories import playbooks
from tests.support.stories.cast import Cast


def stored(app: Flask) -> Playbook:
    with app.app_context():
        return db.session.scalars(select(Playbook)).one()


@pytest.mark.parametrize("who", ["ada", "paul"])
def test_administrators_and_leads_write_playbooks(
    app: Flask, cast: Cast, visitor: Visitors, who: str
) -> None:
    page = visitor(getattr(cast, who)).visit("/playbooks").click("Write a playbook")
    form = page.form("playbook-form").fill(
        name="Renewal",
        purpose="Half a year <b>before</b>",
        occasion="Renewal of a contract",
        field_id="Leasing",
        segment="Mittelstand",
    )
    page = form.submit().follow()
    assert page.heading == "Renewal"
    for text in ("Half a year <b>before</b>", "Renewal of a contract", "Leasing", "Mittelstand"):
        assert text in page.text
    playbook = stored(app)
    assert (playbook.occasion, playbook.status) == (Occasion.RENEWAL, PlaybookStatus.ACTIVE)
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.type == "playbook.created")).one()
        assert (event.actor_id, event.subject_name) == (getattr(cast, who).id, "Renewal")


def test_everybody_reads_playbooks(app: Flask, cast: Cast, visitor: Visitors) -> None:
    playbook_id = playbooks.leasing_renewal(app, cast)
    for somebody in (cast.anna, cast.jo, cast.fritz, cast.otto, cast.ruth):
        page = visitor(somebody).visit("/playbooks")
        assert "Write a playbook" not in page.links
        page = page.click("Renewal")
        assert page.address == f"/playbooks/{playbook_id}"
        assert "3 days before the start" in page.text
        assert "5 days after the start" in page.text
        assert "Edit" not in page.links


@pytest.mark.parametrize("who", ["anna", "jo", "otto", "ruth", "fritz"])
def test_others_do_not_write_them(app: Flask, cast: Cast, visitor: Visitors, who: str) -> None:
    playbook_id = playbooks.leasing_renewal(app, cast)
    ada, somebody = visitor(cast.ada), visitor(getattr(cast, who))
    with app.app_context():
        goal_id = db.session.scalars(select(PlaybookGoal.id)).one()
        activity_id = db.session.scalars(select(PlaybookActivity.id).limit(1)).one()
    here = f"/playbooks/{playbook_id}"
    for address in (
        *("/playbooks/new", f"{here}/edit", "/playbooks/history"),
        *(f"{here}/goals/new", f"/playbook-goals/{goal_id}/edit"),
        *(f"{here}/activities/new", f"/playbook-activities/{activity_id}/edit"),
    ):
        assert somebody.visit(address).status == 404
        page = ada.visit(address)
        assert page.status == 200
        for form in page.forms:
            if "playbook" in form.element["action"]:
                assert form.sent_by(somebody).status == 404
    assert stored(app).name == "Renewal"


def test_two_playbooks_do_not_have_one_name_and_nothing_typed_is_lost(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbooks.written(app, cast)
    form = visitor(cast.ada).visit("/playbooks/new").form("playbook-form")
    page = form.fill(name="Renewal", purpose="Another").submit()
    assert (page.status, page.errors) == (422, ["There is a playbook of this name already."])
    assert page.form("playbook-form")["purpose"] == "Another"
    nameless = page.form("playbook-form").fill(name=" ").submit()
    assert (nameless.status, nameless.errors) == (422, ["Fill this in."])
    long = nameless.form("playbook-form").fill(name="x" * 201).submit()
    assert (long.status, long.errors) == (422, ["Use at most 200 characters."])
    assert long.form("playbook-form").fill(name="x" * 200).submit().status == 303


def test_changes_to_different_fields_are_both_kept_and_to_one_are_asked_about(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.written(app, cast, purpose="Old")
    ada = visitor(cast.ada).visit(f"/playbooks/{playbook_id}/edit").form("playbook-form")
    paul = visitor(cast.paul).visit(f"/playbooks/{playbook_id}/edit").form("playbook-form")
    assert ada.fill(purpose="Ada's").submit().status == 303
    page = paul.fill(segment="Big ones", purpose="Paul's").submit()
    assert page.status == 409
    assert page.has("playbook-form-purpose-conflict")
    page = page.form("playbook-form").fill(**{"choose-purpose": "mine"}).submit()
    assert page.status == 303
    playbook = stored(app)
    assert (playbook.purpose, playbook.segment) == ("Paul's", "Big ones")


@pytest.mark.databases("sqlite", "postgresql")
def test_deleted_playbook_comes_back_with_its_lines(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.leasing_renewal(app, cast)
    ada = visitor(cast.ada)
    page = ada.visit(f"/playbooks/{playbook_id}/edit").press("Delete this playbook").follow()
    assert page.address == "/playbooks"
    assert "No playbook yet" in page.text
    assert "Playbook deleted: Renewal" in page.element("undo-offers").text
    gone = visitor(cast.anna).visit(f"/playbooks/{playbook_id}")
    assert gone.status == 410
    assert not gone.offers("Bring it back")
    page.press("Undo").follow()
    page = visitor(cast.anna).visit(f"/playbooks/{playbook_id}")
    for text in ("Keep the contract", "Count the machines", "for Keep the contract"):
        assert text in page.text


def test_history_of_playbooks_takes_back_what_was_done(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.leasing_renewal(app, cast)
    ada = visitor(cast.ada)
    form = ada.visit(f"/playbooks/{playbook_id}/edit").form("playbook-form")
    form.fill(name="Renewals", status="No longer in use").submit()
    page = visitor(cast.paul).visit("/playbooks").click("History")
    assert "Playbook changed: Renewals Ada Admin" in page.text
    assert page.press("Undo: Playbook changed: Renewals").status == 303
    assert (stored(app).name, stored(app).status) == ("Renewal", PlaybookStatus.ACTIVE)
    older = ada.visit("/playbooks/history?before=1")
    assert "Nothing has happened yet." in older.text


def test_retired_playbooks_stand_behind_the_others_and_say_so(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbooks.written(app, cast, name="A", status=PlaybookStatus.RETIRED)
    playbooks.written(app, cast, name="B")
    page = visitor(cast.anna).visit("/playbooks")
    assert [heading.text for heading in page.element("playbooks").all("h2")] == ["B", "A"]
    assert "No longer in use" in page.text


def test_full_playbook_takes_no_more_lines(app: Flask, cast: Cast, visitor: Visitors) -> None:
    playbook_id = playbooks.written(app, cast)
    with app.app_context():
        playbook = db.session.get_one(Playbook, playbook_id)
        playbook.goals = [PlaybookGoal(title=f"Goal {n}", position=n) for n in range(MOST_LINES)]
        db.session.commit()
    form = visitor(cast.ada).visit(f"/playbooks/{playbook_id}/goals/new").form("playbook-goal-form")
    page = form.fill(title="One more").submit()
    assert page.status == 422
    assert page.errors == ["A playbook has at most 200 goals and activities. Make two of it."]
    assert page.form("playbook-goal-form")["title"] == "One more"


def test_leads_find_them_beside_the_pages_of_their_team_and_administrators_in_theirs(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.paul).visit("/team").click("Playbooks")
    assert (page.address, "Coverage" in page.links) == ("/playbooks", True)
    assert visitor(cast.ada).visit("/fields").click("Playbooks").address == "/playbooks"
    assert "Playbooks" not in visitor(cast.otto).visit("/team").links
