"""The columns of a table that say what was entered in a form."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from wtforms import BooleanField

from planner.exports.tables import Column, Kind, Row
from planner.forms.base import Form
from planner.forms.inputs import DayField, EnumField, MoneyField, NumberField
from planner.words.kinds import word, yes_or_no

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
