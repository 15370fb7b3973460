"""Fields, what specialists are specialists for, as administrators keep them."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Event
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


def test_an_administrator_adds_a_field(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit("/fields").click("Add a field")
    page = page.form("/fields").fill(name="Export finance").submit().follow()
    assert "Export finance" in page.links
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.type == "field.created")).one()
        assert (event.actor_id, event.subject_name) == (cast.ada.id, "Export finance")


def test_an_administrator_renames_a_field(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit("/fields").click("Leasing")
    page = page.form(f"/fields/{cast.leasing.id}").fill(name="Lease").submit().follow()
    assert "Lease" in page.links
    assert "Leasing" not in page.links
    assert "2 specialists" in page.text


def test_two_fields_do_not_have_one_name(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit("/fields/new").form("/fields").fill(name="Leasing").submit()
    assert page.status == 422
    assert page.errors == ["There is a field of this name already."]


def test_a_field_needs_a_name(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit("/fields/new").form("/fields").fill(name="  ").submit()
    assert page.status == 422
    assert page.errors == ["Fill this in."]


@pytest.mark.parametrize("who", ["anna", "paul", "otto", "fritz"])
def test_fields_are_not_there_for_others(cast: Cast, visitor: Visitors, who: str) -> None:
    ada, somebody = visitor(cast.ada), visitor(getattr(cast, who))
    for address in ("/fields", "/fields/new", f"/fields/{cast.leasing.id}"):
        assert somebody.visit(address).status == 404
        assert ada.visit(address).status == 200
    assert ada.visit("/fields/new").form("/fields").sent_by(somebody).status == 404
    page = ada.visit(f"/fields/{cast.leasing.id}")
    assert page.form(f"/fields/{cast.leasing.id}").sent_by(somebody).status == 404
