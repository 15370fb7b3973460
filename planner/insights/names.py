"""Whether two names of companies may be of one company. It only asks; nothing is merged by it."""

import re
from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, TypeVar
from urllib.parse import urlsplit

_SHORTEST = 4
"""Of shorter names nearly all are one letter apart."""

_Key = TypeVar("_Key", bound=Hashable)

_WRITTEN_OUT = re.compile(
    r"(unternehmer)?gesellschaft mit beschrankter haftung|eingetragener verein"
    r"|(kommandit)?gesellschaft auf aktien|\(haftungsbeschrankt\)"
)
# `e. V.` and `S. A.` are written with spaces as well.
_SINGLE_LETTERS = re.compile(r"\b(\w)\. ?(?=\w\b)")
_FORMS = frozenset(
    (
        *("ab", "ag", "aktiengesellschaft", "and", "as", "asa", "bv", "cie", "co", "cokg"),
        *("company", "corp", "corporation", "doo", "eg", "ek", "et", "ev", "gbr", "ggmbh"),
        *("gmbh", "inc", "incorporated", "kft", "kg", "kgaa", "kommanditgesellschaft"),
        *("limited", "llc", "llp", "lp", "ltd", "mbb", "mbh", "nv", "ohg", "oy", "oyj"),
        *("partg", "plc", "pte", "pty", "sa", "sarl", "sas", "se", "sl", "spa", "srl", "sro"),
        *("ug", "und", "zrt"),
    )
)


def core_of(folded_name: str) -> str:
    """What is left of a folded name without its legal form, spaces and signs:
    `muller & sohne se & co. kg` becomes `mullersohne`."""
    joined = _SINGLE_LETTERS.sub(r"\1", _WRITTEN_OUT.sub(" ", folded_name))
    words = re.findall(r"\w+", joined.replace(".", " "))
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return "".join(words)


def are_alike(one: str, other: str) -> bool:
    """Whether two cores are the same, or one letter (missing, other or swapped) apart.

    Another figure makes another name: of `plant 1` and `plant 2` there are two.
    """
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _SHORTEST:
        return False
    start = _common(one, other)
    end = min(_common(one[::-1], other[::-1]), min(len(one), len(other)) - start)
    rest = one[start : len(one) - end], other[start : len(other) - end]
    return _is_one_letter(*rest) and not any(sign.isdigit() for sign in "".join(rest))


def _is_one_letter(one: str, other: str) -> bool:
    swapped = len(one) == len(other) == 2 and one == other[::-1]  # noqa: PLR2004 - two neighbours
    return swapped or max(len(one), len(other)) <= 1


def _common(one: str, other: str) -> int:
    """How many letters both begin with."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


class AlikeNames(Generic[_Key]):
    """Many cores, to look for those alike: two that are a letter apart are the same without one
    letter each, so that few have to be compared."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[str, _Key]]] = defaultdict(list)

    def add(self, core: str, key: _Key) -> None:
        for part in _without_a_letter(core):
            self._found[part].append((core, key))

    def like(self, core: str) -> list[_Key]:
        """The keys of all that are alike, each once, in the order in which they were added."""
        near = (pair for part in _without_a_letter(core) for pair in self._found.get(part, ()))
        return list(dict.fromkeys(key for other, key in near if are_alike(core, other)))


def _without_a_letter(core: str) -> set[str]:
    return {core, *(core[:place] + core[place + 1 :] for place in range(len(core)))}


def domain_of(website: str | None) -> str:
    """`https://www.Acme.example/de` and `acme.example` are both `acme.example`; empty if none."""
    text = (website or "").strip().casefold()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
