"""The lead's table: who gets it, and of whom it speaks."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner.actions.people import settings
from planner.database import db
from planner.models import Customer, Member, Person, Potential, StoredRating
from planner.models.kinds import PotentialStatus
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS, AGES_VISIBLE_TO
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.stories import covered
from tests.support.stories.cast import Cast


def test_lead_goes_from_the_navigation_to_the_own_customers_and_no_others(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Of the other team", cast.fritz, cast)
    covered.add(app, "Of nobody", None, cast)
    page = visitor(cast.paul).visit("/customers").click("Team")
    assert page.status == 200
    assert "Eisenwerk Brühl AG" in page.text
    assert "1 customer in all" in page.text
    for other in ("Of the other team", "Of nobody", "North", "Hamburg"):
        assert other not in page.text


def test_lead_sees_nothing_of_another_team_by_asking_for_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Of the other team", cast.fritz, cast, segment="Secret segment")
    paul = visitor(cast.paul)
    for asked in (
        f"team={cast.north.id}",
        "region=Hamburg",
        "segment=Secret+segment",
        "group=team",
    ):
        page = paul.visit(f"/team?{asked}")
        assert "Of the other team" not in page.text
        assert "North" not in page.text
        assert "Secret" not in page.text


def test_lead_sees_no_customer_of_another_team_that_he_is_a_member_of(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).owner_id = cast.fritz.id
        db.session.add(Member(plan_id=cast.plan.id, person_id=cast.paul.id, joined_on=TODAY))
        db.session.commit()
    paul = visitor(cast.paul)
    assert paul.visit("/customers/eisenwerk-bruehl-ag").status == 200
    assert "Eisenwerk" not in paul.visit("/team").text
    assert paul.visit(covered.CELL.format(cast.leasing.id)).status == 403


def test_lead_without_a_team_leads_nobody(app: Flask, cast: Cast, visitor: Visitors) -> None:
    covered.add(app, "Of nobody", None, cast)
    with app.app_context():
        db.session.get_one(Person, cast.paul.id).team_id = None
        db.session.commit()
    paul = visitor(cast.paul)
    assert paul.visit("/team").status == 404
    assert "Team" not in paul.visit("/customers").links


@pytest.mark.parametrize("name", ["anna", "tom", "jo", "mira", "vera", "ada", "ruth", "fritz"])
def test_nobody_else_knows_of_it(cast: Cast, visitor: Visitors, name: str) -> None:
    somebody = visitor(getattr(cast, name))
    assert somebody.visit("/team").status == 404
    assert "Team" not in somebody.visit("/customers").links
    is_member = name in {"anna", "tom", "jo", "ruth"}
    assert somebody.visit(covered.CELL.format(cast.leasing.id)).status == (
        403 if is_member else 404
    )


def test_auditors_and_administrators_who_may_read_plans_see_all(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Of nobody", None, cast)
    otto, ada = visitor(cast.otto), visitor(cast.ada)
    for text in ("Eisenwerk Brühl AG", "Of nobody"):
        assert text in otto.visit("/team").text
    assert ada.visit("/team").status == 404
    with app.app_context():
        settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=db.session.get_one(Person, cast.ada.id))
        db.session.commit()
    assert "Of nobody" in ada.visit("/team").text
    assert ada.visit(covered.CELL.format(cast.leasing.id)).status == 200


def test_no_figure_stands_beside_a_person_who_is_no_owner_or_specialist(
    cast: Cast, visitor: Visitors
) -> None:
    """People are named as who is on a customer; nothing can be added up by them."""
    page = visitor(cast.otto).visit("/team?group=person")
    assert "Choose one of the list." in " ".join(page.errors)
    assert "Tom Ahrens" not in page.text


def test_a_team_without_members_is_an_empty_table_that_says_why(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.fritz.id).team_id = None
        db.session.commit()
    page = visitor(cast.otto).visit(f"/team?team={cast.north.id}")
    assert page.status == 200
    assert "A customer belongs to the team of its owner." in page.text
    assert "0 customers in all" in page.text
    assert "Eisenwerk" not in page.text


def test_lead_is_offered_to_choose_from_the_own_team_alone(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Of the other team", cast.fritz, cast, segment="Secret segment")
    covered.add(app, "Of the own team", cast.anna, cast, segment="Small")
    form = visitor(cast.paul).visit("/team").form("coverage-filter").element.text
    assert "South" in form
    assert "Small" in form
    for other in ("North", "Hamburg", "Secret segment"):
        assert other not in form
    everything = visitor(cast.otto).visit("/team").form("coverage-filter").element.text
    assert "North" in everything
    assert "Secret segment" in everything


def test_lead_opens_no_cell_of_another_team(app: Flask, cast: Cast, visitor: Visitors) -> None:
    covered.add(app, "other", cast.fritz, cast)
    address = f"/customers/other/fields/{cast.leasing.id}"
    assert visitor(cast.paul).visit(address).status == 404
    assert visitor(cast.otto).visit(address).status == 200


def test_worst_gap_stands_first_and_opens_to_its_cell(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    paul = visitor(cast.paul)
    page = paul.visit("/team")
    worst = page.element("worst-gaps")
    assert "Nobody works on 120,000 € a year." in worst.text.replace("\xa0", " ")
    first, button = worst.all("a")
    assert first.text.startswith("⚠ 120,000")
    form = paul.visit(button["href"]).form("activity-form")
    assert form["field_id"] == str(cast.payments.id), "against the gap"
    cell = paul.visit(first["href"])
    assert "no specialist of the field is on the plan" in cell.text
    assert not paul.visit("/team?stage=customer").has("worst-gaps")
    with app.app_context():
        for potential in db.session.query(Potential).filter_by(field_id=cast.payments.id):
            db.session.delete(potential)
        db.session.commit()
    assert not paul.visit("/team").has("worst-gaps")


def test_nobody_has_a_customer_yet_and_the_page_says_what_to_do(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).owner_id = None
        db.session.commit()
    for asked in ("", "?group=team", "?gap=no_plan"):
        page = visitor(cast.paul).visit(f"/team{asked}")
        assert "A customer belongs to the team of its owner." in page.text
        assert "Eisenwerk" not in page.text


def test_a_name_as_long_as_may_be_stands_there_as_a_whole(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    name = "Maschinenbau " * 15 + "AG 99"
    assert len(name) == 200
    covered.add(app, "long", cast.anna, cast)
    with app.app_context():
        db.session.query(Customer).filter_by(key="long").one().name = name
        db.session.commit()
    page = visitor(cast.paul).visit("/team?gap=no_plan")
    assert name in page.element("customer-long").text
    assert (
        name
        in page.click(
            next(link for link in page.links if link.startswith(f"Nobody there: Leasing, {name}, "))
        ).text
    )


@pytest.mark.databases("sqlite", "postgresql")
def test_the_map_says_in_which_age_a_customer_is_to_whom_may_know(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        rated = {"plan_id": cast.plan.id, "on": TODAY, "visible_to_leads_on": TODAY}
        db.session.add(StoredRating(**rated, age="bronze"))
        db.session.commit()
    paul = visitor(cast.paul)
    assert "Bronze" not in paul.visit("/team").text
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(AGES_VISIBLE_TO, "leads", by=ada)
        db.session.commit()
    row = paul.visit("/team").element("customer-eisenwerk-bruehl-ag").text
    assert "4 Bronze age" in row


@pytest.mark.databases("sqlite", "postgresql")
def test_a_field_that_nobody_has_screened_for_a_year_is_a_question(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        for of_field, days in ((cast.insurance, 366), (cast.leasing, 365)):
            db.session.add(
                Potential(
                    customer_id=cast.customer.id,
                    field_id=of_field.id,
                    annual_value=Decimal(0),
                    status=PotentialStatus.REJECTED,
                    unit="Plant",
                    screened_on=TODAY - datetime.timedelta(days=days),
                )
            )
        db.session.commit()
    page = visitor(cast.paul).visit("/team")
    row = page.element("customer-eisenwerk-bruehl-ag")
    asked = [cell for cell in row.all("span") if cell["title"] == "not screened for a year"]
    assert [cell.text for cell in asked] == ["?"]
    assert "? not screened for a year" in page.text


def test_where_the_worst_gaps_are_all_no_link_leads_to_more(cast: Cast, visitor: Visitors) -> None:
    assert "All 1" not in visitor(cast.paul).visit("/team").element("worst-gaps").text


def test_all_customers_with_a_gap_are_a_link_where_the_worst_are_not_all(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for number in range(4):
        covered.add(app, f"Open {number}", cast.anna, cast)
    page = visitor(cast.paul).visit("/team")
    (link,) = (each for each in page.element("worst-gaps").all("a") if each.text == "All 5")
    assert page.has(link["href"].removeprefix("#"))
