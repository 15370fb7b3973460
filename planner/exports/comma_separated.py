"""A table as lines of text, as the spreadsheets of the reader's language expect them."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.exports.columns import Column, Kind
from planner.exports.formulas import neutral

MARK = "\ufeff"
"""At the start of a file it tells Excel that the text is UTF-8."""


@dataclass(frozen=True, slots=True)
class _Signs:
    separator: str
    decimal: str


_SIGNS = {"de": _Signs(";", ",")}
_OTHERWISE = _Signs(",", ".")


def lines(
    columns: tuple[Column, ...], rows: Iterable[tuple[Any, ...]], language: str
) -> Iterator[str]:
    """The names of the columns, then a line for each row, each with its end."""
    signs = _SIGNS.get(language, _OTHERWISE)
    writers = [_WRITERS[column.kind] for column in columns]
    yield signs.separator.join(_text(column.name, signs) for column in columns) + "\r\n"
    for row in rows:
        cells = (
            "" if value is None else write(value, signs)
            for write, value in zip(writers, row, strict=True)
        )
        yield signs.separator.join(cells) + "\r\n"


def _text(value: object, _signs: _Signs) -> str:
    """In quotes always: a text may hold the separator of another language."""
    return '"' + neutral(str(value)).replace('"', '""') + '"'


def _number(value: Decimal | int, signs: _Signs) -> str:
    return format(Decimal(value), "f").replace(".", signs.decimal)


def _percent(value: Decimal, signs: _Signs) -> str:
    return _number(value.scaleb(2), signs) + "%"


def _date(value: datetime.date, _signs: _Signs) -> str:
    """As the norm has it: spreadsheets read it as a day whatever their language."""
    return value.isoformat()


_WRITERS: dict[Kind, Callable[[Any, _Signs], str]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.PERCENT: _percent,
    Kind.DATE: _date,
}
