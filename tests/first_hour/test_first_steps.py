"""The first hour of an organisation: from an empty program to the first plan."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.people import people
from planner.database import db
from planner.models import Event, Person
from planner.models.kinds import Role
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import PASSWORD, Cast, password_hash


def first_administrator(app: Flask) -> Person:
    """As `planner people add --role team_lead --admin` makes one."""
    with app.app_context():
        values = {"name": "Ada Admin", "email": "ada@example.org", "role": Role.TEAM_LEAD}
        ada = people.create({**values, "is_administrator": True}, by=None)
        ada.password_hash = password_hash()
        db.session.commit()
        db.session.refresh(ada)
        db.session.expunge_all()
    return ada


def badges(page: Page) -> dict[str, list[str]]:
    """What is said of each step."""
    steps = ("fields", "teams", "people", "customers", "plan")
    return {
        step: [
            each.text
            for each in page.element(f"step-{step}").all("span")
            if "badge" in each["class"].split()
        ]
        for step in steps
    }


def test_whoever_signs_in_to_an_empty_program_is_led(app: Flask, visitor: Visitors) -> None:
    first_administrator(app)
    form = visitor().visit("/sign-in").form("/sign-in")
    page = form.fill(email="ada@example.org", password=PASSWORD).submit().follow().follow()
    assert page.heading == "First steps"
    assert badges(page) == {
        "fields": ["next"], "teams": [], "people": [], "customers": [], "plan": []
    }  # fmt: skip


@pytest.mark.databases("sqlite", "postgresql")
def test_the_steps_lead_from_nothing_to_a_plan(app: Flask, visitor: Visitors) -> None:
    ada = visitor(first_administrator(app))
    page = ada.visit("/first-steps").click("Add a field")
    page.form("/fields").fill(name="Leasing").submit()
    page = ada.visit("/first-steps").click("Add a team")
    page.form("/teams").fill(name="South").submit()
    table = "Name;Mail;Rolle;Team\nAnna Berg;anna@example.org;Generalist/in;South"
    page = ada.visit("/first-steps").click("Add many people")
    page = page.form("table-form").fill(text=table).submit()
    page = page.form("table-form").submit("Add 1 person")
    link = page.root.all("input", readonly="")[0]["value"]
    page = ada.visit("/first-steps").click("Add many customers")
    page = page.form("table-form").fill(text="Kunde;Betreuer\nHolz AG;anna@example.org").submit()
    page.form("table-form").submit("Add 1 customer")
    page = ada.visit("/first-steps")
    assert badges(page) == {
        "fields": ["1 field"], "teams": ["1 team"], "people": ["1 person besides you"],
        "customers": ["1 customer"], "plan": ["next"],
    }  # fmt: skip
    anna = visitor()
    page = anna.visit(link)
    page.form("form").fill(password="drei neue Wörter", password_again="drei neue Wörter").submit()
    page = anna.visit("/").follow().click("Holz AG").click("Begin a plan")
    page.form("/customers/holz-ag/plans").submit()
    assert badges(ada.visit("/first-steps"))["plan"] == ["1 plan"]


@pytest.mark.databases("sqlite", "postgresql")
def test_a_step_is_left_and_taken_up_again(app: Flask, visitor: Visitors) -> None:
    ada = visitor(first_administrator(app))
    page = ada.visit("/first-steps").press("Leave for later: Fields").follow()
    assert badges(page)["fields"] == ["left for later"]
    assert badges(page)["teams"] == ["next"]
    page = page.press("Take up again: Fields").follow()
    assert badges(page)["fields"] == ["next"]
    with app.app_context():
        changed = select(Event.changes).where(Event.type == "setting.changed").order_by(Event.id)
        first = db.session.scalars(changed).first()
    assert first == {"first_steps_left": ["", "fields"]}
    assert "First steps left for later" in ada.visit("/audit").text


def test_who_has_left_the_customers_for_later_is_led_no_more(app: Flask, visitor: Visitors) -> None:
    ada = visitor(first_administrator(app))
    ada.visit("/first-steps").press("Leave for later: Customers")
    page = ada.visit("/").follow()
    assert page.heading == "Customers"
    assert "No customers yet" in page.text
    assert "remove a filter" not in page.text
    assert page.element("customers").all("a")[0].text == "First steps"


def test_who_finds_nothing_by_a_filter_is_told_so(cast: Cast, visitor: Visitors) -> None:
    assert "remove a filter" in visitor(cast.anna).visit("/customers?text=nowhere").text


def test_a_lead_without_a_team_is_told_so(app: Flask, visitor: Visitors) -> None:
    page = visitor(first_administrator(app)).visit("/team")
    assert page.status == 404
    assert page.heading == "You lead no team yet"
    assert page.click("Choose your team").heading == "Ada Admin"


def test_the_steps_are_for_administrators(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit("/first-steps")
    for who in (cast.anna, cast.paul, cast.otto):
        assert visitor(who).visit("/first-steps").status == 404
    assert badges(page)["plan"] == ["1 plan"]
    assert visitor(cast.ada).visit("/").location == "/customers"
