"""Who sees in which age a plan is, and what the ages are called."""

from typing import Any

import pytest
from flask import Flask

from planner.access import Permission, allows, standings
from planner.database import db
from planner.models import Customer, Person, Plan
from planner.models.people.setting import AgeNames, AgesVisibleTo
from planner.queries.maturity import organisation
from planner.queries.maturity.organisation import Sight
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

ADDRESS = "/organisation/ages"


def decide(ada: Visitor, **decisions: Any) -> Page:
    return ada.visit(ADDRESS).form("ages-form").fill(**decisions).submit()


def sees_rating(app: Flask, cast: Cast, person: Person) -> bool:
    with app.app_context():
        somebody = db.session.get_one(Person, person.id)
        customer = db.session.get_one(Customer, cast.customer.id)
        plan = db.session.get_one(Plan, cast.plan.id)
        return allows(Permission.SEE_RATING, standings(somebody, customer, plan))


def test_before_anything_is_decided_only_members_see_ages_and_for_two_weeks_alone(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():
        assert organisation.sight() == Sight(AgesVisibleTo.MEMBERS, AgeNames.AGES, 14)


@pytest.mark.parametrize("who", ["anna", "tom", "jo", "ruth"])
def test_members_and_the_owner_always_see_the_rating(app: Flask, cast: Cast, who: str) -> None:
    assert sees_rating(app, cast, getattr(cast, who))


@pytest.mark.parametrize("who", ["paul", "otto"])
def test_leads_and_auditors_see_it_only_where_the_organisation_says_so(
    app: Flask, cast: Cast, visitor: Visitors, who: str
) -> None:
    person = getattr(cast, who)
    ada = visitor(cast.ada)
    assert not sees_rating(app, cast, person)
    decide(ada, ages_visible_to="leads")
    assert sees_rating(app, cast, person)
    decide(ada, ages_visible_to="members")
    assert not sees_rating(app, cast, person)


@pytest.mark.parametrize("who", ["ada", "fritz", "mira", "vera"])
def test_nobody_else_ever_sees_it(app: Flask, cast: Cast, visitor: Visitors, who: str) -> None:
    ada = visitor(cast.ada)
    decide(ada, ages_visible_to="leads")
    ada.visit("/organisation").form("/organisation").fill(administrators_see_plans=True).submit()
    assert not sees_rating(app, cast, getattr(cast, who))


def test_what_is_decided_holds(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = decide(
        visitor(cast.ada), ages_visible_to="leads", age_names="stages", days_before_leads="30"
    )
    assert page.status == 303
    with app.app_context():
        assert organisation.sight() == Sight(AgesVisibleTo.LEADS, AgeNames.STAGES, 30)
    form = page.follow().form("ages-form")
    assert form["ages_visible_to"] == "leads"
    assert form["age_names"] == "stages"
    assert form["days_before_leads"] == "30"


def test_the_history_says_who_changed_what_from_what_to_what(cast: Cast, visitor: Visitors) -> None:
    ada = visitor(cast.ada)
    assert "Nothing was changed yet." in ada.visit(ADDRESS).text
    decide(ada, days_before_leads="30", age_names="stages")
    page = decide(ada, days_before_leads="7").follow()
    said = [item.text for item in page.element("settings-history").all("li")]
    assert len(said) == 3
    assert all("Ada Admin" in line for line in said)
    assert said[0].endswith("Days that the members know first: 30 → 7")
    assert any(
        "By their names, from Dinosaur age to Modern age → As neutral stages" in line
        for line in said
    )
    assert any(line.endswith("Days that the members know first: 14 → 30") for line in said)


def test_other_settings_have_a_history_of_their_own(cast: Cast, visitor: Visitors) -> None:
    ada = visitor(cast.ada)
    decide(ada, days_before_leads="30")
    assert "Nothing was changed yet." in ada.visit("/organisation").text


@pytest.mark.parametrize("typed", ["-1", "366", "viele", "1.5", ""])
def test_what_is_no_number_of_days_is_refused_at_its_field(
    app: Flask, cast: Cast, visitor: Visitors, typed: str
) -> None:
    page = decide(visitor(cast.ada), days_before_leads=typed)
    assert page.status == 422
    assert page.has("ages-form-days_before_leads-error")
    assert page.form("ages-form")["days_before_leads"] == typed
    with app.app_context():
        assert organisation.sight() == Sight()


@pytest.mark.parametrize("field", ["ages_visible_to", "age_names"])
def test_only_what_is_offered_can_be_decided(
    app: Flask, cast: Cast, visitor: Visitors, field: str
) -> None:
    form = visitor(cast.ada).visit(ADDRESS).form("ages-form")
    assert form.tamper(**{field: "everybody"}).submit().status == 422
    with app.app_context():
        assert organisation.sight() == Sight()


@pytest.mark.parametrize("who", ["anna", "paul", "otto", "fritz"])
def test_the_decisions_are_not_there_for_others(cast: Cast, visitor: Visitors, who: str) -> None:
    somebody = visitor(getattr(cast, who))
    assert somebody.visit(ADDRESS).status == 404
    form = visitor(cast.ada).visit(ADDRESS).form("ages-form").fill(ages_visible_to="leads")
    assert form.sent_by(somebody).status == 404
