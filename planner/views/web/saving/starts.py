"""What the sender of a form began from: what stood in the form when it was made, or what they have
saved with the same form already, say by the browser's way back or while they went on writing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from wtforms import Field, FieldList

from planner.database import Base
from planner.forms.base import Form, began_from, texts_of
from planner.forms.inputs import ChoicesField, LineField, TextField
from planner.insights.text_merge import merge_texts
from planner.insights.versions import version
from planner.queries.history import field_history
from planner.views.web.current import me
from planner.views.web.saving.values import in_history


@dataclass(frozen=True, slots=True)
class Past:
    """What happened to an item or to the settings, the newest first, read only if it is asked for;
    and what of it was saved by the very form that was sent now."""

    events: Callable[[], Sequence[field_history.FieldEvent]]
    by_form: Sequence[field_history.FieldEvent]


@dataclass(frozen=True, slots=True)
class Start:
    """The `version` of what somebody began from, None where the form does not say; `since` tells
    what has happened to the field after that, but for what the same form has saved."""

    version: str | None
    since: Callable[[], field_history.ChangedSince]


def past_of(form: Form, item: Base | None) -> Past:
    """Of an item, or without one of the settings."""
    sent = form.submission.data or ""
    if form.fills_parts and item is not None:
        told = form.told_by_input(field_history.of_item_and_parts(item, 0))
        by_it = [each for each in told if (each.submission, each.actor_id) == (sent, me().id)]
        return Past(lambda: told, by_it)
    by_form = form.told_by_input(field_history.by_form(item, sent, me().id))
    if item is None:
        return Past(cache(field_history.of_settings), by_form)
    return Past(
        cache(lambda: form.told_by_input(field_history.field_events_of_item(item))), by_form
    )


def start_of(form: Form, field: Field, past: Past) -> Start:
    """Where the sender of this field began."""
    name, began = in_history(field), form.versions_sent.get(field.name)
    own = [event for event in past.by_form if name in event.changes]
    if began is None or not own:
        return Start(began, lambda: field_history.since(past.events(), name, began or ""))
    since = field_history.since_form(past.events(), name, began, own)
    if isinstance(field, ChoicesField):
        since = field_history.ChangedSince(True, ids_in(began), since.changes)
    if not since.is_known:
        return Start(began, lambda: since)
    typed = since.original
    for event in reversed(own):
        typed = _typed(field, typed, *event.changes[name])
    return Start(
        began_from(field, typed), lambda: field_history.ChangedSince(True, typed, since.changes)
    )


def ids_in(began: str) -> list[int]:
    """The boxes that were ticked in this version."""
    return [int(one) for one in began.split(",") if one.isdecimal()]


def _typed(field: Field, began: Any, old: Any, new: Any) -> Any:
    """What stood in the form when it was saved: what it made of `old`, done to what it began from.

    Others may have changed the field before, and what was saved then is not what was typed.
    """
    if isinstance(field, ChoicesField):
        ticked, cleared = _ids(new) - _ids(old), _ids(old) - _ids(new)
        return sorted(set(began) - cleared | ticked)
    if version(began) == version(old):
        return new
    if isinstance(field, FieldList):
        before, after = texts_of(old), texts_of(new)
        kept = [text for text in texts_of(began) if text in after or text not in before]
        return [*kept, *(text for text in after if text not in before and text not in kept)]
    if isinstance(field, LineField | TextField):
        typed = merge_texts(*(as_text(text) for text in (old, began, new)))
        return began if typed is None else typed
    return new


def _ids(value: Any) -> set[int]:
    return {each["id"] if isinstance(each, dict) else each for each in value or ()}


def as_text(value: object) -> str:
    """With line ends of one kind."""
    return "" if value is None else str(value).replace("\r\n", "\n")
