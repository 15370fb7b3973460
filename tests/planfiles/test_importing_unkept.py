"""What the database has no place for is refused, and never lost without a word."""

from dataclasses import replace

import pytest

from planner.database import db
from planner.models import Customer, Plan
from planner.planfiles import unkept
from planner.planfiles.checks.messages import Rule
from planner.planfiles.exporting import export_document
from planner.planfiles.items import CONTACTS, SHAPES_OF_CUSTOMER
from tests.planfiles.bringing import bring_in, problems
from tests.support.stories.plan_documents import plan_document

pytestmark = [pytest.mark.databases("sqlite"), pytest.mark.usefixtures("inside")]


def test_a_file_with_parts_that_have_no_place_is_refused_with_each_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Everything has a place by now; so one is taken away, as if the schema were ahead again."""
    kept = tuple(each for each in CONTACTS.attributes if each.name != "profile")
    others = tuple(shape for shape in SHAPES_OF_CUSTOMER if shape is not CONTACTS)
    shapes = (replace(CONTACTS, attributes=kept), *others)
    monkeypatch.setattr(unkept, "SHAPES_OF_CUSTOMER", shapes)
    document = plan_document({"/contacts/0/profile": "https://network.example/in/x"})
    assert sorted(problems(document)) == [
        ("/contacts/0/profile", Rule.NOT_KEPT),
        ("/contacts/1/profile", Rule.NOT_KEPT),
    ]
    assert db.session.query(Customer).count() == 0


def test_the_owner_that_a_file_names_keeps_the_new_customer() -> None:
    bring_in(plan_document({"/customer/owner": "ruth"}))
    (plan,) = db.session.query(Plan)
    assert [person.key for person in (plan.customer.owner,) if person] == ["ruth"]
    assert export_document(plan)["customer"]["owner"] == "ruth"


def test_an_owner_whom_the_file_names_is_written_out_also_where_the_members_say_as_much() -> None:
    bring_in(plan_document({"/customer/owner": "greta"}))
    (plan,) = db.session.query(Plan)
    assert export_document(plan)["customer"]["owner"] == "greta"


def test_an_owner_whom_a_later_file_names_is_written_out() -> None:
    bring_in(plan_document())
    bring_in(plan_document({"/customer/owner": "greta", "/customer/city": "Graz"}))
    (plan,) = db.session.query(Plan)
    assert export_document(plan)["customer"]["owner"] == "greta"


def test_an_owner_who_was_found_among_the_members_is_not_written_out() -> None:
    bring_in(plan_document())
    (plan,) = db.session.query(Plan)
    assert "owner" not in export_document(plan)["customer"]


def test_a_file_does_not_pass_a_customer_to_another_owner() -> None:
    bring_in(plan_document())
    found = problems(plan_document({"/customer/owner": "ruth"}))
    assert found == [("/customer/owner", Rule.ANOTHER_OWNER)]
    assert problems(plan_document({"/customer/owner": "greta"})) == []
