"""What an import remembers of its rows, in memory and in its file."""

import pytest

from planner.imports.scratch import Counted, Fits, Groups, Kept, Known, Scratch, Waiting, spilled


@pytest.fixture(params=[1, 3, 2_000], autouse=True)
def scratch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """One that holds so many things before it takes the file."""
    monkeypatch.setattr(spilled, "IN_MEMORY", request.param)
    return Scratch()


def test_a_list_is_read_in_its_order_as_often_as_one_likes(scratch: Scratch) -> None:
    kept: Kept[str] = Kept(scratch)
    for name in ("a", "b", "c", "d"):
        kept.append(name)

    assert ([*kept], [*kept], len(kept)) == ([*"abcd"], [*"abcd"], 4)
    assert "c" in kept
    assert "x" not in kept


def test_what_fits_two_things_fits_none(scratch: Scratch) -> None:
    fits = Fits(scratch)
    for said, key in (("acme", "a"), ("beta", "b"), ("beta", "b"), ("x", "1"), ("acme", "b")):
        fits.add(said, key)
    fits.add("", "nothing")

    assert (fits.find("acme"), fits.is_ambiguous("acme")) == (None, True)
    assert (fits.find("beta"), fits.is_ambiguous("beta")) == ("b", False)
    assert (fits.find("gamma"), fits.is_ambiguous("gamma")) == (None, False)
    assert fits.find("") is None


def test_a_key_is_known_with_what_was_said_last(scratch: Scratch) -> None:
    known: Known[int | None] = Known(scratch)
    known["a"], known["b"], known[7], known["7"], known["a"] = 1, None, 3, 4, 5

    assert [known.get(key) for key in ("a", "b", 7, "7", "c")] == [5, None, 3, 4, None]
    assert ("b" in known, "c" in known) == (True, False)
    assert (known.add("a", 9), known.add("d", 6)) == (False, True)
    assert dict(known.items()) == {"a": 5, "b": None, 7: 3, "7": 4, "d": 6}
    with pytest.raises(KeyError):
        known["nobody"]


def test_things_that_are_alike_are_counted(scratch: Scratch) -> None:
    counted = Counted(scratch)

    assert [counted.next(said) for said in ("a", "b", "a", "c", "a")] == [1, 1, 2, 1, 3]


def test_what_belongs_together_comes_in_its_order(scratch: Scratch) -> None:
    groups: Groups[int] = Groups(scratch)
    for key, value in (("a", 3), ("b", 1), ("a", 2), ("c", 9), ("a", 1)):
        groups.add(key, value)

    assert [groups.of(key) for key in ("a", "b", "x")] == [[3, 2, 1], [1], []]


def test_what_waits_is_taken_by_its_place_and_of_the_same_in_its_order(scratch: Scratch) -> None:
    waiting: Waiting[str] = Waiting(scratch)
    for place, value in (((2, 1), "d"), ((1, 5), "b"), ((1, 5), "c"), ((1, 0), "a")):
        waiting.add(place, value)

    assert [*waiting.take()] == [*"abcd"]
    assert [*waiting.take()] == []
