"""Two people's changes to one text, word by word: merged, or marked where they differ."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from merge3 import Merge3

from planner.insights.alignment import Alignment

_TOKENS = re.compile(r"\s|[^\s]+")
_EITHER = ("a", "b")
_SHORT = 4  # letters
_DROPPED, _ADDED, _KEPT = "dropped", "added", "kept"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that was kept, added or dropped on the way from one text to another."""

    text: str
    fate: str

    @property
    def is_added(self) -> bool:
        return self.fate == _ADDED

    @property
    def is_dropped(self) -> bool:
        return self.fate == _DROPPED


def merge_texts(original: str, mine: str, theirs: str) -> str | None:
    """The text with both changes in it; None where both have changed the same place.

    Two words beside each other are one place: 10 EUR must not become 12 TEUR.
    """
    merger = Merge3(
        split_words(original), split_words(mine), split_words(theirs), sequence_matcher=Alignment
    )
    merged: list[str] = []
    beside = ""  # whose change was the last, as long as only a blank has followed
    for group in merger.merge_groups():
        whose, text = group[0], "".join(group[1])
        if whose == "conflict" or (beside and whose in _EITHER and whose != beside):
            return None
        if whose in _EITHER:
            beside = whose
        elif text.strip() or "\n" in text:
            beside = ""
        merged.append(text)
    return "".join(merged)


def merge_together(original: str, mine: str, theirs: str) -> str:
    """The text with both changes in it, whatever they are; nothing that was written is lost.

    Of a line that both have changed, or where both have put something new, theirs comes first and
    mine after it, each on lines of its own.
    """
    merged = merge_texts(original, mine, theirs)
    if merged is not None:
        return merged
    before, own, others = (_lines(text) for text in (original, mine, theirs))
    merger = Merge3(before, own, others, sequence_matcher=Alignment)
    both: list[str] = []
    for group in merger.merge_groups():
        if group[0] != "conflict":
            both += group[1]
        else:
            known = set(group[3])
            both += [*group[3], *(line for line in group[2] if line not in known)]
    return "\n".join(both)


def _lines(text: str) -> list[str]:
    """Without their ends, so that the last line of a text is like any other."""
    return text.split("\n")


def with_both(original: str | None, mine: str, theirs: str, between: str) -> str:
    """A text to edit further: where both changed the same place, mine and then theirs."""
    if original is None:
        return between.join(text for text in (mine, theirs) if text)
    merger = Merge3(
        split_words(original), split_words(mine), split_words(theirs), sequence_matcher=Alignment
    )
    both: list[str] = []
    for group in merger.merge_groups():
        texts = ["".join(part) for part in group[1:]]
        is_clash = group[0] == "conflict"
        both.append(between.join(filter(None, texts[1:])) if is_clash else texts[0])
    return "".join(both)


def differences(old: str, new: str) -> list[Piece]:
    """How one text becomes the other."""
    before, after = split_words(old), split_words(new)
    pieces: list[Piece] = []
    at_old = at_new = 0
    for start_old, start_new, length in Alignment(None, before, after).get_matching_blocks():
        pieces.append(Piece("".join(before[at_old:start_old]), _DROPPED))
        pieces.append(Piece("".join(after[at_new:start_new]), _ADDED))
        at_old, at_new = start_old + length, start_new + length
        pieces.append(Piece("".join(before[start_old:at_old]), _KEPT))
    return [piece for piece in pieces if piece.text]


def joined_changes(pieces: Iterable[Piece]) -> list[Piece]:
    """The same with changes made into one where only a blank or one short word was kept between
    them, as people read them: from `two new presses` to `one used press` is one change."""
    found: list[Piece] = []
    old = new = kept = ""
    for piece in [*pieces, Piece("", _KEPT)]:
        if piece.fate == _KEPT and not (piece.text and (old or new) and _is_small(piece.text)):
            found += [Piece(old, _DROPPED), Piece(new, _ADDED), Piece(kept + piece.text, _KEPT)]
            old = new = kept = ""
        elif piece.fate == _KEPT:
            kept = piece.text
        else:
            old += kept + (piece.text if piece.is_dropped else "")
            new += kept + (piece.text if piece.is_added else "")
            kept = ""
    return [piece for piece in found if piece.text]


def _is_small(text: str) -> bool:
    return len(text.split()) <= 1 and len(text.strip()) <= _SHORT and "\n" not in text


def split_words(text: str) -> list[str]:
    """The words of a text and each white space between them."""
    return _TOKENS.findall(text)
