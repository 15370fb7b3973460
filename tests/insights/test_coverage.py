"""How a field at a customer is looked after."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from planner.insights.coverage import CoverageState, KnownOfField, Reason, judge, judge_together

TODAY = datetime.date(2026, 6, 15)
DAY = datetime.timedelta(days=1)
WELL: dict[str, Any] = {
    "potential": Decimal(1000),
    "has_plan": True,
    "specialists": 1,
    "talked_on": TODAY - 90 * DAY,
    "next_due": TODAY,
    "overdue": 0,
}


@pytest.mark.parametrize(
    ("changed", "state", "reasons"),
    [
        ({}, CoverageState.COVERED, {Reason.ALL_THERE}),
        ({"potential": Decimal(0)}, CoverageState.NONE, {Reason.NO_POTENTIAL}),
        ({"has_plan": False, "specialists": 0}, CoverageState.GAP, {Reason.NO_PLAN}),
        ({"specialists": 0}, CoverageState.GAP, {Reason.NOBODY}),
        ({"talked_on": None}, CoverageState.STARTED, {Reason.NO_TALK}),
        ({"talked_on": TODAY - 91 * DAY}, CoverageState.STARTED, {Reason.OLD_TALK}),
        ({"next_due": None}, CoverageState.STARTED, {Reason.NO_NEXT}),
        ({"overdue": 2}, CoverageState.STARTED, {Reason.OVERDUE}),
        (
            {"talked_on": None, "next_due": None},
            CoverageState.QUIET,
            {Reason.NO_TALK, Reason.NO_NEXT},
        ),
        (
            {"talked_on": TODAY - 91 * DAY, "next_due": None, "overdue": 1},
            CoverageState.QUIET,
            {Reason.OLD_TALK, Reason.NO_NEXT, Reason.OVERDUE},
        ),
    ],
)
def test_state_follows_from_what_is_missing_and_says_why(
    changed: dict[str, Any], state: CoverageState, reasons: set[Reason]
) -> None:
    judgement = judge(KnownOfField(**{**WELL, **changed}), TODAY)
    assert judgement.state is state
    assert set(judgement.reasons) == reasons


def test_days_without_a_talk_are_the_readers_choice() -> None:
    assert judge(KnownOfField(**WELL), TODAY, contact_days=89).state is CoverageState.STARTED


def test_many_customers_are_covered_when_none_of_them_is_not() -> None:
    assert judge_together(0, 0) is CoverageState.NONE
    assert judge_together(3, 0) is CoverageState.COVERED
    assert judge_together(3, 1) is CoverageState.GAP
