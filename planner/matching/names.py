"""Names of companies taken apart: what remains without the legal form is the core.

A name has two spellings, one with ä ö ü as ae oe ue and one without dots, since both are used; two
names are of the same core if the cores are equal in one of them.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from planner.matching.legal_forms import LEGAL_FORMS
from planner.rating.value import value

_APOSTROPHES = str.maketrans("", "", "'’‘‛`´ʼʹ′")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_U_FOR_UND = re.compile(r"(?<=\s)u\.(?=\s)")
_LETTER = r"[^\W\d_]"
# Single letters, each with its dot, of which the last one may lack it: G.m.b.H., N. Ö., e.V
_SINGLE_LETTERS = re.compile(rf"(?<!\w){_LETTER}\.(?:\s*{_LETTER}\.)*(?:{_LETTER}(?!\w))?")
_AND_SIGNS = re.compile(r"[&+]")
# Of ASCII, all that is read otherwise than it is written; most names have none of it.
_READ_OTHERWISE = re.compile(r"[.&+'`]")
_WORDS = re.compile(r"[^\W_]+")
_AND_WORDS = frozenset({"und", "and", "u"})
_ROMAN_NUMBERS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})

Core = tuple[str, ...]


@value
class Name:
    """A name: its core in both spellings, the classes of its legal forms, and its numbers."""

    cores: tuple[Core, Core]
    forms: frozenset[str]
    numbers: tuple[str, ...]

    @property
    def core(self) -> Core:
        """The words of the core in the first spelling."""
        return self.cores[0]

    def equals(self, other: "Name") -> bool:
        """Whether both have the same core, which is not empty, in some spelling."""
        pairs = zip(self.cores, other.cores, strict=True)
        return any(mine == theirs and mine for mine, theirs in pairs)

    def is_of_other_form(self, other: "Name") -> bool:
        """Whether both have legal forms, and not the same ones."""
        return bool(self.forms and other.forms) and self.forms != other.forms


@lru_cache(maxsize=50_000)
def name_of(text: str) -> Name:
    """The name in a text as people write it."""
    first, second = (_words(spelled) for spelled in spellings(text))
    core, forms = _without_forms(first, 0)
    other_core, _ = _without_forms(second, 1)
    numbers = tuple(sorted(word for word in first if _is_number(word)))
    return Name((core, other_core), forms, numbers)


def spellings(text: str) -> tuple[str, str]:
    """The text folded, with ä ö ü as ae oe ue and without dots."""
    if text.isascii() and not _READ_OTHERWISE.search(text):
        plain = text.casefold()
        return plain, plain
    folded = _folded(text)
    return _without_accents(folded.translate(_UMLAUTS)), _without_accents(folded)


def _folded(text: str) -> str:
    # Some apostrophes become a blank with an accent when they are normalised.
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    plain = unicodedata.normalize("NFKC", plain).translate(_APOSTROPHES)
    plain = _SINGLE_LETTERS.sub(_joined, _U_FOR_UND.sub("und", plain))
    return _AND_SIGNS.sub(" und ", plain)


def _joined(found: re.Match[str]) -> str:
    letters = "".join(_WORDS.findall(found.group()))
    return f"{letters} " if len(letters) > 1 else found.group()


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _words(spelled: str) -> list[str]:
    return [word for word in _WORDS.findall(spelled) if word not in _AND_WORDS]


def _is_number(word: str) -> bool:
    return word in _ROMAN_NUMBERS or any(sign.isdigit() for sign in word)


def _forms_by_length() -> Iterator[Mapping[int, Mapping[Core, str | None]]]:
    """The forms in each of the two spellings by the number of their words, the longest first."""
    for at in (0, 1):
        found: dict[int, dict[Core, str | None]] = {}
        for text, form in LEGAL_FORMS.items():
            words = tuple(spellings(text)[at].split())
            found.setdefault(len(words), {})[words] = form
        yield dict(sorted(found.items(), reverse=True))


_FORMS = tuple(_forms_by_length())


def _without_forms(words: Sequence[str], spelling: int) -> tuple[Core, frozenset[str]]:
    """The words without legal forms after the first word, the longest first, and their classes."""
    core, forms = list(words[:1]), set()
    place = 1
    while place < len(words):
        length, form = _form_at(words, place, spelling)
        if length == 0:
            core.append(words[place])
        elif form is not None:
            forms.add(form)
        place += max(1, length)
    return tuple(core), frozenset(forms)


def _form_at(words: Sequence[str], place: int, spelling: int) -> tuple[int, str | None]:
    """How many words from here on are a legal form, and its class; 0 if none are."""
    for length, forms in _FORMS[spelling].items():
        found = tuple(words[place : place + length])
        if len(found) == length and found in forms:
            return length, forms[found]
    return 0, None
