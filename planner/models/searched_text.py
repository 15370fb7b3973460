"""How texts are searched: the same words in any order, spelling and case, one letter wrong."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.models.folding import fold, fold_in_two_letters

LONGEST = 200
"""So many signs of what was typed are looked for."""
MOST_WORDS = 12
INDEXED = 3
"""So many letters a trigram has; what is shorter is in no index."""
_FORGIVEN, _FORGIVEN_ANYWHERE = 4, 6
_AROUND = "\"'.,;:!?()[]{}<>…-/"
_UNSEEN = re.compile("[\x00-\x1f\x7f]")
_ESCAPED = re.compile("([%_/])")


@dataclass(frozen=True, slots=True)
class Word:
    """One word that is looked for, in its spellings: `Müller` as `muller` and as `mueller`."""

    spellings: tuple[str, ...]

    @property
    def is_indexed(self) -> bool:
        """Whether an index of trigrams finds it: not of one or two letters."""
        return min(map(len, self.spellings)) >= INDEXED

    @property
    def is_forgiven(self) -> bool:
        """Whether one letter of it may be wrong; in four letters one is too much of the word."""
        return min(map(len, self.spellings)) >= _FORGIVEN

    @property
    def is_forgiven_anywhere(self) -> bool:
        """Whether an index finds it with one letter wrong, so that long texts are looked through;
        shorter ones are forgiven in names."""
        return min(map(len, self.spellings)) >= _FORGIVEN_ANYWHERE

    def patterns(self) -> list[str]:
        """What LIKE looks for, with `/` as the escape: anywhere in a word, short ones where it
        begins."""
        begins = "" if self.is_indexed else " "
        return [f"%{begins}{_escaped(spelling)}%" for spelling in self.spellings]

    def forgiving_patterns(self) -> list[str]:
        """The same with one letter wrong, missing, too many, or two that changed places: of long
        ones where a word begins, of others as whole words."""
        ends = "%" if self.is_forgiven_anywhere else " %"
        nearly = (each for spelling in self.spellings for each in _nearly(spelling))
        return [f"% {each}{ends}" for each in dict.fromkeys(nearly)]

    def halves(self) -> list[str]:
        """What LIKE finds in every text that has the word with one letter wrong, for a first look
        that costs little: its first or its last half, but for what two letters may have swapped."""
        middles = ((spelling, len(spelling) // 2) for spelling in self.spellings)
        return [
            pattern
            for spelling, middle in middles
            for pattern in (
                f"% {_escaped(spelling[: middle - 1])}%",
                f"%{_escaped(spelling[middle + 1 :])}%",
            )
        ]

    def pieces(self) -> list[tuple[str, ...]]:
        """What stands in a text that has the word with one letter wrong: all pieces of one of
        these, each long enough for an index."""
        nearly = (each for spelling in self.spellings for each in _nearly(spelling, joker="\0"))
        found = (tuple(p for p in each.split("\0") if len(p) >= INDEXED) for each in nearly)
        return list(dict.fromkeys(pieces for pieces in found if pieces))


def words_of(text: str) -> list[Word]:
    """The words of what somebody typed; what has no letter and no number is none."""
    typed = dict.fromkeys(map(_bare, _UNSEEN.sub(" ", text[:LONGEST]).split()))
    words = (Word(_spellings(each)) for each in typed if any(map(str.isalnum, each)))
    return [word for word in words if all(word.spellings)][:MOST_WORDS]


def searched_text(texts: Iterable[str | None]) -> str:
    """The texts of an item as they are searched: their words folded, a blank around each, and at
    the end once more in two letters those that have umlauts."""
    words = [_bare(word) for text in texts if text for word in _UNSEEN.sub(" ", text).split()]
    spelt = (_spellings(word) for word in dict.fromkeys(words) if not word.isascii())
    return f" {' '.join([*map(fold, words), *(two for _one, *twos in spelt for two in twos)])} "


def _bare(word: str) -> str:
    return word.strip(_AROUND) or word


def _spellings(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((fold(word), fold_in_two_letters(word))))


def _nearly(word: str, joker: str = "_") -> Iterator[str]:
    """All spellings that are one letter away, the joker for any letter."""
    written = _escaped if joker == "_" else str
    for place in range(len(word)):
        before, after = written(word[:place]), written(word[place + 1 :])
        yield before + joker + after
        yield before + after
        yield before + joker + written(word[place:])
        if place + 1 < len(word):
            yield before + written(word[place + 1] + word[place]) + written(word[place + 2 :])


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"/\1", text)
