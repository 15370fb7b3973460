"""Texts that a spreadsheet would take for a formula, and so do what a stranger wrote."""

import re

# The full-width signs count too: some spreadsheets read them as the narrow ones. What cannot be
# seen in front of them does not make them harmless, as it is dropped when a file is read.
_FORMULA = re.compile("[\\s\x00-\x20\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]|[\t\r\n]")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could compute it (or trip over how it begins)."""
    return _FORMULA.match(text) is not None


def neutral(text: str) -> str:
    """The text with an apostrophe before it if it could be computed, which makes it a text."""
    return f"'{text}" if is_formula(text) else text
