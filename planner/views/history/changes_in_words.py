"""What happened, in the words of the reader's language."""

import datetime
import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import Column, Date, Enum, Integer

from planner.database import Base
from planner.forms.base import Form
from planner.forms.plan.goals import GoalForm
from planner.models.types import Amount
from planner.queries.history.events import EventRow
from planner.views.web.templating import number, percent
from planner.words import SYMPTOMS, exact_day, scales, word, yes_or_no
from planner.words.field_words import FIELDS, FIELDS_OF

_SHARES = {"share_of_wallet", "probability", "discount_rate"}
_SCALES = {"influence": scales.influence, "attitude": scales.attitude}


@dataclass(frozen=True, slots=True)
class Told:
    """One value before and after; None where there was or is none."""

    field: str
    old: str | None
    new: str | None
    name: str = ""
    """What programs call the field."""


def told(event: EventRow) -> list[Told]:
    """What an event changed, without the keys that only programs read."""
    changes = ((name, *pair) for name, pair in event.changes.items())
    return _told(event.subject, changes)


def told_pairs(table: str, changes: Mapping[str, Sequence[Any]]) -> list[Told]:
    """What became of an item over some time, by field."""
    return _told(table, ((name, *pair) for name, pair in changes.items()))


def told_values(table: str, values: Mapping[str, Any]) -> list[Told]:
    """What an item says, field by field, without what is empty."""
    found = _told(table, ((name, None, value) for name, value in values.items()))
    return [each for each in found if each.new is not None]


def _told(table: str, changes: Iterable[tuple[Any, ...]]) -> list[Told]:
    return [
        Told(_label(table, name), _text(table, name, old), _text(table, name, new), name)
        for name, old, new in changes
        if name != "key"
    ]


def _label(table: str, name: str) -> str:
    """What people call the field, or else what programs call it."""
    return str(word_of(table, name) or name)


def _text(table: str, name: str, value: Any) -> str | None:
    if value is None or value == []:
        return None
    if isinstance(value, list):
        between = "; " if name == "amounts" else ", "
        return between.join(str(_plain(item)) for item in value)
    if isinstance(value, dict):
        return str(_plain(value))
    if isinstance(value, bool):
        return yes_or_no(value)
    if name in _SCALES:
        return _SCALES[name](value)
    return _by_column(_column(table, name), name, value)


def _plain(value: Any) -> Any:
    """A number as people write it, and what stands in a list by what it says of itself."""
    if isinstance(value, dict):
        return _of_object(value)
    return number(Decimal(str(value))) if isinstance(value, int | float) else value


def _of_object(value: Mapping[str, Any]) -> Any:
    """A reference by its name; a list of amounts by its label and amounts; who has a share, or
    knows somebody since a day, with that; what a scenario changes by its line."""
    if "share" in value:
        return f"{value['name']} {percent(Decimal(str(value['share'])))}"
    if "on" in value:
        return f"{value['person']} {exact_day(datetime.date.fromisoformat(value['on']))}"
    if "amounts" in value:
        amounts = "; ".join(number(Decimal(str(amount))) for amount in value["amounts"])
        return f"{value.get('label', value.get('flow', ''))}: {amounts}"
    if "factor" in value:
        return f"{value['flow']} × {number(Decimal(str(value['factor'])))}"
    return value.get("name", "")


def _by_column(column: Column[Any] | None, name: str, value: Any) -> str:
    kind = column.type if column is not None else None
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return word(cast(type[enum.StrEnum], kind.enum_class)(value))
    if isinstance(kind, Date):
        return exact_day(datetime.date.fromisoformat(value))
    if isinstance(kind, Amount | Integer) and not isinstance(value, str):
        amount = Decimal(str(value))
        return percent(amount) if name in _SHARES else number(amount)
    return str(SYMPTOMS[value].name) if name == "code" and value in SYMPTOMS else str(value)


def _column(table: str, name: str) -> Column[Any] | None:
    found = Base.metadata.tables.get(table)
    return None if found is None else found.c.get(name)


# By table; of these only what is called otherwise, or is on no form, stands among the other words.
FORMS: dict[str, type[Form]] = {"goals": GoalForm}


def word_of(table: str, name: str) -> str | None:
    """None for what only programs read; some are called otherwise of some things."""
    form = FORMS.get(table)
    asked = form.words_in_history().get(name) if form else None
    return FIELDS_OF.get((table, name)) or FIELDS.get(name) or asked
