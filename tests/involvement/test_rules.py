"""Rules are shown before they hold: who would come where, hundreds at once, or nobody."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import members
from planner.database import db
from planner.involvement.queries import previews
from planner.jobs import background
from planner.models import (
    Customer,
    Event,
    HowToInvolve,
    Involvement,
    InvolvementRule,
    Member,
    Person,
    Plan,
    WhomToInvolve,
)
from planner.models.kinds import Via
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import PLAN_BEGAN, Cast

FORM = "involvement-rule-form"


def typed(page: Page, **values: object) -> Page:
    return page.form(FORM).fill(**{"name": "Payments", **values}).submit()


def customers(app: Flask, cast: Cast, number: int) -> None:
    with app.app_context():
        for each in range(number):
            customer = Customer(key=f"k{each}", name=f"Kunde {each}", owner_id=cast.anna.id)
            until = datetime.date(2026, 12, 31)
            plan = Plan(customer=customer, starts_on=PLAN_BEGAN, ends_on=until)
            plan.members.append(Member(person_id=cast.anna.id, joined_on=PLAN_BEGAN))
            db.session.add(plan)
        db.session.commit()


def came(app: Flask) -> int:
    background.wait()
    with app.app_context():
        return db.session.query(Involvement).count()


@pytest.mark.databases("sqlite", "postgresql")
def test_a_rule_is_shown_saved_changed_and_ended(app: Flask, cast: Cast, visitor: Visitors) -> None:
    customers(app, cast, 2)
    ada = visitor(cast.ada)
    page = ada.visit("/involvement-rules").click("Add a rule")
    page = typed(page, field_id=cast.payments.id)
    assert page.heading == "What the rule would do"
    assert "It would bring 1 person into 3 plans." in page.text
    assert "Mira Sommer , Payments → Kunde 1 The only one to choose" in page.text
    assert came(app) == 0
    back = page.press("Back to the rule")
    assert back.form(FORM)["name"] == "Payments"

    page = page.press("Save the rule").follow()
    assert "For Payments, whatever the potential: a specialist of the field, in turn" in page.text
    assert came(app) == 3
    page = ada.visit("/involvement-rules")
    assert "Has come: 3" in page.text

    page = typed(page.click("Payments"), stage="prospect", holds=False)
    assert "It would bring in nobody today" in page.text
    assert "It is not in force" in page.text
    page = page.press("Save the rule").follow()
    assert "Not in force" in page.text
    with app.app_context():
        assert db.session.scalars(select(InvolvementRule.version)).one() == 2


def test_what_is_wrong_with_a_rule_is_said_at_its_place(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = visitor(cast.ada)
    new = ada.visit("/involvement-rules/new")
    for values, error in (
        ({"name": ""}, None),
        ({"whom": "desk"}, "Choose who is the desk of the field."),
        ({"whom": "desk", "desk_id": cast.vera.id}, "A desk is that of one field."),
        ({"how": "asked", "working_days": ""}, "Say how many working days"),
        ({"working_days": "0"}, None),
        ({"field_id": cast.insurance.id}, "there is nobody to choose for Insurance."),
        ({"field_id": cast.payments.id, "whom": "of_region"}, "nobody to choose for Payments."),
    ):
        page = typed(new, **values)
        assert page.status == 422, values
        assert error is None or error in page.text, values

    monkeypatch.setattr(previews, "MANY", 3)
    monkeypatch.setattr(previews, "PAGE", 2)
    customers(app, cast, 3)
    page = typed(new, field_id=cast.payments.id)
    assert "It would bring 1 person into 4 plans." in page.text
    assert "Page 1 of 2" in page.text
    assert "Kunde 2" not in page.text
    assert "Kunde 2" in page.press("Next").text
    refused = page.press("Save the rule")
    assert refused.status == 422
    assert "It would bring people in 4 times at once. Say that this is meant." in refused.text
    assert came(app) == 0
    assert refused.form(FORM).fill(confirmed=True).submit().status == 303
    assert came(app) == 4
    again = typed(ada.visit("/involvement-rules/new"), holds=False)
    assert "There is a rule of this name already." in again.press("Save the rule").text


def test_of_two_who_change_a_rule_at_once_nothing_is_lost(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    typed(ada.visit("/involvement-rules/new"), field_id=cast.payments.id).press("Save the rule")
    one, other = (ada.visit("/involvement-rules").click("Payments") for _tab in range(2))
    stale = typed(other, name="Means of payment", segment="A")
    typed(one, name="Cards", stage="prospect").press("Save the rule")

    clash = stale.press("Save the rule")
    assert clash.status == 409
    assert clash.has(f"{FORM}-name-conflict")
    assert not clash.has(f"{FORM}-segment-conflict")
    shown = typed(other, name="Means of payment", segment="A")
    assert shown.status == 409, "before anything is shown, too"
    assert shown.has(f"{FORM}-name-conflict")
    chosen = shown.form(FORM).tamper(**{"choose-name": "mine"}).submit()
    assert chosen.press("Save the rule").status == 303
    with app.app_context():
        rule = db.session.scalars(select(InvolvementRule)).one()
        assert (rule.name, rule.segment) == ("Means of payment", "A")
        assert rule.stage == "prospect", "what only the other one has changed"


@pytest.mark.databases("sqlite", "postgresql")
def test_who_is_asked_accepts_or_declines_and_a_lead_makes_exceptions(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.ada).visit("/involvement-rules/new")
    page = typed(page, field_id=cast.payments.id, how="asked")
    assert "It would ask 1 person to come onto 1 plan." in page.text
    page.press("Save the rule")
    background.wait()

    mira, people = visitor(cast.mira), f"/plans/{cast.plan.id}/people"
    asked = "A rule asks you to come onto a plan: Mira Sommer, Payments (Payments)"
    assert "You are asked to come" in mira.visit("/notifications").click(asked).follow().text
    page = mira.visit("/today")
    assert page.element("due-count").text == "1"
    assert "Eisenwerk Brühl AG" in page.element("waiting").text
    page = page.click("Answer")
    assert "You are asked to come onto the plan for Eisenwerk Brühl AG" in page.text
    assert page.form("involvement-decline-form").fill(reason="").submit().status == 422
    page.form("involvement-decline-form").fill(reason="On leave").submit()
    assert mira.visit(people).status == 404
    page = visitor(cast.anna).visit(people)
    assert "Mira Sommer , Payments · Payments Declined today" in page.text
    assert "On leave" in page.text
    with app.app_context():
        declined = select(Event.changes).where(Event.type == "involvement.declined")
        assert db.session.scalars(declined).one()["reason"] == [None, "On leave"]
    assert not page.offers("Make an exception")
    assert "by policy" in visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history").text


def test_who_came_by_policy_as_a_plan_file_says_is_named_apart_from_those_of_the_rules_here(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.ada).visit("/involvement-rules/new")
    page = typed(page, field_id=cast.payments.id)
    with app.app_context():
        anna, tom = (db.session.get_one(Person, each.id) for each in (cast.anna, cast.tom))
        members.leave(db.session.query(Member).filter_by(person_id=tom.id).one(), by=anna)
        members.join(db.session.get_one(Plan, cast.plan.id), tom, via=Via.POLICY, by=anna)
        db.session.commit()
    page.press("Save the rule")
    background.wait()
    there = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/people")
    said = there.element("involvement_exceptions").text
    assert "by no rule kept here: Tom Ahrens" in said
    assert "No rule has brought anybody" not in said
    assert said.count("Mira Sommer") == 1, "a rule has brought her"


@pytest.mark.databases("sqlite", "postgresql")
def test_a_lead_makes_an_exception_and_ends_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        values = {"field_id": cast.payments.id, "how": HowToInvolve.ASKED, "working_days": 3}
        db.session.add(InvolvementRule(name="Payments", whom=WhomToInvolve.IN_TURN, **values))
        db.session.commit()
    mira, paul = visitor(cast.mira), visitor(cast.paul)
    people = f"/plans/{cast.plan.id}/people"
    page = paul.visit(people).click("Make an exception")
    form = page.form("involvement-exception-form")
    assert form.fill(reason="").submit().status == 422
    assert form.fill(reason="Why", until="01.01.2020").submit().status == 422
    form.fill(reason="They want nobody", field_id=cast.payments.id, until="").submit()
    page = paul.visit(people)
    assert "Exception: Payments for ever" in page.text
    assert "A rule asks you" not in mira.visit("/notifications").text
    unseen = page.form_of("End the exception: Payments").tamper(seen="0").submit()
    assert unseen.status == 409
    page.press("End the exception: Payments")
    assert "A rule asks you" in mira.visit("/notifications").text, "at once"
    with app.app_context():
        newest = db.session.scalars(select(Involvement).order_by(Involvement.id.desc())).first()
        assert newest is not None
        place = f"/involvements/{newest.id}"
    assert visitor(cast.anna).visit(place).status == 404
    page = mira.visit(place).press("Accept").follow()
    assert page.status == 200
    assert "Mira Sommer" in page.text
    assert mira.visit(place).text.count("Has come") == 1
    with app.app_context():
        assert db.session.query(Person).filter_by(key="mira").one().is_active
