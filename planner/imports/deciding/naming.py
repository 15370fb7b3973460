"""Finds things by what files call them: a number, a name, an address."""

import hashlib
import re

from planner.imports.matching import fold_name
from planner.imports.scratch import Counted, Scratch

_SALESFORCE = re.compile(r"([A-Za-z0-9]{15})([A-Z]{2}[A-Z0-5]|[A-Z0-5]{3})?")
_LETTERS_ONLY = re.compile(r"[A-Z]{2}.")
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
DIGEST = "sha256:"
"""How keys begin that no program gave."""
_AROUND_A_SITE = re.compile(r"^[a-z]+://|^www\.|/.*$")


def number_of(text: str) -> str:
    """A number as it is compared: Salesforce writes the same with 15 signs, of which the case
    counts, or with three more that say which of them are capitals."""
    match = _SALESFORCE.fullmatch(text)
    if match is None:
        return text.casefold()
    short, suffix = match.groups()
    is_one = suffix is None or _LETTERS_ONLY.match(suffix) or suffix == _suffix_of(short)
    return short if is_one else text.casefold()


def _suffix_of(short: str) -> str:
    """A letter for each five signs, by the places at which they are capitals."""
    parts = (short[start : start + 5] for start in range(0, len(short), 5))
    return "".join(
        _SUFFIX[sum(1 << place for place, sign in enumerate(part) if "A" <= sign <= "Z")]
        for part in parts
    )


def site_of(text: str) -> str:
    """`https://www.example.com/shop` and `example.com` are the same place."""
    site = text.strip().casefold()
    for _ in range(2):
        site = _AROUND_A_SITE.sub("", site)
    return site.partition("/")[0]


class Ordinals:
    """Makes keys for rows without a number: a digest of what tells them apart, and of their order
    among those that are alike."""

    def __init__(self, scratch: Scratch) -> None:
        self._counts = Counted(scratch)

    def key(self, *parts: str) -> str:
        folded = "\0".join(map(fold_name, parts))
        said = f"{folded}\0{self._counts.next(folded)}"
        return f"{DIGEST}{hashlib.sha256(said.encode()).hexdigest()}"
