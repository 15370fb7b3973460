"""What leads take away from the demo story: figures of teams and customers, and nobody's name."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from planner import create_app, seeds
from planner.database import db
from planner.models import Customer, Person
from tests.support.pages import Visitor
from tests.support.stories.demo import demo_settings

# Tables of a team that somebody leads, whose rows are figures.
FILES = [
    "/team.csv",
    "/team.csv?group=team",
    "/team.csv?gap=no_specialist",
    *(f"/team/pipeline.csv?table={table}" for table in ("comparisons", "months", "causes")),
    "/team/pipeline/deals.csv",
    *(f"/team/maturity.csv?table={table}" for table in ("teams", "months", "moves", "relapses")),
    "/team/maturity/plans.csv",
    "/team/one_sided_plans.csv",
    "/team/capacity.csv",
    "/team/reviews.csv",
]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The program with the demo story, which nobody changes here."""
    app = create_app(demo_settings(tmp_path_factory.mktemp("bank")))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def lead(bank: Flask) -> Visitor:
    with bank.app_context():
        (who,) = (one for one in seeds.sign_ins() if one.role == "team lead")
    visitor = Visitor(bank)
    form = visitor.visit("/sign-in").form("/sign-in")
    assert form.fill(email=who.email, password=who.password).submit().status == 303
    return visitor


@pytest.mark.parametrize("address", FILES)
def test_no_file_of_figures_names_a_person(bank: Flask, lead: Visitor, address: str) -> None:
    page = lead.visit(address)
    assert page.status == 200
    assert len(page.html.splitlines()) > 1, "there is something in it"
    with bank.app_context():
        people = db.session.scalars(select(Person.name)).all()
        customers = " ".join(db.session.scalars(select(Customer.name)))
    # A customer may be called like somebody, as a carpenter's shop is.
    assert [name for name in people if name in page.html and name not in customers] == []
