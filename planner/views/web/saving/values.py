"""The values of a field: as people read them, as forms send them, as the history keeps them."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, Field, SelectField, SelectMultipleField

from planner.actions.history.events import plain
from planner.forms.inputs import DayField, NumberField
from planner.words import exact_day, yes_or_no

# What the history calls otherwise than the form; a column that leads to something loses its `_id`.
_CALLED = {
    "attendee_ids": "attendees",
    "participant_ids": "participants",
    "contact_ids": "contacts",
    "presented": "status",
}


def in_history(field: Field) -> str:
    """What the history calls this field."""
    called = getattr(field, "called", None) or _CALLED.get(field.name)
    return called or field.name.removesuffix("_id")


def put(field: Field, value: Any) -> None:
    """Let a field hold a value as if it had been entered."""
    sent = as_sent(field, value)
    field.data, field.raw_data, field.process_errors = value, sent, []


def as_sent(field: Field, value: Any) -> list[str]:
    """What a browser would send for this value."""
    if isinstance(field, SelectMultipleField):
        return [str(each) for each in value or ()]
    if isinstance(field, BooleanField):
        return ["y"] if value else []
    if isinstance(field, SelectField):
        return ["" if value is None else str(plain(value))]
    before = field.data, field.raw_data
    field.data, field.raw_data = value, None
    written: Any = field
    text = str(written._value())  # noqa: SLF001 - the inputs of WTForms have it for their widgets
    field.data, field.raw_data = before
    return [text]


def value_in_words(field: Field, value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(field, BooleanField):
        return yes_or_no(value)
    if isinstance(field, SelectField):
        values = value if isinstance(value, list) else [value]
        return ", ".join(_label(field, each) for each in values)
    if isinstance(field, DayField):
        return exact_day(_day(value))
    if isinstance(field, NumberField):
        return as_sent(field, None if value in (None, "") else Decimal(str(value)))[0]
    return as_sent(field, value)[0] if isinstance(value, list) else str(value or "")


def for_history(field: Field, value: Any) -> Any:
    """A value as an event keeps it."""
    if isinstance(field, SelectMultipleField):
        return [{"id": each, "name": _label(field, each)} for each in value or ()]
    if isinstance(field, SelectField) and field.name.endswith("_id") and value is not None:
        return {"id": value, "name": _label(field, value)}
    return plain(value)


def _label(field: SelectField, value: Any) -> str:
    if value is None:
        return ""
    choices: Iterable[Any] = field.choices if isinstance(field.choices, list) else ()
    labels = {str(choice[0]): str(choice[1]) for choice in choices}
    return labels.get(str(plain(value)), str(plain(value)))


def _day(value: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
