"""Plan files that are not brought in, each with the reason."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.actions.plan import goals
from planner.database import db
from planner.models import Customer, Person, Plan
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.plan_uploads import brought_in, problems_of, taken_out


@pytest.fixture
def goal_id(app: Flask, cast: Cast) -> int:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        goal = goals.create(plan, {"title": "Grow"}, by=anna)
        db.session.commit()
        return goal.id


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty. Choose a plan file."),
        (
            b" " * 10_000_000,
            "The file is larger than the 5 MB that a plan file may have. Choose a plan file.",
        ),
        (b"\xff\xfe", "is not UTF-8"),
        (b'{"format": ', "The JSON breaks off"),
        (b"[]", "The file holds no JSON object."),
    ],
)
def test_what_is_no_plan_file_is_refused_at_the_field(
    data: bytes, message: str, cast: Cast, visitor: Visitors
) -> None:
    page = brought_in(cast, visitor(cast.anna), data)
    assert page.status == 422
    assert message in page.errors[0]
    assert page.has("plan-file-form")


def test_no_file_is_said_at_the_field(cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/plan-file/new").form("plan-file-form")
    page = form.submit()
    assert page.status == 422
    assert page.errors == ["Choose a plan file."]


def test_all_problems_are_listed_with_their_places(
    cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["plan"]["goals"][0]["commitments"] = [{"person": "nobody", "on": "2026-02-30"}]
    document["plan"]["ends_on"] = "2025-12-31"
    document["potentials"][0]["annual_value"] = -1
    page = brought_in(cast, anna, document)
    assert page.status == 422
    places = problems_of(page)
    assert set(places) == {
        "/plan/goals/0/commitments/0/person",
        "/plan/goals/0/commitments/0/on",
        "/plan/ends_on",
        "/potentials/0/annual_value",
    }
    assert "nobody" in places["/plan/goals/0/commitments/0/person"]


def test_file_of_another_customer_is_refused_at_its_key(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["customer"]["key"] = "somebody-else"
    page = brought_in(cast, anna, document)
    assert page.status == 422
    assert list(problems_of(page)) == ["/customer/key"]
    with app.app_context():
        assert db.session.scalar(select(func.count(Customer.id))) == 1


def test_account_manager_brings_in_no_people_and_changes_none(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["people"].append({"key": "new", "name": "New", "role": "specialist"})
    document["plan"]["members"].append({"person": "new", "joined_on": "2026-01-01"})
    page = brought_in(cast, anna, document)
    assert page.status == 422
    assert any(place.startswith("/people/") for place in problems_of(page))
    document = taken_out(cast, anna)
    tom = next(person for person in document["people"] if person["key"] == "tom")
    tom["role"] = "team_lead"
    page = brought_in(cast, anna, document)
    if page.has("confirmation"):
        page.form("confirmation").submit()
    with app.app_context():
        assert db.session.get_one(Person, cast.tom.id).role == cast.tom.role
