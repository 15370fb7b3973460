"""Import followed by export gives the same document back."""

import copy
import json

import pytest

from planner.insights.lines import clean_line
from planner.planfiles import Document
from tests.planfiles.bringing import bring_in, take_out
from tests.support.stories.plan_documents import broken_rules, plan_document

pytestmark = pytest.mark.usefixtures("inside")

TEXTS = [
    "",
    " ",
    "\n\r\n\tTwo lines \r and a half\n",
    "Grüße aus Köln – „naïve“ Straße, ﬁ and ﷺ",
    "שלום, مرحبا, 你好, こんにちは, नमस्ते, ไทย, Ελλάδα, Привет, ᚠᚢᚦ, 𐎀𐎁, 👩‍👩‍👧‍👦",
    "e\u0301 is not é, and \u202e turns round",
    "<script>alert('x')</script> &amp; %(name)s {{ 7 * 7 }} \\u0041 \\",
    "\u0001\u001f\u007f\u2028",
]
NUMBERS = [0, 0.1, 0.30000000000000004, 1250.5, 3.0, 1e-7, 123456789012345, 99999999999999.98]


def with_defaults(document: Document) -> Document:
    """The document as it comes back: with the defaults that the schema names."""
    written = copy.deepcopy(document)
    written["potentials"][0].setdefault("status", "open")
    written["plan"]["members"][0].setdefault("via", "owner")
    written["plan"]["goals"][0].setdefault("origin", "joint")
    written["plan"]["activities"][1].setdefault("customer_facing", False)
    return written


def round_trip(document: Document) -> Document:
    return take_out(bring_in(document))


def test_every_kind_of_item_comes_back() -> None:
    document = plan_document()
    assert round_trip(document) == with_defaults(document)


def test_what_comes_back_is_a_plan_file_that_changes_nothing() -> None:
    written = round_trip(plan_document())
    assert broken_rules(written) == []
    assert bring_in(written, replace=True).changes_nothing


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_texts_come_back_to_the_last_character(text: str) -> None:
    # What one line holds is cleaned when it comes in, and nothing required may be empty.
    line = clean_line(text.replace("\r", "").replace("\n", "")) or "x"
    document = plan_document(
        {
            "/customer/name": line,
            "/people/0/name": line,
            "/people/1/field": line,
            "/contracts/0/promised": text,
            "/plan/strategy": text,
            "/plan/activities/0/internal_note": text,
            "/plan/conversations/0/topic": line,
            "/plan/conversations/0/entries/0/summary": text if clean_line(text) else "x",
            "/plan/conversations/0/entries/0/next_step": text,
            "/plan/reviews/0/decisions": [text, text],
            "/plan/reviews/0/outcome": text,
            "/plan/business_cases/0/flows/0/label": line,
        }
    )
    assert round_trip(document) == with_defaults(document)


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_come_back_equal(number: float) -> None:
    document = plan_document(
        {
            "/customer/annual_revenue": number,
            "/plan/goals/0/target": -number,
            "/plan/goals/0/current": number,
            "/plan/activities/0/effort_hours": number,
            "/plan/business_cases/0/flows/0/amounts": [number, -number],
            "/plan/deals/0/probability": min(number, 1),
        }
    )
    assert round_trip(document) == with_defaults(document)


def test_a_plan_with_nothing_in_it_comes_back_with_its_empty_lists() -> None:
    document: Document = {
        "format": "planner.plan/1",
        "customer": {"key": "new", "name": "New"},
        "people": [],
        "plan": {
            "starts_on": "2026-01-01",
            "ends_on": "2026-12-31",
            "status": "draft",
            "members": [],
        },
    }
    lists = ("members", "requests", "goals", "activities", "conversations", "ideas", "reviews")
    assert round_trip(document) == {
        "format": "planner.plan/1",
        "customer": {"key": "new", "name": "New", "stage": "customer", "currency": "EUR"},
        "people": [],
        "contacts": [],
        "potentials": [],
        "plan": document["plan"] | {"mode": "specialist"} | {name: [] for name in lists},
    }


def test_people_come_back_in_the_files_order_without_those_whom_nobody_refers_to() -> None:
    document = plan_document()
    document["people"].reverse()
    document["people"].insert(1, {"key": "idle", "name": "Ida Idle", "role": "team_lead"})
    written = round_trip(document)
    assert [person["key"] for person in written["people"]] == ["ruth", "sven", "greta"]
    assert json.dumps(written).count("idle") == 0


def test_the_same_person_twice_in_a_list_comes_back_twice() -> None:
    document = plan_document({"/plan/activities/0/participants": ["sven", "greta", "sven"]})
    assert round_trip(document) == with_defaults(document)
