"""How long deals take, learned from those that were won."""

import datetime

from planner.insights.lead_times import FEWEST, LeadTime, Won, by_field

DAY = datetime.date(2026, 6, 15)


def won(days: int, field: int | None = 1) -> Won:
    return Won(field, DAY - datetime.timedelta(days=days), DAY)


def test_usual_is_the_one_in_the_middle_of_each_field() -> None:
    found = by_field([won(days) for days in (10, 500, 20, 30, 40)] + [won(7, 2)] * 6)
    assert found == {1: LeadTime(30, 5), 2: LeadTime(7, 6)}


def test_of_too_few_nothing_is_learned() -> None:
    assert by_field([won(10)] * (FEWEST - 1)) == {1: LeadTime(None, FEWEST - 1)}
    assert by_field([]) == {}


def test_what_was_written_down_with_the_decision_tells_nothing() -> None:
    late = [won(0)] * 5 + [won(-3)] * 5
    assert by_field(late) == {}
    assert by_field([*late, *[won(90)] * 5]) == {1: LeadTime(90, 5)}
