"""How many letters two texts are apart, and whether they are no more than so many."""

import random

import pytest

from planner.matching.edits import is_typo_of, slips


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("bank", "bank", 0), ("bank", "bnak", 1), ("bank", "bak", 1), ("bank", "tanks", 2)],
)
def test_swapped_neighbours_are_one_slip(one: str, other: str, apart: int) -> None:
    assert slips(one, other) == apart
    assert [is_typo_of(one, other, most) for most in range(4)] == [
        most >= apart for most in range(4)
    ]


def test_looking_no_further_than_asked_changes_no_answer() -> None:
    chance = random.Random(3)
    for _time in range(3000):
        one, other = ("".join(chance.choices("abc", k=chance.randint(0, 8))) for _ in "ab")
        for most in range(4):
            assert is_typo_of(one, other, most) == (slips(one, other) <= most), (one, other)
