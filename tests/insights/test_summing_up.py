"""What a run of changes comes to, item by item."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, strategies as st

from planner.insights.summing_up import ItemSum, by_item


@dataclass
class Event:
    id: int
    type: str
    changes: dict[str, list[Any]] = field(default_factory=dict)
    subject_id: int | None = 1
    subject: str = "deals"
    subject_name: str = "Frame contract"


def summed(*events: Event) -> list[ItemSum]:
    return by_item(events)


def test_several_changes_of_a_field_are_one_from_the_first_to_the_last() -> None:
    (one,) = summed(
        Event(1, "deal.updated", {"value": [10, 20]}),
        Event(2, "deal.updated", {"value": [20, 30], "title": ["A", "B"]}),
    )
    assert one.changes == {"value": [10, 30], "title": ["A", "B"]}
    assert (one.types, one.last) == (["deal.updated"], 2)


def test_what_is_as_it_was_is_left_out() -> None:
    assert not summed(
        Event(1, "deal.updated", {"value": [10, 20]}),
        Event(2, "deal.updated", {"value": [20, 10]}),
        Event(3, "activity.finished", {"status": ["planned", "done"]}, subject_id=2),
        Event(4, "activity.reopened", {"status": ["done", "planned"]}, subject_id=2),
    )


def test_what_came_and_went_is_left_out() -> None:
    assert not summed(
        Event(1, "deal.created", {"value": [None, 10]}),
        Event(2, "deal.deleted", {"value": [10, 0]}),
    )


def test_what_was_deleted_and_brought_back_is_not_told_as_gone() -> None:
    assert not summed(
        Event(1, "deal.deleted", {"value": [10, None]}),
        Event(2, "deal.created", {"value": [None, 10]}),
    )


def test_of_what_is_new_or_gone_only_that_is_said() -> None:
    new, gone = summed(
        Event(1, "deal.updated", {"value": [10, 20]}, subject_id=2),
        Event(2, "deal.deleted", {"value": [20, None]}, subject_id=2),
        Event(3, "deal.created", {"value": [None, 10]}),
        Event(4, "deal.updated", {"value": [10, 20]}),
    )
    assert (new.types, new.changes) == (["deal.created"], {})
    assert (gone.types, gone.changes) == (["deal.deleted"], {})


def test_what_says_all_by_itself_is_told() -> None:
    (one,) = summed(Event(1, "plan.agreed"))
    assert one.types == ["plan.agreed"]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 4)), max_size=12))
def test_each_item_is_told_with_what_it_was_and_what_it_is(moves: list[tuple[int, int]]) -> None:
    now = dict.fromkeys(range(1, 4), 0)
    events = []
    for number, (identity, value) in enumerate(moves):
        if value != now[identity]:
            changes = {"value": [now[identity], value]}
            events.append(Event(number, "deal.updated", changes, subject_id=identity))
            now[identity] = value
    told = {one.subject_id: one.changes["value"] for one in by_item(events)}
    assert told == {identity: [0, value] for identity, value in now.items() if value}
