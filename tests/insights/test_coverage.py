"""How a field at a customer is looked after."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from planner.insights.coverage import Known, Reason, State, judge, judge_together

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
        ({}, State.COVERED, {Reason.ALL_THERE}),
        ({"potential": Decimal(0)}, State.NONE, {Reason.NO_POTENTIAL}),
        ({"has_plan": False, "specialists": 0}, State.GAP, {Reason.NO_PLAN}),
        ({"specialists": 0}, State.GAP, {Reason.NOBODY}),
        ({"talked_on": None}, State.STARTED, {Reason.NO_TALK}),
        ({"talked_on": TODAY - 91 * DAY}, State.STARTED, {Reason.OLD_TALK}),
        ({"next_due": None}, State.STARTED, {Reason.NO_NEXT}),
        ({"overdue": 2}, State.STARTED, {Reason.OVERDUE}),
        ({"talked_on": None, "next_due": None}, State.QUIET, {Reason.NO_TALK, Reason.NO_NEXT}),
        (
            {"talked_on": TODAY - 91 * DAY, "next_due": None, "overdue": 1},
            State.QUIET,
            {Reason.OLD_TALK, Reason.NO_NEXT, Reason.OVERDUE},
        ),
    ],
)
def test_state_follows_from_what_is_missing_and_says_why(
    changed: dict[str, Any], state: State, reasons: set[Reason]
) -> None:
    judgement = judge(Known(**{**WELL, **changed}), TODAY)
    assert judgement.state is state
    assert set(judgement.reasons) == reasons


def test_days_without_a_talk_are_the_readers_choice() -> None:
    assert judge(Known(**WELL), TODAY, contact_days=89).state is State.STARTED


def test_many_customers_are_covered_when_none_of_them_is_not() -> None:
    assert judge_together(0, 0) is State.NONE
    assert judge_together(3, 0) is State.COVERED
    assert judge_together(3, 1) is State.GAP
