"""Ids that were skipped are asked for again for a while."""

from planner.live import gaps
from planner.live.gaps import LASTS, MOST_GAPS, Gaps


def test_nothing_is_missing_between_neighbours() -> None:
    missing = Gaps()
    missing.add(5, 4, now=0)
    assert (missing.ranges, missing.lowest) == ([], None)


def test_range_shrinks_and_parts_as_its_ids_come() -> None:
    missing = Gaps()
    missing.add(5, 9, now=0)
    missing.fill(7)
    assert missing.ranges == [(5, 6), (8, 9)]
    missing.fill(5)
    missing.fill(9)
    assert missing.ranges == [(6, 6), (8, 8)]
    missing.fill(6)
    assert missing.lowest == 8
    missing.fill(8)
    assert missing.lowest is None


def test_id_that_was_not_missing_changes_nothing() -> None:
    missing = Gaps()
    missing.add(5, 6, now=0)
    missing.fill(4)
    missing.fill(7)
    assert missing.ranges == [(5, 6)]


def test_what_never_comes_is_given_up_after_a_minute() -> None:
    missing = Gaps()
    missing.add(1, 1, now=0)
    missing.add(3, 4, now=30)
    missing.give_up(now=LASTS - 1)
    assert missing.lowest == 1
    missing.fill(3)  # the rest keeps its moment
    missing.give_up(now=LASTS)
    assert missing.ranges == [(4, 4)]
    missing.give_up(now=LASTS + 30)
    assert missing.ranges == []


def test_there_are_never_very_many() -> None:
    missing = Gaps()
    for number in range(0, 4 * MOST_GAPS, 2):
        missing.add(number, number, now=0)
    assert len(missing.ranges) == gaps.MOST_GAPS
    assert missing.ranges[-1] == (4 * MOST_GAPS - 2, 4 * MOST_GAPS - 2)


def test_what_somebody_may_still_write_is_not_given_up() -> None:
    missing = Gaps()
    missing.add(1, 1, now=0)
    missing.add(3, 3, now=30)
    later = LASTS + 40
    assert missing.are_due(later)
    missing.give_up(later, oldest_writer=later - 20)
    assert missing.ranges == [(3, 3)], "who began at 20 had nothing to do with the first"
    missing.give_up(later, oldest_writer=later - 31)
    assert missing.ranges == []
