"""Potential by field: entered, covered by somebody or not, and looked at again."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Potential
from planner.models.kinds import PotentialStatus
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


def potential_in(cast: Cast, field_id: int) -> Potential:
    statement = select(Potential).where(
        Potential.customer_id == cast.customer.id, Potential.field_id == field_id
    )
    return db.session.scalars(statement).one()


def test_page_says_which_field_nobody_covers(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/value")
    leasing, payments = page.element("potentials").all("article")
    assert "120,000 € a year" in leasing.text
    assert "Jo Kilian" in leasing.text
    assert "nobody of this field is on the plan" in payments.text


def test_old_screening_is_marked(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        potential_in(cast, cast.leasing.id).screened_on = datetime.date(2024, 1, 1)
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/value")
    leasing, payments = page.element("potentials").all("article")
    assert "more than a year ago" in leasing.text
    assert "more than a year ago" not in payments.text


@pytest.mark.databases("sqlite", "postgresql")
def test_member_screens_a_field_in_place(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit(f"/customers/{cast.customer.key}/potentials/new", htmx=True)
    form = page.form("potential-form").fill(
        field_id="Insurance", annual_value="80,000", share_of_wallet="12.5", status="qualified"
    )
    answer = form.submit(htmx=True)
    assert "Insurance" in answer.element("potentials").text
    assert "our share 12.5%" in answer.element("potentials").text
    with app.app_context():
        potential = potential_in(cast, cast.insurance.id)
        assert potential.annual_value == Decimal(80_000)
        assert potential.share_of_wallet == Decimal("0.125")
        assert potential.status is PotentialStatus.QUALIFIED


def test_a_second_potential_of_the_same_field_is_refused_at_the_field(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    refusal = ["The potential of this field is written down already. Change that one."]
    jo = visitor(cast.jo)
    form = jo.visit(f"/customers/{cast.customer.key}/potentials/new").form("potential-form")
    answer = form.fill(field_id="Leasing", annual_value="7").submit()
    assert (answer.status, answer.errors) == (422, refusal)
    assert answer.form("potential-form")["annual_value"] == "7"
    with app.app_context():
        potential_id = potential_in(cast, cast.payments.id).id
    form = jo.visit(f"/potentials/{potential_id}/edit").form(f"potential-form-{potential_id}")
    answer = form.fill(field_id="Leasing").submit()
    assert (answer.status, answer.errors) == (422, refusal)
    with app.app_context():
        assert potential_in(cast, cast.payments.id).id == potential_id


def test_wrong_amounts_are_refused_at_their_fields(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit(f"/customers/{cast.customer.key}/potentials/new")
    form = page.form("potential-form").fill(
        field_id="Insurance", annual_value="-1", share_of_wallet="130", screened_on="2026-02-30"
    )
    answer = form.submit()
    assert answer.status == 422
    assert answer.errors == [
        "Write a number from 0 to 999,999,999,999,999.",
        "Write a share from 0 to 100 percent.",
        "There is no such day. Write it as 2026-03-14 or 14.03.2026.",
    ]
    assert answer.form("potential-form")["annual_value"] == "-1"


def test_member_changes_and_deletes_a_potential(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        potential_id = potential_in(cast, cast.payments.id).id
    tom = visitor(cast.tom)
    page = tom.visit(f"/potentials/{potential_id}/edit")
    assert page.form(f"potential-form-{potential_id}")["annual_value"] == "120000"
    form = page.form(f"potential-form-{potential_id}").fill(status="rejected")
    page = form.submit().follow()
    assert "nobody of this field is on the plan" not in page.element("potentials").text
    page = tom.visit(f"/potentials/{potential_id}/edit").press("Delete this potential").follow()
    assert len(page.element("potentials").all("article")) == 1


def test_who_does_not_work_on_the_customer_changes_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        potential_id = potential_in(cast, cast.payments.id).id
    new = f"/customers/{cast.customer.key}/potentials/new"
    for person, status in ((cast.otto, 403), (cast.fritz, 404), (cast.mira, 404)):
        assert visitor(person).visit(new).status == status
        assert visitor(person).visit(f"/potentials/{potential_id}/edit").status == status
    page = visitor(cast.otto).visit(f"/plans/{cast.plan.id}/value")
    assert "Add potential" not in page.links
