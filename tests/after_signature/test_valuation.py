"""What a business case is worth, against examples from textbooks and against brute force."""

from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from planner.after_signature.valuation.cases import cases_as_json
from planner.after_signature.valuation.facts import (
    BusinessCaseFact,
    ChangeFact,
    FlowFact,
    ScenarioFact,
)
from planner.after_signature.valuation.present_values import present_value
from planner.after_signature.valuation.rates_of_return import rates_of_return


def line(*amounts: float, key: str | None = None, kind: str | None = None) -> FlowFact:
    return FlowFact(tuple(Decimal(str(amount)) for amount in amounts), key, kind)


def valued(
    *lines: FlowFact, rate: float = 0.1, scenarios: tuple[ScenarioFact, ...] = ()
) -> dict[str, dict[str, Any]]:
    """The scenarios by key as they are printed."""
    case = BusinessCaseFact("b1", Decimal(str(rate)), lines, scenarios)
    answered: Any = cases_as_json("k", [case])
    return {each["scenario"]: each for each in answered["cases"][0]["scenarios"]}


def base(*lines: FlowFact, rate: float = 0.1) -> dict[str, Any]:
    return valued(*lines, rate=rate)["base"]


def rates(*flows: float) -> tuple[list[float], str | None]:
    found = rates_of_return([Fraction(str(amount)) for amount in flows])
    return [float(each) for each in found.rates], found.reason


def test_the_example_of_the_specification() -> None:
    assert base(line(-40_000), line(0, 8000), rate=0.08) == {
        "scenario": "base",
        "discount_rate": 0.08,
        "flows": [-40_000, 8000],
        "total": -32_000,
        "one_off": -40_000,
        "running": 8000,
        "npv": -32_592.59,
        "irr": -0.8,
        "irr_reason": None,
        "irr_all": [-0.8],
        "payback": None,
        "discounted_payback": None,
        "sensitivity": [
            {"line": "flow:0", "down": -28_592.59, "up": -36_592.59, "swing": 8000},
            {"line": "flow:1", "down": -33_333.33, "up": -31_851.85, "swing": 1481.48},
            {"line": "discount_rate", "down": -32_537.31, "up": -32_647.06, "swing": 109.75},
        ],
        "break_even": [
            {"line": "flow:0", "factor": 0.1852},
            {"line": "flow:1", "factor": 5.4},
        ],
    }


@pytest.mark.parametrize(
    ("rate", "flows", "npv"),
    [
        (0.08, (-40_000, 8000, 9200, 10_000, 12_000, 14_500), 1922.06),  # Microsoft's help on NPV
        (0.1, (-100, 39, 59, 55, 20), 39.2),
        (0, (-100, 39, 59), -2),
        (1, (-100, 50, 100), -50),
    ],
)
def test_year_0_is_not_discounted(rate: float, flows: tuple[float, ...], npv: float) -> None:
    assert base(line(*flows), rate=rate)["npv"] == npv


@pytest.mark.parametrize(
    ("flows", "found"),
    [
        ((-100, 39, 59, 55, 20), [0.2809]),  # Gitman
        ((-70_000, 12_000, 15_000, 18_000, 21_000, 26_000), [0.0866]),  # Microsoft's help on IRR
        ((-1600, 10_000, -10_000), [0.25, 4.0]),  # Lorie and Savage
        ((-100, 300, -200), [0.0, 1.0]),
        ((-40_000, 8000), [-0.8]),
        ((0, 0, -100, 110), [0.1]),
        ((-100, 110, 0, 0), [0.1]),
        ((-100_000, 100_005), [0.0001]),
        ((-100_000, 99_995), [-0.0001]),
        ((-1, 10**14), [10.0**14 - 1]),
        ((-(10**14), 1), [-1.0]),
        ((-1000, 3300, -3630, 1331), [0.1]),
        ((-0.3, 0.1, 0.2, 0.1), [0.1578]),
    ],
)
def test_all_rates_are_found_to_the_fourth_place(
    flows: tuple[float, ...], found: list[float]
) -> None:
    assert rates(*flows) == (found, None if len(found) == 1 else "several")


@pytest.mark.parametrize(
    ("flows", "reason"),
    [
        ((-100, -50), "no_sign_change"),
        ((100, 0, 50), "no_sign_change"),
        ((0, 0), "no_sign_change"),
        ((100, -220, 121), "none"),  # the value touches 0 at 10 %
        ((100, -100, 100), "none"),
    ],
)
def test_where_there_is_no_rate_the_reason_is_said(flows: tuple[float, ...], reason: str) -> None:
    assert rates(*flows) == ([], reason)
    said = base(line(*flows))
    assert (said["irr"], said["irr_all"], said["irr_reason"]) == (None, [], reason)


def test_several_rates_are_listed_and_none_of_them_is_the_rate() -> None:
    said = base(line(-1600, 10_000, -10_000))
    assert (said["irr"], said["irr_all"], said["irr_reason"]) == (None, [0.25, 4], "several")


ROOTS = st.integers(1, 60).map(lambda hundredths: Fraction(hundredths, 20))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(ROOTS, st.integers(1, 3), min_size=1, max_size=6))
def test_of_known_roots_those_are_rates_at_which_the_sign_changes(
    roots: dict[Fraction, int],
) -> None:
    """With q = 1 + i the present value is the product of (q - root), so that all are known."""
    flows = [Fraction(1)]
    for root in [root for root, times in roots.items() for _ in range(times)]:
        flows = [
            a - root * b for a, b in zip([*flows, Fraction(0)], [Fraction(0), *flows], strict=True)
        ]
    expected = sorted(root - 1 for root, times in roots.items() if times % 2)
    assert list(rates_of_return(flows).rates) == expected
    for rate in expected:
        assert present_value(flows, rate) == 0
        step = Fraction(1, 1000)
        around = [present_value(flows, rate + change) for change in (-step, step)]
        assert prod(around) < 0


@pytest.mark.parametrize(
    ("flows", "years", "discounted"),
    [
        ((-100, 39, 59, 55, 20), 2.04, 2.38),
        ((100, 39), 0, 0),
        ((0, 0), 0, 0),
        ((-100, 50), None, None),
        ((-100, 100), 1, None),
        ((-100, 150, -100, 100), 2.5, 2.62),
        ((-100, 150, -60, 30, 40), 2.33, 2.59),
    ],
)
def test_payback_is_the_moment_after_which_the_sum_is_never_negative_again(
    flows: tuple[float, ...], years: float | None, discounted: float | None
) -> None:
    said = base(line(*flows))
    assert (said["payback"], said["discounted_payback"]) == (years, discounted)


def test_shorter_lines_are_filled_up_and_kinds_follow_unless_they_are_stated() -> None:
    said = base(
        line(-100),
        line(-5, 0, 0),
        line(0, 10, 10),
        line(-7, kind="running"),
        line(3, 4, kind="one_off"),
    )
    assert said["flows"] == [-109, 14, 10]
    assert (said["total"], said["one_off"], said["running"]) == (-85, -98, 13)


def test_a_scenario_changes_lines_and_rate_and_leaves_the_kind() -> None:
    worse = ScenarioFact(
        "worse",
        (
            ChangeFact("a", factor=Decimal("0.5")),
            ChangeFact("b", amounts=(Decimal(-9), Decimal(-1))),
        ),
        Decimal("0.2"),
    )
    found = valued(
        line(0, 100, key="a"),
        line(-50, key="b"),
        line(1, 1, 1),
        scenarios=(worse, ScenarioFact("same")),
    )
    assert list(found) == ["base", "worse", "same"]
    assert found["worse"]["flows"] == [-8, 50, 1]
    assert (found["worse"]["one_off"], found["worse"]["discount_rate"]) == (-10, 0.2)
    assert found["same"] | {"scenario": "base"} == found["base"]


def test_equal_swings_stand_in_the_order_of_the_lines_with_the_rate_last() -> None:
    said = base(line(100), line(-100), line(0, 0), rate=0)
    lines = [each["line"] for each in said["sensitivity"]]
    assert lines == ["flow:0", "flow:1", "flow:2", "discount_rate"]
    assert said["break_even"] == [
        {"line": "flow:0", "factor": 1},
        {"line": "flow:1", "factor": 1},
        {"line": "flow:2", "factor": None},
    ]


def test_figures_are_exact_and_rounded_half_away_from_zero() -> None:
    said = base(line(0.125), line(-0.25), rate=0)
    assert (said["npv"], said["flows"]) == (-0.13, [-0.13])
    cents = base(*[line(0.1)] * 3, line(-0.3), rate=0)
    assert (cents["npv"], cents["payback"], cents["irr_reason"]) == (0, 0, "no_sign_change")
