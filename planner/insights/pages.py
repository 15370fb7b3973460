"""Which page of a list an address asks for."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Self

_LAST = 1_000_000
_LARGEST = 2**63
_AFTER, _BEFORE = "after", "before"

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Page:
    """The rows after or before the one that is sorted by these values, so that none is left out
    when rows come, go or change between two pages. `number` is then only what the page is called.

    Without values it counts, from 1, as addresses did that people may have kept.
    """

    number: int = 1
    values: tuple[Value, ...] = ()
    is_before: bool = False

    def __str__(self) -> str:
        """As an address has it."""
        if not self.values:
            return str(self.number)
        text = json.dumps(self.values, ensure_ascii=False, separators=(",", ":")).encode()
        kept = base64.urlsafe_b64encode(text).decode().rstrip("=")
        return f"{self.number}.{_BEFORE if self.is_before else _AFTER}.{kept}"

    @classmethod
    def read(cls, text: str) -> Self:
        """What an address asks for; the first page where that makes no sense."""
        number, _dot, rest = text.partition(".")
        which, _dot, kept = rest.partition(".")
        try:
            count = max(1, min(int(number), _LAST))
            values = _values(kept) if which in (_AFTER, _BEFORE) else ()
        except (ValueError, RecursionError):
            return cls()
        return cls(count, values, is_before=bool(values) and which == _BEFORE)


FIRST_PAGE = Page()


def _values(kept: str) -> tuple[Value, ...]:
    """Raises ValueError where no list of ours was kept."""
    try:
        found = json.loads(base64.urlsafe_b64decode(kept + "=" * (-len(kept) % 4)))
    except binascii.Error as error:
        raise ValueError from error
    if not isinstance(found, list) or not found or not all(map(_is_value, found)):
        raise ValueError
    return tuple(found)


def _is_value(value: object) -> bool:
    if isinstance(value, str):
        return _is_text(value)
    return value is None or (isinstance(value, int) and abs(value) < _LARGEST)


def _is_text(value: str) -> bool:
    """Whether every database can be asked for it."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value
