"""Long texts on one line."""

import pytest
from hypothesis import given, strategies as st

from planner.models.shortening import shortened


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Call", "Call"),
        ("Do\n it\tnow ", "Do it now"),
        ("one two three", "one two…"),
        ("x" * 20, "x" * 9 + "…"),
        ("a " + "x" * 20, "a xxxxxxx…"),
    ],
)
def test_long_text_ends_after_a_word(text: str, short: str) -> None:
    assert shortened(text, 10) == short


@given(st.text())
def test_no_text_gets_longer_than_a_line(text: str) -> None:
    assert len(shortened(text)) <= 200
