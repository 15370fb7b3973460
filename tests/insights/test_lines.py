"""Texts of one line, cleaned of what nobody sees."""

import pytest
from hypothesis import given, strategies as st

from planner.insights.lines import clean_line


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" \u00a0Müller\t", "Müller"),
        ("Ver\u00adsicherung", "Versicherung"),
        ("\ufeff\u200bAnna\u2060 Berg\u200e", "Anna Berg"),
        ("Anna\u00a0Berg", "Anna\u00a0Berg"),
        ("👩\u200d💻 \u2764\ufe0f", "👩\u200d💻 \u2764\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_nobody_sees_is_taken_out_and_what_means_something_stays(
    text: str, cleaned: str
) -> None:
    assert clean_line(text) == cleaned


BLANK = ["", " ", "\u00a0", "\u200b", "\u00ad \u00ad", "\u3164", "\u2800", "\u200d", "\ufe0f"]


@pytest.mark.parametrize("text", BLANK)
def test_what_only_looks_empty_is_nothing(text: str) -> None:
    assert clean_line(text) == ""


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)


@given(
    st.text(
        st.characters(
            categories=["L", "N", "P", "S"], exclude_characters="\u115f\u1160\u2800\u3164\uffa0"
        )
    )
)
def test_visible_signs_all_stay(text: str) -> None:
    assert clean_line(f" {text}\u00ad ") == text
