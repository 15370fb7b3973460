"""The version of a value: short, the same for the same meaning, and telling nothing of it."""

import datetime
import enum
import hashlib
from decimal import Decimal, InvalidOperation
from typing import Any

_LENGTH = 16


def version(value: Any) -> str:
    """What a form carries of the value that it was filled with."""
    return hashlib.sha256(plain_text(value).encode(errors="replace")).hexdigest()[:_LENGTH]


def plain_text(value: Any) -> str:
    """The same text for values that mean the same, from a form, a column or the history.

    Nothing and white space alone are one; so are 5 and 5.00, and line ends of any kind. People
    and things are known by their ids, in whatever order they come.
    """
    if isinstance(value, enum.Enum):
        value = value.value
    if isinstance(value, dict):
        value = value["id"] if "id" in value else [f"{n}={plain_text(v)}" for n, v in value.items()]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ",".join(sorted({plain_text(each) for each in value}))
    return _text(value)


def _number(value: float | Decimal) -> str:
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return f"{number.normalize():f}" if number else "0"
    except InvalidOperation:
        return str(value)


def _text(value: Any) -> str:
    text = "" if value is None else str(value)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text if text.strip() else ""
