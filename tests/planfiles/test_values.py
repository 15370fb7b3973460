"""Values that cannot be kept, and those that come out as they went in."""

import json

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from planner.planfiles import PlanFileRefused, read_plan_file
from planner.planfiles.checks.messages import Rule
from tests.support.stories.plan_documents import NAME, outcome, plan_document, plan_file, refusal

# A busy machine is no fault of the program.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_a_name_that_stands_twice_in_an_object_is_refused() -> None:
    data = plan_file(plan_document()).replace(b'"currency": "EUR"', b'"name": "a", "name": "b"')
    assert [(p.pointer, p.rule) for p in refusal(data).problems] == [
        ("/customer/name", Rule.NAME_REPEATED)
    ]


def test_a_name_that_stands_twice_at_the_top_is_refused() -> None:
    data = plan_file(plan_document()).replace(b"{", b'{"format": "planner.plan/1",', 1)
    assert [p.pointer for p in refusal(data).problems] == ["/format"]


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_refused(literal: str) -> None:
    data = plan_file(plan_document()).replace(b"120000.5", literal.encode())
    assert [str(p) for p in refusal(data).problems] == [
        f"{NAME}: /potentials/0/annual_value: "
        f"{literal} is not a number in JSON. Write a number or leave it out."
    ]


@pytest.mark.parametrize(
    "literal", ["1000000000000000", "-1000000000000000", "1e15", "1e400", "-1e400", "9" * 5_000]
)
def test_a_number_out_of_range_is_refused(literal: str) -> None:
    data = plan_file(plan_document()).replace(b"2000000", literal.encode())
    assert [(p.pointer, p.rule) for p in refusal(data).problems] == [
        ("/plan/goals/0/target", Rule.NUMBER_OUT_OF_RANGE)
    ]


@pytest.mark.parametrize("literal", ["999999999999999", "-999999999999999", "999999999999999.9"])
def test_the_outermost_numbers_are_read(literal: str) -> None:
    data = plan_file(plan_document()).replace(b"2000000", literal.encode())
    assert str(read_plan_file(data, NAME)["plan"]["goals"][0]["target"]) == literal


@unhurried
@given(st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(-9e14, 9e14))
def test_numbers_come_out_as_they_went_in(number: float) -> None:
    target = read_plan_file(plan_file(plan_document({"/plan/goals/0/target": number})), NAME)[
        "plan"
    ]
    assert repr(target["goals"][0]["target"]) == repr(number)


@unhurried
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_texts_come_out_to_the_last_character(text: str) -> None:
    document = plan_document({"/plan/strategy": text})
    assert read_plan_file(plan_file(document), NAME) == document
    assert read_plan_file(json.dumps(document).encode(), NAME) == document


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("before\0after", Rule.NUL_CHARACTER),
        ("half a smile \ud83d", Rule.HALF_CHARACTER),
        ("the other half \ude00", Rule.HALF_CHARACTER),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_once(text: str, rule: Rule) -> None:
    data = json.dumps(plan_document({"/plan/goals/0/key": text})).encode()
    problems = [(p.pointer, p.rule) for p in refusal(data).problems]
    assert [found for pointer, found in problems if pointer == "/plan/goals/0/key"] == [rule]


def test_a_name_that_cannot_be_kept_is_refused_and_can_be_printed() -> None:
    data = json.dumps(plan_document({"/customer/half\ud83d": 1})).encode()
    (problem,) = refusal(data).problems
    assert (problem.pointer, problem.rule) == ("/customer/half\\ud83d", Rule.NAME_NOT_KEPT)
    assert str(problem).encode()


@unhurried
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    st.sampled_from(
        [
            "/customer",
            "/people",
            "/people/0",
            "/people/0/key",
            "/contacts/1/known_by",
            "/plan",
            "/plan/status",
            "/plan/starts_on",
            "/plan/goals",
            "/plan/goals/0/commitments",
            "/plan/activities/0",
            "/plan/activities/0/assignee",
            "/plan/activities/0/done_on",
            "/plan/conversations/0/entries/0/participants",
        ]
    ),
)
def test_any_value_anywhere_is_read_or_refused(value: object, pointer: str) -> None:
    document = plan_document({pointer: value})
    found = outcome(json.dumps(document).encode())
    assert (
        all(map(str, found.problems)) if isinstance(found, PlanFileRefused) else found == document
    )
