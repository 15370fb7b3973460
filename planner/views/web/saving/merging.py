"""What somebody typed and what others have saved since, brought together field by field.

Of a field that only one of both has changed that change holds; two changes to one text are merged
where they lie apart; for the rest the person is asked.
"""

from collections.abc import Callable, Sequence
from typing import Any

from wtforms import Field, FieldList

from planner.forms.base import Form, began_from, is_unreadable, texts_of
from planner.forms.inputs import ChoicesField, LineField, TextField
from planner.forms.inputs.texts import SharedTextField
from planner.insights import text_merge
from planner.queries.history import field_history
from planner.queries.history.field_history import FieldEvent
from planner.translation import gettext
from planner.views.web.current import me
from planner.views.web.saving import conflicts, rows
from planner.views.web.saving.values import in_history, put

History = Callable[[], Sequence[FieldEvent]]
"""What happened to an item or to the settings, the newest first."""


def merge(form: Form, history: History) -> bool:
    """Bring both together in the form, which was made from what is locked; whether it can be saved.

    Where it cannot be saved the form says why: `invalid` answers with it.
    """
    for field in form.shown:
        if not is_unreadable(field):
            _merge_field(form, field, history)
    if form.is_in_conflict:
        form.form_errors.append(
            gettext("Nothing is saved yet: somebody else changed the same. Choose what holds.")
        )
        form.begin_again()
        return False
    return form.validate()


def _merge_field(form: Form, field: Field, history: History) -> None:
    began = form.versions_sent.get(field.name)
    mine, theirs = (began_from(field, value) for value in (field.data, field.object_data))
    if isinstance(field, FieldList):
        _merge_rows(form, field, began, history)
    elif mine == theirs:
        put(field, field.object_data)
    elif began is not None and began == mine:
        put(field, field.object_data)
        _note_others(form, field, began, history)
    elif began != theirs:
        _merge_both(form, field, began, history)


def _merge_both(form: Form, field: Field, began: str | None, history: History) -> None:
    """Both have changed the field, each to something else, or nobody knows what it was before."""
    if isinstance(field, ChoicesField) and began is not None:
        put(field, _ticked_by_either(began, field))
        _note_others(form, field, began, history)
        return
    since = field_history.since(history(), in_history(field), began or "")
    if since.changes and all(event.actor_id == me().id for event in since.changes):
        return
    merged = None
    if since.is_known and isinstance(field, LineField | TextField):
        texts = (since.original, field.data, field.object_data)
        is_shared = isinstance(field, SharedTextField)
        together = text_merge.merge_together if is_shared else text_merge.merge_texts
        merged = together(*(_as_text(text) for text in texts))
    if merged is None:
        conflicts.show(field, began or "", since)
        return
    put(field, merged)
    _note_others(form, field, began or "", history)


def _merge_rows(form: Form, field: Any, began: str | None, history: History) -> None:
    mine, theirs = (began_from(field, value) for value in (field.data, field.object_data))
    if theirs in (mine, began):
        return
    if mine == began:
        rows.put_rows(field, texts_of(field.object_data))
    else:
        since = field_history.since(history(), in_history(field), began or "")
        rows.merge_rows(field, texts_of(since.original) if since.is_known else None)
    _note_others(form, field, began or "", history)


def _ticked_by_either(began: str, field: Field) -> list[int]:
    """Each box by itself: what either has ticked is ticked, what either has cleared is not."""
    original = {int(one) for one in began.split(",") if one.isdecimal()}
    mine, theirs = set(field.data or ()), list(field.object_data or ())
    kept = [one for one in theirs if one in mine or one not in original]
    return [*kept, *sorted(mine - set(theirs) - original)]


def _note_others(form: Form, field: Field, began: str, history: History) -> None:
    """Remember for `record_lost` who else has changed the field."""
    name = in_history(field)
    changes = [event for event in history() if name in event.changes]
    since = field_history.since(changes, name, began)
    found = since.changes if since.is_known else changes[:1]
    others = [event.actor or "" for event in found if event.actor_id != me().id]
    if others:
        form.kept_of_others[str(field.label.text)] = others[0] or gettext("the command line")


def _as_text(value: object) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")
