"""How long contracts run, and until when notice can be given."""

from datetime import date
from typing import Any

import pytest

from planner.after_signature.facts import Notice
from planner.after_signature.notice_periods import last_day_for_notice, notice_ends
from tests.after_signature.building import AccountStory

MONTH = {"count": 1, "unit": "month"}
QUARTERS = {"count": 3, "unit": "month", "to": "end_of_quarter"}


@pytest.mark.parametrize(
    ("end", "count", "unit", "last"),
    [
        ("2026-06-30", 3, "month", "2026-03-31"),
        ("2026-02-28", 3, "month", "2025-11-30"),
        ("2026-03-31", 1, "month", "2026-02-28"),
        ("2028-03-31", 1, "month", "2028-02-29"),
        ("2026-03-30", 1, "month", "2026-02-28"),
        ("2028-02-28", 12, "month", "2027-02-28"),
        ("2028-02-29", 12, "month", "2027-02-28"),
        ("2026-07-14", 1, "month", "2026-06-14"),
        ("2026-07-14", 2, "week", "2026-06-30"),
        ("2026-07-14", 14, "day", "2026-06-30"),
        ("2026-07-14", 0, "month", "2026-07-14"),
        ("0001-06-30", 1200, "month", "0001-01-01"),
        ("0001-01-05", 90, "day", "0001-01-01"),
    ],
)
def test_the_last_day_for_notice_is_the_latest_from_which_its_time_is_over_by_the_end(
    end: str, count: int, unit: str, last: str
) -> None:
    notice = Notice(count, unit)
    found = last_day_for_notice(date.fromisoformat(end), notice)
    assert found == date.fromisoformat(last)


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_no_later_day_would_do(unit: str) -> None:
    for ordinal in range(date(2026, 1, 1).toordinal(), date(2028, 12, 31).toordinal()):
        end, notice = date.fromordinal(ordinal), Notice(3, unit)
        last = last_day_for_notice(end, notice)
        after = date.fromordinal(last.toordinal() + 1)
        assert notice_ends(last, notice) <= end < notice_ends(after, notice)


def test_time_that_runs_past_the_calendar_ends_with_it() -> None:
    assert notice_ends(date(9999, 12, 1), Notice(3, "month")) == date.max
    assert notice_ends(date(9999, 12, 1), Notice(300, "week")) == date.max


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ({"notice": QUARTERS}, "open"),
        ({"notice": QUARTERS, "ends": "2026-12-31", "renewal": "by_agreement"}, "open"),
        ({}, "undated"),
        ({"notice": MONTH}, "undated"),
        ({"ends": "2026-12-31", "notice": MONTH}, "rolling"),
        ({"ends": "2026-12-31", "notice_days": 0}, "rolling"),
        ({"ends": "2026-12-31", "renewal": "automatic"}, "rolling"),
        ({"ends": "2026-12-31"}, "fixed"),
        ({"ends": "2026-12-31", "notice": MONTH, "renewal": "by_agreement"}, "fixed"),
    ],
)
def test_the_terms_make_the_kind(words: dict[str, Any], kind: str) -> None:
    assert AccountStory().contract(**words).renewal()["kind"] == kind


@pytest.mark.parametrize(
    ("day", "term", "ends_on", "notice_on"),
    [
        ("2026-06-14", 0, "2026-07-14", "2026-06-14"),
        ("2026-06-15", 1, "2027-07-14", "2027-06-14"),
        ("2031-06-14", 5, "2031-07-14", "2031-06-14"),
    ],
)
def test_a_rolling_contract_goes_on_once_the_last_day_for_notice_is_past(
    day: str, term: int, ends_on: str, notice_on: str
) -> None:
    found = AccountStory().contract(signed="2025-07-01", ends="2026-07-14", notice=MONTH)
    said = found.renewal(day)
    assert (said["term"], said["ends_on"], said["notice_on"]) == (term, ends_on, notice_on)


@pytest.mark.parametrize(
    ("day", "ends_on"), [("2026-12-31", "2026-12-31"), ("2027-01-01", "2027-06-30")]
)
def test_without_a_notice_a_rolling_contract_goes_on_after_its_end(day: str, ends_on: str) -> None:
    story = AccountStory().contract(
        signed="2025-07-01", ends="2026-12-31", renewal="automatic", renewal_months=6
    )
    said = story.renewal(day)
    assert (said["ends_on"], said["notice_on"]) == (ends_on, None)


@pytest.mark.parametrize(
    ("first", "months", "ends"),
    [
        ("2026-01-31", 1, ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2026-02-28", 12, ["2027-02-28", "2028-02-29", "2029-02-28"]),
        ("2027-12-30", 2, ["2028-02-29", "2028-04-30", "2028-06-30"]),
        ("2026-01-29", 1, ["2026-02-28", "2026-03-29"]),
    ],
)
def test_ends_are_counted_from_the_first_one_and_a_month_end_stays_one(
    first: str, months: int, ends: list[str]
) -> None:
    story = AccountStory().contract(
        signed="2025-01-01", ends=first, renewal="automatic", renewal_months=months
    )
    days = [first, *ends]
    found = []
    for day in days[:-1]:
        following = date.fromordinal(date.fromisoformat(day).toordinal() + 1)
        found.append(story.renewal(following.isoformat())["ends_on"])
    assert found == ends


@pytest.mark.parametrize(
    ("to", "day", "ends_on", "notice_on"),
    [
        ("end_of_month", "2026-03-01", "2026-06-30", "2026-03-31"),
        ("end_of_quarter", "2026-03-31", "2026-06-30", "2026-03-31"),
        ("end_of_quarter", "2026-04-01", "2026-09-30", "2026-06-30"),
        ("end_of_half_year", "2026-04-01", "2026-12-31", "2026-09-30"),
        ("end_of_year", "2026-10-01", "2027-12-31", "2027-09-30"),
    ],
)
def test_an_open_contract_ends_with_the_first_period_that_notice_can_still_reach(
    to: str, day: str, ends_on: str, notice_on: str
) -> None:
    story = AccountStory().contract(signed="2025-01-15", notice=QUARTERS | {"to": to})
    said = story.renewal(day)
    assert (said["ends_on"], said["notice_on"], said["term"]) == (ends_on, notice_on, None)


@pytest.mark.parametrize(
    ("words", "ends_on"),
    [
        ({"ends": "2027-02-01"}, "2027-03-31"),
        ({"ends": "2027-03-31"}, "2027-03-31"),
        ({"starts": "2026-11-01"}, "2026-12-31"),
        ({}, "2026-06-30"),
    ],
)
def test_a_minimum_term_comes_first(words: dict[str, Any], ends_on: str) -> None:
    story = AccountStory().contract(signed="2025-01-15", notice=QUARTERS, **words)
    assert story.renewal("2026-03-01")["ends_on"] == ends_on


@pytest.mark.parametrize(
    ("words", "over_on"),
    [
        ({"ends": "2026-12-31"}, "2026-12-31"),
        ({"ends": "2026-12-31", "notice": MONTH}, None),
        ({"notice": QUARTERS}, None),
        ({}, None),
        ({"ends": "2026-12-31", "terminated": "2026-03-01"}, "2026-12-31"),
        ({"ends": "2026-12-31", "notice": MONTH, "terminated": "2026-03-01"}, "2026-12-31"),
        ({"ends": "2026-03-31", "notice": MONTH, "terminated": "2026-03-01"}, "2027-03-31"),
        ({"ends": "2026-02-28", "renewal": "automatic", "terminated": "2026-03-01"}, "2027-02-28"),
        ({"notice": QUARTERS, "terminated": "2026-04-01"}, "2026-09-30"),
        ({"notice": MONTH, "terminated": "2026-01-31"}, "2026-02-28"),
        ({"terminated": "2026-03-01"}, "2026-03-01"),
        (
            {"ends": "2026-12-31", "terminated": "2026-03-01", "terminated_to": "2026-05-15"},
            "2026-05-15",
        ),
        ({"notice": QUARTERS, "terminated": "2026-07-01"}, None),
    ],
)
def test_the_last_day_follows_from_the_termination_or_the_fixed_end(
    words: dict[str, Any], over_on: str | None
) -> None:
    story = AccountStory().contract(signed="2025-01-15", **words)
    assert story.renewal("2026-06-30")["over_on"] == over_on


@pytest.mark.parametrize(
    ("words", "starts", "over_on"),
    [
        ({"notice": QUARTERS}, "2026-09-01", "2026-08-31"),
        ({"ends": "2026-07-31"}, "2026-09-01", "2026-07-31"),
        ({"ends": "2026-12-31"}, "2026-09-01", "2026-08-31"),
        ({}, None, "2026-06-14"),
    ],
)
def test_a_renewed_contract_ends_before_the_one_that_follows(
    words: dict[str, Any], starts: str | None, over_on: str
) -> None:
    story = AccountStory().contract(signed="2025-01-15", **words)
    story.contract("k2", signed="2026-06-15", starts=starts, renews="k1")
    story.contract("k3", signed="2026-06-20", starts="2026-12-01", renews="k1")
    said = story.renewal("2026-06-30")
    assert (said["state"], said["over_on"], said["ends_on"]) == ("renewed", over_on, over_on)
    assert (said["notice_on"], said["decision_on"], said["radar_on"]) == (None, None, None)
    assert story.renewal("2026-06-14")["state"] != "renewed"
