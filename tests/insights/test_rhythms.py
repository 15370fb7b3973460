"""How often plans are gone through, by segment."""

import datetime

import pytest

from planner.insights.rhythms import USUAL_WEEKS, Rhythms, rhythms_from

LAST = datetime.date(2026, 6, 15)


@pytest.mark.parametrize(
    ("segment", "days"),
    [("A", 28), ("B", 84), ("a", 84), ("", 84), (None, 84), ("=1+1", 84)],
)
def test_next_review_is_due_by_the_segment_or_as_for_the_rest(
    segment: str | None, days: int
) -> None:
    rhythms = Rhythms(by_segment={"A": 4})
    assert rhythms.due_on(LAST, segment) == LAST + datetime.timedelta(days=days)


def test_nothing_was_decided_yet() -> None:
    assert rhythms_from(None) == Rhythms(USUAL_WEEKS, {})


def test_what_is_kept_comes_back_whatever_a_segment_is_called() -> None:
    rhythms = Rhythms(6, {'"usual": 1}': 3, "Ärzte & Co": 104})
    assert rhythms_from(rhythms.as_text()) == rhythms
