"""What counts as the same value, wherever it comes from."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from planner.insights.versions import version
from planner.models.kinds import GoalStatus


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""),
        (None, " \r\n "),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        (Decimal(5), Decimal("5.00")),
        (Decimal("0.3"), 0.3),
        (Decimal(1000), 1000),
        (Decimal("0.00"), 0),
        (GoalStatus.ACTIVE, "active"),
        (datetime.date(2026, 3, 1), "2026-03-01"),
        (7, {"id": 7, "name": "Leasing"}),
        ([3, 1], [1, 3]),
        (True, "yes"),
    ],
)
def test_what_means_the_same_has_the_same_version(one: Any, other: Any) -> None:
    assert version(one) == version(other)


@pytest.mark.parametrize(
    ("one", "other"), [("a", "a "), (Decimal(5), Decimal(50)), (True, False), ([1], [1, 2])]
)
def test_what_differs_has_another_version(one: Any, other: Any) -> None:
    assert version(one) != version(other)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, max_value=10**14))
def test_a_number_is_the_same_with_more_zeros(number: Decimal) -> None:
    assert version(number) == version(Decimal(f"{number:f}00" if "." in f"{number:f}" else number))


@given(st.text())
def test_every_text_has_a_version(text: str) -> None:
    assert len(version(text)) == 16
