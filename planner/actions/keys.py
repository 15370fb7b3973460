"""Keys that people can read, made from names: `Müller & Söhne` is `mueller-soehne`."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from planner.database import db
from planner.models import Customer, MergedCustomer, Person
from planner.models.mixins import KEY_LENGTH

_LETTERS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe", "œ": "oe", "å": "a",
        "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    }
)  # fmt: skip
_OTHERS = re.compile(r"[^a-z0-9]+")
_SUFFIX_LENGTH = 8
_TURN = 0x6B6579  # whose turn it is to look for a free key


def slug(text: str) -> str:
    """A key that fits `^[a-z0-9][a-z0-9._-]{0,63}$`, always the same for the same text.

    A text without a Latin letter or digit gets a key made of its hash.
    """
    letters = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", letters).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    key = _OTHERS.sub("-", plain).strip("-")[:KEY_LENGTH].rstrip("-")
    return key or f"key-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


class Keys:
    """Hands out keys and gives none away twice."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}
        """The last number behind each slug, since all before it are taken."""

    def make(self, text: str) -> str:
        """The slug of a text, with `-2`, `-3` and so on behind it when it is taken."""
        plain = key = slug(text)
        number = self._last.get(plain, 1)
        while key in self._taken:
            number += 1
            suffix = f"-{number}"
            key = plain[: KEY_LENGTH - len(suffix)].rstrip("-") + suffix
        self._taken.add(key)
        self._last[plain] = number
        return key


def free(of: type[Customer] | type[Person], name: str) -> str:
    """A key from `name` that no other customer or person has, nor gets before the commit.

    That of a customer that was merged leads to another one.
    """
    _wait_for_turn()
    stem = slug(name)[: KEY_LENGTH - _SUFFIX_LENGTH]
    taken = (select(each.key).where(each.key.startswith(stem)) for each in _with_merged(of))
    return Keys(key for keys in taken for key in db.session.scalars(keys)).make(name)


def free_for(of: type[Customer] | type[Person], names: Sequence[str]) -> list[str]:
    """The same for some names, in their order; only what is like them is read."""
    _wait_for_turn()
    stems = Counter(map(slug, names))
    models = _with_merged(of)
    there = {
        key
        for each in models
        for key in db.session.scalars(select(each.key).where(each.key.in_([*stems])))
    }
    alike = (
        select(each.key).where(each.key.startswith(stem[: KEY_LENGTH - _SUFFIX_LENGTH]))
        for stem, count in stems.items()
        if count > 1 or stem in there
        for each in models
    )
    taken = Keys(key for keys in alike for key in db.session.scalars(keys))
    return [taken.make(name) for name in names]


def all_free(of: type[Customer] | type[Person]) -> Keys:
    """The same for many."""
    _wait_for_turn()
    taken = (select(each.key) for each in _with_merged(of))
    return Keys(key for keys in taken for key in db.session.scalars(keys))


def _with_merged(
    of: type[Customer] | type[Person],
) -> tuple[type[Customer] | type[Person] | type[MergedCustomer], ...]:
    return (Customer, MergedCustomer) if of is Customer else (of,)


def _wait_for_turn() -> None:
    if db.engine.dialect.name == "postgresql":  # two who look at once would find the same
        db.session.execute(select(func.pg_advisory_xact_lock(_TURN)))
