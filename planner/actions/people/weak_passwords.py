"""Which passwords are too easy to guess, whoever has them.

The common ones are those of ten characters or more in the list of zxcvbn 4.5.0 (MIT licence,
Dropbox and Daniel Wolf); shorter ones are refused for their length.
"""

import itertools
import re
from functools import cache
from importlib.resources import files

from planner.actions.errors import Refused
from planner.models import Person
from planner.models.folding import fold

_SHORTEST = 10
_AT = "password"
_FEWEST_DIFFERENT = 5
_SHORTEST_PART = 3
_OTHERS = re.compile(r"[\W\d_]+")
_AROUND = re.compile(r"\A[\W\d_]+|[\W\d_]+\Z")
# The list knows next to no German, and of its words only those with one certain number behind them.
_WORDS = (
    *("passwort", "kennwort", "willkommen", "geheim", "hallo", "hallohallo", "ichliebedich"),
    *("sommer", "winter", "herbst", "frühling", "fußball", "schalke", "bayern", "deutschland"),
    *("password", "welcome", "letmein", "changeme", "changeit", "administrator", "admin", "secret"),
    *("summer", "autumn", "spring", "iloveyou", "football", "planner", "qwerty", "qwertz", "start"),
)
_KEYS = ("qwertzuiopü", "qwertyuiop", "azertyuiop", "asdfghjklöä", "yxcvbnm", "zxcvbnm")


def objection(person: Person, password: str) -> Refused | None:
    """Why this password will not do for this person; None where nothing is against it."""
    if len(password) < _SHORTEST:
        return Refused("Use at least %(length)s characters.", field=_AT, length=_SHORTEST)
    plain = fold(password)
    if len(set(plain)) < _FEWEST_DIFFERENT or _is_repeated(plain):
        return Refused("This repeats the same few characters. Use others as well.", field=_AT)
    if plain in _common() or _is_a_row(plain) or _is_dressed_up(plain):
        return Refused(
            "Many people use this password, and it is tried first. Choose another.", field=_AT
        )
    if _is_like(person, plain):
        return Refused(
            "This is much like your name or your address. Choose something else.", field=_AT
        )
    return None


@cache
def _common() -> frozenset[str]:
    text = files("planner.actions.people").joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(text.split())


def _is_a_row(plain: str) -> bool:
    """Whether each character follows the one before, as in 23456789 or abcdefghij."""
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(plain)}
    return steps <= {1, -9} or steps <= {-1, 9}


def _is_repeated(plain: str) -> bool:
    """Whether it is one part again and again, as in 1234512345."""
    return (plain + plain).find(plain, 1) < len(plain)


def _is_dressed_up(plain: str) -> bool:
    """Whether it is a word that everybody tries, or a row of keys, with digits and signs around."""
    return _AROUND.sub("", plain) in _tried_first()


@cache
def _tried_first() -> frozenset[str]:
    rows = {row[:end] for row in map(fold, _KEYS) for end in range(_SHORTEST_PART, len(row) + 1)}
    return frozenset({*map(fold, _WORDS), *rows, *(row[::-1] for row in rows)})


def _is_like(person: Person, plain: str) -> bool:
    """Whether little is left of it without what the name and the address are made of."""
    said = fold(f"{person.name} {person.email or ''}")
    parts = [part for part in _OTHERS.split(said) if len(part) >= _SHORTEST_PART]
    rest = plain
    for part in sorted(parts, key=len, reverse=True):
        rest = rest.replace(part, " ")
    letters = _OTHERS.sub("", rest)
    return rest != plain and len(letters) < _SHORTEST - 4
