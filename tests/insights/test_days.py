"""Days as people write them, and which of them can be meant."""

import datetime

import pytest
from hypothesis import given, strategies as st

from planner.insights import days

TODAY = datetime.date(2026, 6, 15)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


@given(DAYS)
def test_day_with_a_year_of_two_digits_is_of_this_century(day: datetime.date) -> None:
    short = f"{day.day}.{day.month}.{day.year % 100:02}"
    assert days.written(short, TODAY) == day
    assert days.written(f"{day.year % 100:04}-{day:%m-%d}", TODAY) == day


@given(st.dates(datetime.date(100, 1, 1)))
def test_day_with_a_whole_year_is_that_day(day: datetime.date) -> None:
    assert days.written(day.isoformat(), TODAY) == day
    assert days.written(f" {day:%d.%m.}{day.year:04} ", TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["30.2.26", "2026-02-30", "26-03-14", "14-03-26", "14/03/2026", "14.3.026", "١٤.٣.٢٦", ""],
)
def test_what_may_mean_two_days_or_none_is_no_day(text: str) -> None:
    assert days.written(text, TODAY) is None


@pytest.mark.parametrize(
    ("day", "plausible"),
    [("1989-12-31", False), ("1990-01-01", True), ("2076-12-31", True), ("2077-01-01", False)],
)
def test_years_before_1990_or_more_than_50_ahead_are_not_meant(day: str, plausible: bool) -> None:
    assert days.is_plausible(datetime.date.fromisoformat(day), TODAY) is plausible
