"""Every place in the database where a text stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.database import db
from planner.personal_data.queries import spellings, texts

_AROUND = 80
"""So many signs before and behind are shown."""
_SENTENCE_ENDS = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class TextPlace:
    """`place` is table, row and column; `text` what stands around."""

    place: str
    text: str


def find_text(text: str) -> list[TextPlace]:
    """All places, also within words; in any case and spelling."""
    pattern = spellings.pattern_of([text], within_words=True)
    hints = spellings.hints([text])
    found = texts.rows_that_may_say(db.session.connection(), hints)
    return [place for row in found for place in places_in(row, pattern)]


def places_in(row: texts.StoredRow, pattern: re.Pattern[str]) -> Iterator[TextPlace]:
    for column, value in row.texts.items():
        for said in _said(texts.texts_in(value), pattern):
            yield TextPlace(f"{row.name} {column}", said)


def _said(all_texts: Iterable[str], pattern: re.Pattern[str]) -> Iterator[str]:
    """Of each text the sentence around the first place."""
    for text in all_texts:
        if match := pattern.search(text):
            yield sentence_around(text, match)


def sentence_around(text: str, match: re.Match[str]) -> str:
    """The sentence that the match stands in, on one line, shortened on both sides if it is long."""
    before = list(_SENTENCE_ENDS.finditer(text, 0, match.start()))
    behind = _SENTENCE_ENDS.search(text, match.end())
    first = before[-1].end() if before else 0
    last = behind.start() + 1 if behind else len(text)
    start, end = max(first, match.start() - _AROUND), min(last, match.end() + _AROUND)
    said = " ".join(text[start:end].split())
    return f"{'…' if start > first else ''}{said}{'…' if end < last else ''}"
