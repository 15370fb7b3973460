"""Files that are no plan files, and values that cannot be kept."""

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from planner.planfiles import PlanFileRefused, Problem, read_file, read_plan_file
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.parsing import LARGEST_FILE
from planner.planfiles.checks.problems import MOST_PROBLEMS
from planner.planfiles.checks.values import MOST_VALUES
from tests.support.stories.plan_documents import (
    NAME,
    broken_rules,
    plan_document,
    plan_file,
    refusal,
)


def only_problem(data: bytes) -> Problem:
    (problem,) = refusal(data).problems
    return problem


def test_a_valid_file_is_read_as_it_is_written() -> None:
    assert read_plan_file(plan_file(plan_document()), NAME) == plan_document()


def test_a_byte_order_mark_is_accepted() -> None:
    assert read_plan_file(b"\xef\xbb\xbf" + plan_file(plan_document()), NAME) == plan_document()


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert only_problem(data).rule is Rule.EMPTY


def test_a_file_of_ten_megabytes_is_refused_whatever_is_in_it() -> None:
    assert only_problem(b"x" * 10_000_000).rule is Rule.TOO_LARGE


def test_a_file_of_exactly_the_largest_size_is_read() -> None:
    data = plan_file(plan_document()).ljust(LARGEST_FILE)
    assert read_plan_file(data, NAME) == plan_document()
    assert only_problem(data + b" ").rule is Rule.TOO_LARGE


def test_a_byte_that_is_not_utf_8_is_named() -> None:
    problem = only_problem('{\n"a": "Müller"}'.encode("latin-1"))
    assert problem.text() == (
        "Byte number 10 (0xFC, in line 2) is not UTF-8. Save the file as UTF-8."
    )


def test_a_byte_order_mark_counts_among_the_bytes() -> None:
    assert only_problem(b"\xef\xbb\xbf\xff").values["number"] == 4


def test_a_number_in_german_form_is_refused_at_its_column() -> None:
    problem = only_problem(b'{"annual_value":\n 1.234,56}')
    assert str(problem) == f'{NAME}: Line 2, column 8 is not JSON, near "56}}". Correct it there.'


@pytest.mark.parametrize("data", [b'{"customer":', b'{"customer": "Stadt', b'{"a": 1', b"["])
def test_a_file_that_breaks_off_is_refused_as_such(data: bytes) -> None:
    assert only_problem(data).rule is Rule.ENDS_EARLY


@pytest.mark.parametrize("data", [b"[]", b"null", b"1", b'"planner.plan/1"'])
def test_what_is_not_an_object_is_refused(data: bytes) -> None:
    assert only_problem(data).rule is Rule.NOT_AN_OBJECT


@pytest.mark.parametrize("start", [b"[", b'{"plan":'])
def test_a_nesting_bomb_is_refused(start: bytes) -> None:
    assert only_problem(start * 200_000).rule is Rule.TOO_DEEP


def test_what_lies_too_deep_is_refused_at_its_place() -> None:
    deep = json.loads("[" * 100 + "]" * 100)
    assert ("/people" + "/0" * 20, Rule.TOO_DEEP) in broken_rules(plan_document({"/people": deep}))


def test_a_file_of_too_many_values_is_refused() -> None:
    data = b'{"people":[' + b"1," * MOST_VALUES + b"1]}"
    assert only_problem(data).rule is Rule.TOO_MANY_VALUES


def test_a_list_of_problems_ends_somewhere_and_says_so() -> None:
    problems = refusal(plan_file(plan_document({"/people": [1] * 5_000}))).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].rule is Rule.TOO_MANY_PROBLEMS


def test_a_message_cannot_write_to_the_terminal() -> None:
    document = plan_document({"/customer/\x1b[31m": 1, "/customer/stage": "\x1b[2J"})
    assert "\x1b" not in str(refusal(plan_file(document)))


def test_a_message_quotes_long_values_in_short() -> None:
    document = plan_document({"/customer/stage": "x" * 100_000, f"/customer/{'y' * 9_000}": 1})
    texts = [problem.text() for problem in refusal(plan_file(document)).problems]
    assert len(texts) == 2
    assert max(map(len, texts)) < 300


def test_a_message_is_translated_before_its_values_are_put_in() -> None:
    problem = only_problem(plan_file(plan_document({"/customer/country": "Germany"})))
    german = {Rule.NOT_A_COUNTRY.value: "%(found)s ist kein Land."}
    assert problem.text(german.__getitem__) == '"Germany" ist kein Land.'


def test_a_refusal_names_file_place_and_rule_of_every_problem() -> None:
    document = plan_document({"/customer/country": "de", "/plan/starts_on": "2026-02-30"})
    assert str(refusal(plan_file(document))).splitlines() == [
        'example.json: /customer/country: "de" is not a country. '
        "Write two capital letters, such as DE.",
        'example.json: /plan/starts_on: "2026-02-30" is not a day. '
        "Write a day of the calendar as YYYY-MM-DD.",
    ]


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(plan_file(plan_document()))
    assert read_file(path) == plan_document()


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.json"
    with pytest.raises(PlanFileRefused) as refused:
        read_file(path)
    assert str(refused.value) == f"{path}: The file cannot be opened: No such file or directory."


@given(st.binary())
def test_any_bytes_are_a_document_or_refused(data: bytes) -> None:
    assert refusal(data).problems
