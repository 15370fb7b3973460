"""Two people's changes to one text, word by word."""

from collections import Counter

import pytest
from hypothesis import assume, given, strategies as st

from planner.insights.text_merge import (
    differences,
    joined_changes,
    merge_texts,
    merge_together,
    split_words,
)

ORIGINAL = "We lease the new press in spring and pay it off in four years."


def test_changes_in_two_places_are_both_kept() -> None:
    mine = ORIGINAL.replace("spring", "autumn")
    theirs = ORIGINAL.replace("four", "five")
    assert merge_texts(ORIGINAL, mine, theirs) == (
        "We lease the new press in autumn and pay it off in five years."
    )


def test_two_who_change_the_same_word_are_not_merged() -> None:
    mine, theirs = ORIGINAL.replace("four", "five"), ORIGINAL.replace("four", "six")
    assert merge_texts(ORIGINAL, mine, theirs) is None


def test_two_words_beside_each_other_are_one_place() -> None:
    assert merge_texts("It costs 10 EUR.", "It costs 12 EUR.", "It costs 10 TEUR.") is None


def test_the_same_change_made_by_both_is_made_once() -> None:
    changed = ORIGINAL.replace("four", "five")
    assert merge_texts(ORIGINAL, changed, changed) == changed


def test_lines_added_at_both_ends_are_both_kept() -> None:
    assert merge_texts("One\nTwo\n", "Zero\nOne\nTwo\n", "One\nTwo\nThree\n") == (
        "Zero\nOne\nTwo\nThree\n"
    )


def test_who_deletes_what_the_other_changes_is_asked() -> None:
    mine = ORIGINAL.replace(" and pay it off in four years", "")
    theirs = ORIGINAL.replace("four", "five")
    assert merge_texts(ORIGINAL, mine, theirs) is None


def test_differences_are_told_by_words() -> None:
    told = [(p.text, p.fate) for p in differences("Call Anna today", "Call Jo today")]
    assert told == [
        ("Call ", "kept"),
        ("Anna", "dropped"),
        ("Jo", "added"),
        (" today", "kept"),
    ]


@pytest.mark.parametrize("text", ["the same word again " * 5_000, "x " * 50_000, "x" * 100_000])
def test_long_and_monotonous_texts_are_compared_at_once(text: str) -> None:
    mine, theirs = f"Before. {text}", f"{text} After."
    assert merge_texts(text, mine, theirs) == f"Before. {text} After."
    assert "".join(p.text for p in differences(mine, theirs) if not p.is_dropped) == theirs


TOKENS = [*"abcdefg", "ä", "ß", "1", ",", "\n"]
TEXTS = st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join)


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_saved_first(original: str, mine: str, theirs: str) -> None:
    assert merge_texts(original, mine, theirs) == merge_texts(original, theirs, mine)


@given(TEXTS, TEXTS)
def test_who_changed_nothing_changes_nothing(original: str, theirs: str) -> None:
    assert merge_texts(original, original, theirs) == theirs
    assert merge_texts(original, theirs, original) == theirs
    assert merge_texts(original, theirs, theirs) == theirs


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_that_somebody_added_is_lost(original: str, mine: str, theirs: str) -> None:
    merged = merge_texts(original, mine, theirs)
    assume(merged is not None)
    there = Counter(split_words(merged or ""))
    for changed in (mine, theirs):
        added = Counter(p.text for p in differences(original, changed) if p.is_added)
        for text in added:
            assert not Counter(split_words(text)) - there


@given(TEXTS, st.data())
def test_what_is_added_in_two_places_is_there_once_each(text: str, data: st.DataObject) -> None:
    lines = [*split_words(text), "the", "end"]
    first = data.draw(st.integers(0, len(lines) - 2))
    second = data.draw(st.integers(first + 2, len(lines)))
    one, two = data.draw(st.permutations([first, second]))
    mine = "\n".join([*lines[:one], "mine", *lines[one:]])
    theirs = "\n".join([*lines[:two], "theirs", *lines[two:]])
    merged = merge_texts("\n".join(lines), mine, theirs)
    assume(merged is not None)
    assert (
        Counter(split_words(merged or ""))["mine"]
        == Counter(split_words(merged or ""))["theirs"]
        == 1
    )


@given(TEXTS, TEXTS)
def test_differences_lead_from_the_one_text_to_the_other(old: str, new: str) -> None:
    for pieces in (differences(old, new), joined_changes(differences(old, new))):
        assert "".join(piece.text for piece in pieces if not piece.is_added) == old
        assert "".join(piece.text for piece in pieces if not piece.is_dropped) == new


def test_changes_with_one_short_word_between_them_are_read_as_one() -> None:
    told = joined_changes(
        differences("Ask for two new presses today", "Ask for one used press today")
    )
    assert [(p.text, p.fate) for p in told] == [
        ("Ask for ", "kept"),
        ("two new presses", "dropped"),
        ("one used press", "added"),
        (" today", "kept"),
    ]
    told = joined_changes(differences("Anna and Tom", "Jo and Ruth"))
    assert [(p.text, p.fate) for p in told] == [
        ("Anna and Tom", "dropped"),
        ("Jo and Ruth", "added"),
    ]


@pytest.mark.parametrize("between", [" together ", " is it ", "\n"])
def test_what_was_kept_stands_where_it_is_more_than_that(between: str) -> None:
    told = joined_changes(differences(f"Anna{between}Tom", f"Jo{between}Ruth"))
    assert [p.text for p in told if p.fate == "kept"] == [between]


def test_together_what_both_put_at_the_end_stays_on_lines_of_its_own() -> None:
    assert merge_together("One\n", "One\nMine", "One\nTheirs") == "One\nTheirs\nMine"


def test_together_both_versions_of_a_line_stay() -> None:
    merged = merge_together(
        "It costs 10 EUR.\nEnd", "It costs 12 EUR.\nEnd", "It costs 10 TEUR.\nEnd"
    )
    assert merged == "It costs 10 TEUR.\nIt costs 12 EUR.\nEnd"


_MINUTES = st.lists(st.sampled_from(["a", "b", "c", "d e", ""]), max_size=6).map("\n".join)


@given(_MINUTES, _MINUTES, _MINUTES)
def test_together_no_word_that_either_has_written_is_lost(
    original: str, mine: str, theirs: str
) -> None:
    merged = set(merge_together(original, mine, theirs).split())
    before = set(original.split())
    assert (set(mine.split()) | set(theirs.split())) - before <= merged
