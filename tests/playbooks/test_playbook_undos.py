"""Taking back what was done to playbooks and with them: by whom, and by whom not."""

import pytest
from flask import Flask

from planner.database import db
from planner.models import PlaybookActivity
from tests.support import stored
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories import playbooks
from tests.support.stories.cast import Cast


def undo(somebody: Visitor, event_id: int) -> Page:
    token = somebody.visit("/customers").token
    return somebody.send("POST", f"/events/{event_id}/undo", {"csrf_token": [token]})


def test_only_members_take_a_use_back(app: Flask, cast: Cast, visitor: Visitors) -> None:
    playbook_id = playbooks.leasing_renewal(app, cast)
    here = f"/plans/{cast.plan.id}/playbooks/{playbook_id}"
    visitor(cast.anna).visit(here).form("playbook-use-form").submit()
    used = stored.newest_event(app, "playbook_use.created")
    before = stored.rows(app)
    for who, status in ((cast.paul, 403), (cast.otto, 403), (cast.ada, 404), (cast.fritz, 404)):
        assert undo(visitor(who), used).status == status
    assert stored.rows(app) == before
    assert undo(visitor(cast.jo), used).status == 303


def test_only_writers_take_back_what_was_written(app: Flask, cast: Cast, visitor: Visitors) -> None:
    playbook_id = playbooks.written(app, cast)
    line = playbooks.activity(app, cast, playbook_id, "Call")
    written = stored.newest_event(app, "playbook_activity.created")
    for who in (cast.anna, cast.jo, cast.otto, cast.fritz):
        assert undo(visitor(who), written).status == 404
    assert undo(visitor(cast.paul), written).status == 303
    with app.app_context():
        assert db.session.get(PlaybookActivity, line) is None


@pytest.mark.databases("sqlite", "postgresql")
def test_what_was_typed_into_a_line_that_is_gone_is_kept_and_the_line_comes_back(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.written(app, cast)
    line = playbooks.activity(app, cast, playbook_id, "Call")
    address = f"/playbook-activities/{line}/edit"
    form = visitor(cast.ada).visit(address).form(f"playbook-activity-form-{line}")
    visitor(cast.paul).visit(address).press("Delete this activity")
    page = form.fill(note="Ten at night").submit()
    assert page.status == 409
    assert "Paul Stein deleted “Call” on" in page.text
    assert "Ten at night" in page.text
    page = page.press("Bring it back and go on")
    assert "Ten at night" in page.text
    with app.app_context():
        assert db.session.get_one(PlaybookActivity, line).title == "Call"


def test_playbook_whose_name_was_given_away_meanwhile_stays_deleted_and_says_why(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.written(app, cast)
    ada = visitor(cast.ada)
    page = ada.visit(f"/playbooks/{playbook_id}/edit").press("Delete this playbook").follow()
    playbooks.written(app, cast)
    answer = page.press("Undo")
    assert answer.status == 409
    assert "Something else has taken the place of “Renewal”." in answer.text
