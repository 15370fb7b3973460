"""What the schema refuses, and what the table beyond it has to follow."""

from collections.abc import Iterator
from typing import Any

import pytest

from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.nouns import PLAN_FILE_NOUNS, WITHIN_ITS_CASE
from planner.planfiles.items import LISTED_SHAPES
from planner.planfiles.schema import PATTERNS, SCHEMA, SCHEMA_RULES, TYPES
from tests.support.stories.plan_documents import broken_rules, plan_document, plan_file, refusal


@pytest.mark.parametrize(
    ("pointer", "value", "rule"),
    [
        ("/format", "planner.plan/2", Rule.NOT_THE_FORMAT),
        ("/customer/key", "Stadtwerke", Rule.NOT_A_KEY),
        ("/customer/key", "a" * 65, Rule.NOT_A_KEY),
        ("/customer/key", "a\n", Rule.NOT_A_KEY),
        ("/customer/name", "", Rule.EMPTY_TEXT),
        ("/customer/name", "x" * 201, Rule.TOO_LONG),
        ("/customer/name", "two\nlines", Rule.NOT_ONE_LINE),
        ("/customer/name", 7, Rule.NOT_TEXT),
        ("/customer/name", None, Rule.NOT_TEXT),
        ("/customer/stage", "Customer", Rule.NOT_ALLOWED),
        ("/customer/stage", ["customer"], Rule.NOT_ALLOWED),
        ("/customer/country", "Germany", Rule.NOT_A_COUNTRY),
        ("/customer/currency", "€", Rule.NOT_A_CURRENCY),
        ("/customer/annual_revenue", -1, Rule.TOO_SMALL),
        ("/customer/annual_revenue", "1.250,50", Rule.NOT_NUMBER),
        ("/customer/annual_revenue", True, Rule.NOT_NUMBER),
        ("/contacts/0/influence", 6, Rule.TOO_BIG),
        ("/contacts/0/influence", 2.5, Rule.NOT_WHOLE_NUMBER),
        ("/contacts/1/known_by", "greta", Rule.NOT_LIST),
        ("/potentials/0/share_of_wallet", 1.01, Rule.TOO_BIG),
        ("/plan", [], Rule.NOT_OBJECT),
        ("/plan/goals/0/customer_goal", "no", Rule.NOT_BOOLEAN),
        ("/plan/business_cases/0/flows", [], Rule.TOO_FEW_ITEMS),
        ("/plan/business_cases/0/flows/0/amounts", [1] * 22, Rule.TOO_MANY_ITEMS),
    ],
)
def test_a_value_that_the_schema_refuses_is_named(pointer: str, value: object, rule: Rule) -> None:
    assert (pointer, rule) in broken_rules(plan_document({pointer: value}))


@pytest.mark.parametrize("name", ["x" * 200, "ж" * 200, "𝒳" * 200, "<b>&amp;</b>", "שלום 你好"])
def test_a_name_of_two_hundred_characters_of_any_script_is_accepted(name: str) -> None:
    assert broken_rules(plan_document({"/customer/name": name})) == []


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "2027-02-29",
        "2026-13-01",
        "2026-2-3",
        "20260203",
        "2026-W05-2",
        "03.02.2026",
        "2026-02-03T00:00:00",
        "2026-02-03\n",
        "٢٠٢٦-٠٢-٠٣",
        "0000-01-01",
        "",
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused(day: str) -> None:
    document = plan_document({"/plan/goals/0/due_on": day})
    assert broken_rules(document) == [("/plan/goals/0/due_on", Rule.NOT_A_DAY)]


@pytest.mark.parametrize("day", ["2028-02-29", "0001-01-01", "9999-12-31"])
def test_every_day_of_the_calendar_is_accepted(day: str) -> None:
    assert broken_rules(plan_document({"/plan/goals/0/due_on": day})) == []


def test_a_missing_name_is_reported_at_the_object_that_lacks_it() -> None:
    document = plan_document(without="/plan/activities/1/title")
    assert broken_rules(document) == [("/plan/activities/1", Rule.MISSING)]


def test_an_unknown_name_is_reported_at_its_own_place_with_the_known_ones() -> None:
    (problem,) = refusal(plan_file(plan_document({"/people/0/e~1~0mail": "g@x.de"}))).problems
    assert problem.pointer == "/people/0/e~1~0mail"
    assert problem.text() == (
        '"e/~mail" is not known here. Known are: key, name, email, role, field, unit.'
    )


def test_an_allowed_value_is_named_in_the_refusal() -> None:
    (problem,) = refusal(plan_file(plan_document({"/plan/mode": "co-care"}))).problems
    assert problem.text() == '"co-care" is not allowed here. Allowed are: specialist, co_care.'


def properties(schema: Any, place: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every property that the schema describes: its object's place, its name and what it says."""
    if "items" in schema:
        yield from properties(schema["items"], f"{place}/*")
    for name, part in schema.get("properties", {}).items():
        yield place, name, part
        yield from properties(part, f"{place}/{name}")


def test_the_table_follows_every_key_that_the_schema_has() -> None:
    key = {"$ref": "#/$defs/key"}
    in_schema = {
        (place, name)
        for place, name, part in properties(SCHEMA)
        if part.get("$ref") == key["$ref"] or part.get("items") == key
    }
    in_table = {(noun.place, name) for noun in PLAN_FILE_NOUNS for name in noun.refers}
    within_case = {(place, name) for place, name in in_schema if name == WITHIN_ITS_CASE}
    keyed = {(noun.place, "key") for noun in PLAN_FILE_NOUNS if noun.keyed}
    assert in_table | keyed | within_case == in_schema - {("/customer", "key")}


def test_a_key_leads_in_the_file_where_it_leads_in_the_database() -> None:
    """What has no place in the database is refused by an import, and leads nowhere there."""
    in_file = {
        (noun.place.split("/")[-2], name): pointer.rsplit("/")[-1]
        for noun in PLAN_FILE_NOUNS
        if noun.place.endswith("/*")
        for name, pointer in noun.refers.items()
    }
    in_database = {
        (shape.list, name): table
        for shape in LISTED_SHAPES
        for name, table in shape.targets.items()
        if table != "fields"
    }
    kept = {(shape.list, name) for shape in LISTED_SHAPES for name in shape.names}
    assert {at: of for at, of in in_file.items() if at in kept} == in_database


def test_every_keyword_of_the_schema_has_its_own_message() -> None:
    said_elsewhere = {"type", "pattern", "additionalProperties"}
    structure = {"properties", "items", "$ref", "default", "description", *said_elsewhere}
    parts = [SCHEMA["properties"], SCHEMA["$defs"]]
    described = [part for part in parts for part in part.values()]
    described += [part for _, _, part in properties(SCHEMA)]
    described += [part["items"] for part in described if "items" in part]
    assert {keyword for part in described for keyword in part} <= structure | set(SCHEMA_RULES)
    assert {part["pattern"] for part in described if "pattern" in part} == set(PATTERNS)
    assert {part["type"] for part in described if "type" in part} <= set(TYPES)
