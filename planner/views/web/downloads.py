"""Tables as files: the one way in which pages hand them out."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from flask import Response, abort, send_file
from wtforms import BooleanField

from planner import clock
from planner.exports.tables import Column, Kind, Row, Table, as_csv
from planner.exports.workbooks import as_xlsx
from planner.forms.base import Form
from planner.forms.inputs import DayField, EnumField, MoneyField, NumberField
from planner.words import language, word, yes_or_no

_WRITERS = {
    "csv": (as_csv, "text/csv"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_LONGEST = 120
# Also what breaks a line, and what lets a name be read in another order than it is written.
_UNSTORABLE = re.compile(
    r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+'
)


def download(table: Table[Row], kind: str, name: str) -> Response:
    """The table as `csv` or `xlsx`, in the reader's language; 404 for another kind.

    `name` is what the file is called, without the day and the ending, which are put to it. The
    file is complete before the first of it is sent: nobody gets half of one, and a slow line keeps
    no transaction open.
    """
    if kind not in _WRITERS:
        abort(404)
    write, media = _WRITERS[kind]
    reply = as_file(write(table, language()), media, name, kind)
    reply.headers["Vary"] = "Authorization, Cookie, Accept-Language"
    return reply


def as_file(data: bytes, media: str, name: str, ending: str) -> Response:
    """A file to be kept, named so that every system can store it, umlauts and all."""
    called = f"{_storable(name)} {clock.today().isoformat()}.{ending}"
    reply = send_file(io.BytesIO(data), media, as_attachment=True, download_name=called, etag=False)
    del reply.headers["Cache-Control"]  # Flask's own; what every page says says more
    return reply


def _storable(name: str) -> str:
    return _UNSTORABLE.sub("-", name)[:_LONGEST].strip(" .-") or "planner"


_KINDS: Mapping[type, Kind] = {
    DayField: Kind.DATE,
    NumberField: Kind.NUMBER,
    MoneyField: Kind.NUMBER,
}
_WORDS: Mapping[type, Callable[[Any], str]] = {BooleanField: yes_or_no, EnumField: word}


def columns_of_form(
    form: type[Form],
    item: Callable[[Row], object],
    *,
    cells: Mapping[str, Callable[[Row], Any]],
    after: Mapping[str, Sequence[Column[Row]]],
) -> tuple[Column[Row], ...]:
    """A column for each input, in the order of the form and under its word.

    `item` finds in a row what was entered. `cells` say what a row has for some inputs, and `after`
    which columns stand behind some that are not entered.
    """
    found: list[Column[Row]] = []
    for name, kind in form.inputs().items():
        cell = cells.get(name) or partial(_entered, item, name, _WORDS.get(kind))
        found.append(Column(form.word_in_tables(name), cell, _KINDS.get(kind, Kind.TEXT)))
        found += after.get(name, ())
    return tuple(found)


def _entered(
    item: Callable[[Row], object], name: str, in_words: Callable[[Any], str] | None, row: Row
) -> Any:
    value = getattr(item(row), name)
    return value if in_words is None or value is None else in_words(value)
