"""The part of a text in which the words stand that were looked for, with these marked."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from planner.models.folding import fold, fold_in_two_letters
from planner.models.searched_text import Word

LONGEST_EXCERPT = 140
_BEFORE = 40
_WORD = re.compile(r"\S+")
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a text; whether it is what was looked for."""

    text: str
    is_found: bool = False


def excerpt(text: str, words: Sequence[Word], *, forgiving: bool = False) -> list[Part]:
    """At most LONGEST_EXCERPT signs around the first word that was found, or of the beginning."""
    line = " ".join(text.split())
    spans = _spans(line, words, forgiving=forgiving)
    begin, end = _window(line, spans)
    parts = [Part("… ")] if begin else []
    for found_from, found_to in spans:
        if begin <= found_from < found_to <= end:
            parts += [Part(line[begin:found_from]), Part(line[found_from:found_to], is_found=True)]
            begin = found_to
    parts.append(Part(line[begin:end] + (" …" if end < len(line) else "")))
    return [part for part in parts if part.text]


def has_found(parts: Iterable[Part]) -> bool:
    return any(part.is_found for part in parts)


def _window(line: str, spans: Sequence[_Span]) -> _Span:
    """Whole words, as far as there are such."""
    if len(line) <= LONGEST_EXCERPT:
        return 0, len(line)
    first = spans[0][0] if spans else 0
    begin = 0 if first <= _BEFORE else line.find(" ", first - _BEFORE) + 1
    begin = min(begin, first)
    end = begin + LONGEST_EXCERPT
    if end >= len(line):
        return begin, len(line)
    blank = line.rfind(" ", begin + 1, end)
    return begin, blank if blank > first else end


def _spans(line: str, words: Sequence[Word], *, forgiving: bool) -> list[_Span]:
    """Where something was found, without overlaps."""
    spans: list[_Span] = []
    for typed in _WORD.finditer(line):
        for begin, end in sorted(_within(typed.group(), words, forgiving=forgiving)):
            if not spans or typed.start() + begin >= spans[-1][1]:
                spans.append((typed.start() + begin, typed.start() + end))
    return spans


def _within(typed: str, words: Sequence[Word], *, forgiving: bool) -> Iterable[_Span]:
    """The parts of one word of the text; the whole of it where a letter is wrong."""
    found: set[_Span] = set()
    for folding in (fold, fold_in_two_letters):
        folded, places = _letter_by_letter(typed, folding)
        for word in words:
            for spelling in word.spellings:
                at = folded.find(spelling)
                if at >= 0 and (word.is_indexed or _begins(folded, at)):
                    found.add((places[at], places[at + len(spelling) - 1] + 1))
            if not found and forgiving and word.is_forgiven and _is_nearly(folded, word):
                found.add((0, len(typed)))
    return found


def _letter_by_letter(typed: str, folding: Callable[[str], str]) -> tuple[str, list[int]]:
    """A word folded, and for each letter the place of that from which it came."""
    folded = [(letter, place) for place, one in enumerate(typed) for letter in folding(one)]
    return "".join(letter for letter, _place in folded), [place for _letter, place in folded]


def _begins(folded: str, at: int) -> bool:
    return not any(map(str.isalnum, folded[:at]))


def _is_nearly(folded: str, word: Word) -> bool:
    bare = "".join(filter(str.isalnum, folded))
    return any(_is_like(f" {bare} ", pattern) for pattern in word.forgiving_patterns())


def _is_like(text: str, pattern: str) -> bool:
    """As LIKE, with `/` as the escape."""
    parts = re.findall(r"/.|.", pattern)
    jokers = {"%": ".*", "_": "."}
    wanted = "".join(jokers.get(part, re.escape(part[-1])) for part in parts)
    return re.fullmatch(wanted, text, re.DOTALL) is not None
