"""The lead's table: who gets it, what it shows, and what an address may ask of it."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner.actions import settings
from planner.database import db
from planner.models import Customer, Member, Person, Plan, Potential
from planner.models.kinds import PlanStatus, Stage
from planner.models.setting import ADMINISTRATORS_SEE_PLANS
from tests.conftest import TODAY
from tests.support import planned
from tests.support.cast import Cast
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.statements import counted

BOARD_STATEMENTS = 15
CELL = "/customers/eisenwerk-bruehl-ag/fields/{}"


def further(app: Flask, key: str, owner: Person | None, cast: Cast, **values: object) -> None:
    """A customer without a plan, with potential for Leasing."""
    with app.app_context():
        customer = Customer(key=key, name=key, owner_id=owner.id if owner else None, **values)
        potential = Potential(
            customer=customer,
            field_id=cast.leasing.id,
            annual_value=Decimal(5000),
            screened_on=TODAY,
        )
        db.session.add_all([customer, potential])
        db.session.commit()


def test_lead_goes_from_the_navigation_to_the_own_customers_and_no_others(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    further(app, "Of the other team", cast.fritz, cast)
    further(app, "Of nobody", None, cast)
    page = visitor(cast.paul).visit("/customers").click("Team")
    assert page.status == 200
    assert "Eisenwerk Brühl AG" in page.text
    assert "1 customer in all" in page.text
    for other in ("Of the other team", "Of nobody", "North", "Hamburg"):
        assert other not in page.text


def test_lead_sees_nothing_of_another_team_by_asking_for_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    further(app, "Of the other team", cast.fritz, cast, segment="Secret segment")
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
    assert paul.visit(CELL.format(cast.leasing.id)).status == 403


def test_lead_without_a_team_leads_nobody(app: Flask, cast: Cast, visitor: Visitors) -> None:
    further(app, "Of nobody", None, cast)
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
    assert somebody.visit(CELL.format(cast.leasing.id)).status == (403 if is_member else 404)


def test_auditors_and_administrators_who_may_read_plans_see_all(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    further(app, "Of nobody", None, cast)
    otto, ada = visitor(cast.otto), visitor(cast.ada)
    for text in ("Eisenwerk Brühl AG", "Of nobody"):
        assert text in otto.visit("/team").text
    assert ada.visit("/team").status == 404
    with app.app_context():
        settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=db.session.get_one(Person, cast.ada.id))
        db.session.commit()
    assert "Of nobody" in ada.visit("/team").text
    assert ada.visit(CELL.format(cast.leasing.id)).status == 200


def test_cell_says_its_state_with_a_word_and_opens_to_what_it_is_made_of(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    due = TODAY + datetime.timedelta(days=3)
    planned.deal(
        app,
        cast,
        field_id=cast.leasing.id,
        annual_value=Decimal(60_000),
        probability=Decimal("0.5"),
        expected_on=due,
    )
    planned.activity(app, cast, "Show the offer", field_id=cast.leasing.id, due_on=due)
    page = visitor(cast.paul).visit("/team")
    row = page.element("customer-eisenwerk-bruehl-ag").text
    assert "Begun" in row
    assert "Jo Kilian" in row
    assert "1 deal: 60,000" in row
    assert "in 3 days" in row
    assert "Nobody there" in row
    cell = page.click("Begun: Leasing, Eisenwerk Brühl AG")
    assert "No talk about the field has been noted yet." in cell.text
    assert "Show the offer" in cell.element("next-activities").text
    assert "60,000" in cell.element("planned-deals").text
    assert "Jo Kilian" in cell.element("specialists").text
    assert "120,000" in cell.element("potential").text


def test_cell_that_nothing_is_known_of_says_so(cast: Cast, visitor: Visitors) -> None:
    cell = visitor(cast.otto).visit(CELL.format(cast.insurance.id))
    assert cell.status == 200
    assert "No potential is entered for the field." in cell.text
    assert visitor(cast.otto).visit(CELL.format(99_999)).status == 404
    assert visitor(cast.otto).visit(CELL.format(10**30)).status == 404


def test_lead_is_offered_what_a_lead_may_do(app: Flask, cast: Cast, visitor: Visitors) -> None:
    cell = visitor(cast.paul).visit(CELL.format(cast.payments.id))
    assert "no specialist of the field is on the plan" in cell.text
    assert "Invite somebody to the plan" in cell.links
    assert "Add an activity" not in cell.links
    planned.close(app, cast)
    cell = visitor(cast.paul).visit(CELL.format(cast.payments.id))
    assert "no plan for the customer" in cell.text
    assert "Begin a plan" in cell.links


def test_customers_are_filtered_by_what_the_form_offers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    further(app, "Small one", cast.anna, cast, segment="Small", stage=Stage.PROSPECT)
    further(app, "Northern one", cast.fritz, cast)
    further(app, "Of nobody", None, cast)
    otto = visitor(cast.otto)
    everything = {"Eisenwerk Brühl AG", "Small one", "Northern one", "Of nobody"}
    for asked, expected in (
        ({"team": str(cast.south.id)}, {"Eisenwerk Brühl AG", "Small one"}),
        ({"team": "-"}, {"Of nobody"}),
        ({"region": "Hamburg"}, {"Northern one"}),
        ({"region": "-"}, {"Of nobody"}),
        ({"segment": "Small"}, {"Small one"}),
        ({"segment": "-"}, everything - {"Small one"}),
        ({"stage": "prospect"}, {"Small one"}),
        ({"field_id": str(cast.payments.id)}, {"Eisenwerk Brühl AG"}),
        ({"gap": "no_plan"}, everything - {"Eisenwerk Brühl AG"}),
        ({}, everything),
    ):
        page = otto.visit("/team").form("coverage-filter").fill(**asked).submit()
        shown = {name for name in everything if name in page.text}
        assert shown == expected, asked


def test_groups_add_up_and_open_to_their_customers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    further(app, "Northern one", cast.fritz, cast)
    further(app, "Of nobody", None, cast)
    otto = visitor(cast.otto)
    page = otto.visit("/team?group=team")
    assert "Northern one" not in page.text
    group = page.click("North")
    assert "Northern one" in group.text
    assert "Eisenwerk" not in group.text
    nobodys = page.click("No team")
    assert "Of nobody" in nobodys.text
    assert "Northern one" not in nobodys.text
    cell = page.click("Nobody there: Payments, South")
    assert "Eisenwerk" in cell.text
    assert "Northern" not in cell.text
    for group_by in ("region", "segment", "stage"):
        assert otto.visit(f"/team?group={group_by}").status == 200


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


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("team=99999", "Choose one of the list."),
        ("team=x", "Choose one of the list."),
        ("region=Atlantis", "Choose one of the list."),
        ("segment=None", "Choose one of the list."),
        ("stage=dinosaur", "Choose one of the list."),
        ("gap=everything", "Choose one of the list."),
        ("group=person", "Choose one of the list."),
        ("field_id=99999", "Choose one of the list."),
        ("days=0", "Write a number from 1 to 3650."),
        ("days=soon", "Write a whole number of days."),
        ("days=" + "9" * 40, "Write a number from 1 to 3650."),
    ],
)
def test_nonsense_in_the_address_is_told_at_its_field_and_left_out(
    cast: Cast, visitor: Visitors, asked: str, said: str
) -> None:
    page = visitor(cast.paul).visit(f"/team?{asked}")
    assert page.status == 200
    assert said in " ".join(page.errors)
    assert "Eisenwerk Brühl AG" in page.text


def test_page_beyond_the_end_leads_back(cast: Cast, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    for asked in ("page=7", "page=7&group=segment"):
        page = paul.visit(f"/team?{asked}")
        assert "There is no page 7" in page.text
        back = page.click("To the first page")
        assert "There is no page" not in back.text
    for nonsense in ("page=-3", "page=x", "page=0"):
        assert "Eisenwerk" in paul.visit(f"/team?{nonsense}").text
    assert paul.visit("/team?page=" + "9" * 40).status == 200


def test_days_without_a_talk_are_kept_on_the_way_to_the_cell(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.paul).visit("/team?days=7")
    assert "No contact for 7 days" in page.text
    address = page.links["Quiet: Leasing, Eisenwerk Brühl AG"]
    assert address.endswith("days=7")
    assert visitor(cast.paul).visit(CELL.format(cast.leasing.id) + "?days=x").status == 200


def test_no_figure_stands_beside_a_person_who_is_no_owner_or_specialist(
    cast: Cast, visitor: Visitors
) -> None:
    """People are named as who is on a customer; nothing can be added up by them."""
    page = visitor(cast.otto).visit("/team?group=person")
    assert "Choose one of the list." in " ".join(page.errors)
    assert "Tom Ahrens" not in page.text


@pytest.mark.parametrize("asked", ["", "?gap=no_specialist", "?group=segment"])
def test_it_takes_as_many_statements_for_many_customers_as_for_one(
    app: Flask, cast: Cast, visitor: Visitors, asked: str
) -> None:
    otto = visitor(cast.otto)
    few = statements_of(app, otto, asked)
    add_many(app, cast)
    assert few == statements_of(app, otto, asked) <= BOARD_STATEMENTS


def statements_of(app: Flask, reader: Visitor, asked: str) -> int:
    with app.app_context():
        engine = db.engine
    reader.visit("/team")
    with counted(engine) as statements:
        assert reader.visit(f"/team{asked}").status == 200
    return len(statements)


def add_many(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for number in range(60):
            customer = Customer(key=f"c{number}", name=f"C {number}", owner_id=cast.anna.id)
            plan = Plan(
                customer=customer,
                starts_on=TODAY,
                ends_on=TODAY + datetime.timedelta(days=300),
                status=PlanStatus.DRAFT,
            )
            db.session.add(plan)
            db.session.add(
                Potential(
                    customer=customer,
                    field_id=cast.payments.id,
                    annual_value=Decimal(number),
                    screened_on=TODAY,
                )
            )
        db.session.commit()


def test_pages_follow_each_other_and_the_sums_are_over_all_of_them(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    add_many(app, cast)
    paul = visitor(cast.paul)
    first = paul.visit("/team")
    assert first.text.count("Anna Berg, South") == 25
    second = first.click("More")
    assert second.text.count("Anna Berg, South") == 25
    total = f"{240_000 + sum(range(60)):,}"
    for page in (first, second, second.click("More")):
        assert total in page.element("total-EUR").text
