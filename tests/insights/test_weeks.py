"""Weeks as the calendar counts them, also over the turn of the year."""

import datetime

import pytest

from planner.insights import weeks

MONDAY = datetime.date(2026, 12, 28)
TODAY = datetime.date(2026, 6, 15)


def test_a_week_is_known_by_its_monday_whatever_the_day() -> None:
    for number in range(7):
        assert weeks.week_of(MONDAY + datetime.timedelta(days=number)) == MONDAY
    assert weeks.days_of(MONDAY) == [MONDAY + datetime.timedelta(days=n) for n in range(7)]


def test_the_turn_of_the_year_lies_in_week_53_of_a_year_that_has_one() -> None:
    assert weeks.name_of_week(weeks.week_of(datetime.date(2027, 1, 3))) == "2026-W53"
    assert weeks.name_of_week(weeks.week_of(datetime.date(2027, 1, 4))) == "2027-W01"
    assert weeks.later(MONDAY, 1) == datetime.date(2027, 1, 4)
    assert weeks.later(MONDAY, -53) == datetime.date(2025, 12, 22)


@pytest.mark.parametrize("text", ["2026-W53", "2026w53", " 2026-W53 ", "0026-W53"])
def test_a_week_is_found_by_its_name(text: str) -> None:
    assert weeks.week_named(text, TODAY) == MONDAY


@pytest.mark.parametrize(
    "text", ["2027-W53", "2026-W54", "2026-W00", "2026-W5", "2026-53", "", "soon"]
)
def test_what_is_no_week_is_not_found(text: str) -> None:
    assert weeks.week_named(text, TODAY) is None


def test_every_week_is_found_by_its_own_name() -> None:
    week = datetime.date(2024, 1, 1)
    while week.year < 2034:
        assert weeks.week_named(weeks.name_of_week(week), TODAY) == week
        week = weeks.later(week, 1)
