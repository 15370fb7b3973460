"""A name in all the ways in which it is written, as one pattern.

Only what says the whole name is taken for it: `Anna Bergs`, `anna  BERG`, `Berg, Anna`, `Joerg` for
`Jörg`, and as addresses of pages spell it. `Anna Bergmann` is somebody else.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from planner.models.folding import fold, fold_in_two_letters

_BEFORE = r"(?:(?<![^\W_])|(?<=%[0-9A-Fa-f]{2}))"
"""No letter and no number, but for the end of a sign in an address."""
_AFTER = r"(?=(?:['’]?s)?(?![^\W_]))"
"""The same, but for the s of a genitive, which stays."""
_ASCII = re.compile("[A-Za-z0-9]+")
_LEAST = 2
"""Letters by which the database narrows down what is looked through."""
_LEAST_OF_PART = 3


def pattern_of(texts: Iterable[str], *, within_words: bool = False) -> re.Pattern[str]:
    """Finds each of these names, however it is spelled; `within_words` also as a part of a word."""
    before, after = ("", "") if within_words else (_BEFORE, _AFTER)
    spelled = dict.fromkeys(each for text in texts for each in _spelled(text))
    longest_first = sorted(spelled, key=len, reverse=True)
    return re.compile(f"{before}(?:{'|'.join(longest_first) or '(?!)'}){after}", re.IGNORECASE)


def _spelled(text: str) -> Iterator[str]:
    forms = dict.fromkeys(
        (
            unicodedata.normalize("NFC", text),
            unicodedata.normalize("NFD", text),
            fold(text),
            fold_in_two_letters(text),
        )
    )
    for form in forms:
        yield _words(map(re.escape, form.split()), r"[\s_]+")
    written = unicodedata.normalize("NFC", text).split()
    for quoted in ([quote(word) for word in written], [quote_plus(word) for word in written]):
        yield _words(map(re.escape, quoted), r"(?:\+|%20)")


def _words(words: Iterable[str], between: str) -> str:
    return between.join(words)


def whole_names(name: str) -> list[str]:
    """A full name as people write it: with its titles and without, and the last one first."""
    words = name.split()
    bare = [word for word in words if not word.endswith(".")]
    full = [words, bare] if len(bare) > 1 else [words]
    turned = [[f"{each[-1]},", *each[:-1]] for each in full if len(each) > 1]
    return list(dict.fromkeys(" ".join(each) for each in (*full, *turned)))


def parts_of(name: str, email: str | None) -> list[str]:
    """What may speak of somebody without saying the whole name: the words of the name, and the
    address without its host. Titles say nothing."""
    words = [word.strip(",;()\"'") for word in name.split() if not word.endswith(".")]
    local = [email.partition("@")[0]] if email else []
    found = dict.fromkeys((*words, *local))
    return [part for part in found if len(part) >= _LEAST_OF_PART]


def hints(texts: Iterable[str]) -> list[str] | None:
    """Letters one of which stands, in any case, wherever one of the texts does, however it is
    spelled or quoted; None if there are none. Letters with accents may be written in many ways."""
    found = [max(_ASCII.findall(text), key=len, default="") for text in texts]
    if any(len(each) < _LEAST for each in found):
        return None
    return list(dict.fromkeys(each.lower() for each in found))
