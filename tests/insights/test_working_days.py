"""Days that are moved off the weekend, up to the ends of the calendar."""

import datetime

import pytest

from planner.insights.working_days import days_after, working_day

LAST, FIRST = datetime.date.max, datetime.date.min


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2026-06-19", "2026-06-19"),
        ("2026-06-20", "2026-06-22"),
        ("2026-06-21", "2026-06-22"),
        ("2026-06-22", "2026-06-22"),
        ("2026-02-28", "2026-03-02"),
    ],
)
def test_saturdays_and_sundays_become_the_monday_after(day: str, moved: str) -> None:
    assert working_day(datetime.date.fromisoformat(day)).isoformat() == moved


def test_days_after_stay_in_the_calendar() -> None:
    day = datetime.date(2026, 6, 15)
    assert days_after(day, 16) == datetime.date(2026, 7, 1)
    assert days_after(day, -15) == datetime.date(2026, 5, 31)
    assert days_after(LAST, 1) == LAST
    assert days_after(LAST - datetime.timedelta(1), 1) == LAST
    assert days_after(FIRST, -1000) == FIRST
