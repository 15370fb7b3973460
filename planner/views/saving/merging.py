"""Saving what somebody began to edit before others had saved theirs; nobody's change is lost.

A view that changes what is there holds it, makes its form anew from it, and asks `fit`. Of a field
that only one of both has changed that change holds; two changes to one text are merged where they
lie apart; for the rest the person is asked. `settle` then says and keeps what became of the rest.
"""

from collections.abc import Sequence
from typing import Any

from flask import flash, request
from flask_babel import gettext, ngettext
from wtforms import Field, FieldList

from planner.actions import conflicts as actions
from planner.database import Base
from planner.forms.answers_to_conflicts import Sent, losing
from planner.forms.base import Form, began_from, is_unreadable, texts_of
from planner.forms.inputs import ChoicesField, LineField, TextField
from planner.forms.inputs.texts import SharedTextField
from planner.insights.text_merge import merge, merge_together
from planner.insights.versions import version
from planner.queries import field_history
from planner.queries.field_history import Happened
from planner.views.current import me
from planner.views.saving import conflicts
from planner.views.saving import rows as rows_of_texts
from planner.views.saving.values import for_history, in_history, put


def fit(form: Form, item: Base | None) -> bool:
    """Merge what was entered with what others have saved since; whether it can be saved.

    `item` is what the form edits, held, or None for the organisation's settings. Where it cannot
    be saved the form says why: `invalid` answers with it.
    """
    history = _History(item)
    for field in form.shown:
        if not is_unreadable(field):
            _fit_field(form, field, history)
    if form.is_in_conflict:
        form.form_errors.append(
            gettext("Nothing is saved yet: somebody else changed the same. Choose what holds.")
        )
        form.begin_again()
        return False
    return form.validate()


def settle(form: Form, item: Base | None) -> None:
    """After a change: keep in the history what did not hold, and say what others had changed."""
    if item is not None:
        for lost in losing(request.form):
            actions.keep_lost(item, _lost_changes(form, lost), by=me())
    names = list(dict.fromkeys(form.kept_of_others.values()))
    if names:
        flash(
            ngettext(
                "%(names)s changed this field meanwhile, and that is kept as well: %(fields)s.",
                "%(names)s changed these fields meanwhile, and that is kept as well: %(fields)s.",
                len(form.kept_of_others),
                names=", ".join(names),
                fields=", ".join(form.kept_of_others),
            )
        )


class _History:
    """The history of an item, read once and only if somebody else was faster."""

    def __init__(self, item: Base | None) -> None:
        self._item = item
        self._read: Sequence[Happened] | None = None

    def rows(self) -> Sequence[Happened]:
        if self._read is None:
            if self._item is None:
                self._read = field_history.of_settings()
            else:
                self._read = field_history.of_item(self._item)
        return self._read


def _fit_field(form: Form, field: Field, history: _History) -> None:
    began = form.versions_sent.get(field.name)
    mine, theirs = (began_from(field, value) for value in (field.data, field.object_data))
    if isinstance(field, FieldList):
        _fit_rows(form, field, began, history)
    elif mine == theirs:
        put(field, field.object_data)
    elif began is not None and began == mine:
        put(field, field.object_data)
        _note_others(form, field, began, history)
    elif began != theirs:
        _fit_both(form, field, began, history)


def _fit_both(form: Form, field: Field, began: str | None, history: _History) -> None:
    """Both have changed the field, each to something else, or nobody knows what it was before."""
    if isinstance(field, ChoicesField) and began is not None:
        put(field, _ticked_by_either(began, field))
        _note_others(form, field, began, history)
        return
    since = field_history.since(history.rows(), in_history(field), began or "")
    if since.changes and all(event.actor_id == me().id for event in since.changes):
        return
    merged = None
    if since.is_known and isinstance(field, LineField | TextField):
        texts = (since.original, field.data, field.object_data)
        together = merge_together if isinstance(field, SharedTextField) else merge
        merged = together(*(_as_text(text) for text in texts))
    if merged is None:
        conflicts.show(field, began or "", since)
        return
    put(field, merged)
    _note_others(form, field, began or "", history)


def _fit_rows(form: Form, field: Any, began: str | None, history: _History) -> None:
    mine, theirs = (began_from(field, value) for value in (field.data, field.object_data))
    if theirs in (mine, began):
        return
    if mine == began:
        rows_of_texts.put(field, texts_of(field.object_data))
    else:
        since = field_history.since(history.rows(), in_history(field), began or "")
        rows_of_texts.merge(field, texts_of(since.original) if since.is_known else None)
    _note_others(form, field, began or "", history)


def _ticked_by_either(began: str, field: Field) -> list[int]:
    """Each box by itself: what either has ticked is ticked, what either has cleared is not."""
    original = {int(one) for one in began.split(",") if one.isdecimal()}
    mine, theirs = set(field.data or ()), list(field.object_data or ())
    kept = [one for one in theirs if one in mine or one not in original]
    return [*kept, *sorted(mine - set(theirs) - original)]


def _note_others(form: Form, field: Field, began: str, history: _History) -> None:
    """Remember for `settle` who else has changed the field."""
    name = in_history(field)
    changes = [event for event in history.rows() if name in event.changes]
    since = field_history.since(changes, name, began)
    found = since.changes if since.is_known else changes[:1]
    others = [event.actor or "" for event in found if event.actor_id != me().id]
    if others:
        form.kept_of_others[str(field.label.text)] = others[0] or gettext("the command line")


def _lost_changes(form: Form, lost: dict[str, list[str]]) -> dict[str, list[Any]]:
    """By field as the history calls it, what was typed and did not hold, and what holds."""
    sent: Sent = Sent((name, value) for name, values in lost.items() for value in values)
    typed = type(form)(formdata=sent, edits=False)
    changes = {}
    for name in lost:
        if name in form and version(typed[name].data) != version(form[name].data):
            field = form[name]
            pair = [for_history(field, typed[name].data), for_history(field, field.data)]
            changes[in_history(field)] = pair
    return changes


def _as_text(value: object) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")
