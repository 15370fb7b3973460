"""Teams, as administrators keep them."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Event, Team
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


def test_an_administrator_adds_a_team(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit("/teams").click("Add a team")
    page = page.form("/teams").fill(name="East", region="Sachsen").submit().follow()
    assert "East" in page.links
    assert "Sachsen · 0 people" in page.text
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.type == "team.created")).one()
        assert (event.actor_id, event.subject_name) == (cast.ada.id, "East")


def test_an_administrator_changes_a_team(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.ada).visit("/teams").click("South").form(f"/teams/{cast.south.id}")
    assert (form["name"], form["region"]) == ("South", "Bayern")
    page = form.fill(name="Deep South").submit().follow()
    assert "Deep South" in page.links
    assert "3 people" in page.text
    with app.app_context():
        assert db.session.scalar(select(Team.region).where(Team.name == "Deep South")) == "Bayern"


def test_two_teams_do_not_have_one_name(cast: Cast, visitor: Visitors) -> None:
    ada = visitor(cast.ada)
    page = ada.visit("/teams/new").form("/teams").fill(name="South", region="x").submit()
    assert page.status == 422
    assert page.errors == ["There is a team of this name already."]
    assert page.form("/teams")["region"] == "x"
    form = ada.visit(f"/teams/{cast.north.id}").form(f"/teams/{cast.north.id}")
    assert form.fill(name="South").submit().errors == ["There is a team of this name already."]


def test_a_team_needs_a_name(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit("/teams/new").form("/teams").fill(region="Hessen").submit()
    assert page.status == 422
    assert page.errors == ["Fill this in."]
    assert page.form("/teams")["region"] == "Hessen"


@pytest.mark.parametrize("who", ["anna", "paul", "otto", "fritz"])
def test_teams_are_not_there_for_others(cast: Cast, visitor: Visitors, who: str) -> None:
    ada, somebody = visitor(cast.ada), visitor(getattr(cast, who))
    for address in ("/teams", "/teams/new", f"/teams/{cast.south.id}"):
        assert somebody.visit(address).status == 404
        assert ada.visit(address).status == 200
    assert ada.visit("/teams/new").form("/teams").sent_by(somebody).status == 404
    page = ada.visit(f"/teams/{cast.south.id}")
    assert page.form(f"/teams/{cast.south.id}").sent_by(somebody).status == 404
