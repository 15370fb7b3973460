"""A business case with all that the file can say of it goes in and comes out without loss."""

import copy
from typing import Any

import pytest

from planner.business_cases.queries import valuations
from planner.database import db
from planner.models import BusinessCase
from planner.planfiles.case_facts import case_facts_from
from tests.planfiles.bringing import bring_in, take_out
from tests.support.stories.plan_documents import plan_document

pytestmark = pytest.mark.usefixtures("inside")

CASE = "/plan/business_cases/0"


def whole_case() -> dict[str, Any]:
    return plan_document(
        {
            f"{CASE}/compared_with": "Diesel vans, bought every six years\nwithout a subsidy",
            f"{CASE}/flows": [
                {
                    "key": "buy",
                    "label": "Investment",
                    "amounts": [-500000, 0, 0],
                    "kind": "running",
                },
                {"label": "Fuel", "amounts": [0, 120000.25, 0.30000000000000004]},
                {"label": "Fuel", "amounts": [-1e-7]},
            ],
            f"{CASE}/scenarios": [
                {"key": "same", "title": "As it is", "changes": []},
                {
                    "key": "dear",
                    "title": "Dear fuel",
                    "discount_rate": 0.065,
                    "changes": [{"flow": "buy", "factor": 1.15}],
                },
                {
                    "key": "late",
                    "title": "A year later",
                    "discount_rate": 0,
                    "changes": [{"flow": "buy", "amounts": [0, -500000]}],
                },
            ],
            f"{CASE}/assumptions": [
                {"text": "Diesel stays as dear"},
                {
                    "text": "The vans last eight years",
                    "flow": "buy",
                    "person": "sven",
                    "contact": "fleet",
                    "source": "Makers' list, page 3",
                    "on": "2026-02-19",
                },
            ],
        }
    )


def with_contact(document: dict[str, Any]) -> dict[str, Any]:
    """Names a contact that the file has."""
    for assumption in document["plan"]["business_cases"][0]["assumptions"]:
        if "contact" in assumption:
            assumption["contact"] = document["contacts"][0]["key"]
    return document


def test_all_of_a_case_comes_back_as_it_went_in() -> None:
    document = with_contact(whole_case())
    written = take_out(bring_in(document))
    assert written["plan"]["business_cases"] == document["plan"]["business_cases"]


def test_a_case_brought_in_twice_changes_nothing() -> None:
    document = with_contact(whole_case())
    bring_in(document)
    for replace in (False, True):
        assert bring_in(copy.deepcopy(document), replace=replace).changes_nothing


def test_what_the_file_says_otherwise_is_changed_and_what_it_left_out_goes_when_replaced() -> None:
    bring_in(with_contact(whole_case()))
    changed = with_contact(whole_case())
    case = changed["plan"]["business_cases"][0]
    case["flows"][1]["amounts"] = [0, 90000]
    case["scenarios"][1]["changes"] = []
    del case["assumptions"][0], case["flows"][2]
    written = take_out(bring_in(changed, replace=True))
    assert written["plan"]["business_cases"] == changed["plan"]["business_cases"]


def test_the_database_answers_as_the_file() -> None:
    document = with_contact(whole_case())
    bring_in(document)
    case = db.session.query(BusinessCase).one()
    assert valuations.fact_of(case) == case_facts_from(document)[0]
