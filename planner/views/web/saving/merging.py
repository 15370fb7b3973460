"""What somebody typed and what others have saved since, brought together field by field.

Of a field that only one of both has changed that change holds; two changes to one text are merged
where they lie apart; for the rest the person is asked.
"""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, FieldList

from planner.forms.base import Form, began_from, is_unreadable, texts_of
from planner.forms.inputs import ChoicesField, LineField, SharedTextField, TextField
from planner.insights import text_merge
from planner.views.web.current import me
from planner.views.web.saving import conflicts, starts, values
from planner.words import gettext


def merge(form: Form, past: starts.Past) -> bool:
    """Bring both together in the form, which was made from what is locked; whether it can be saved.

    Where it cannot be saved the form says why: `invalid` answers with it.
    """
    for field in form.shown:
        if not is_unreadable(field):
            _merge_field(form, field, starts.start_of(form, field, past))
    if form.is_in_conflict:
        form.form_errors.append(_ask(form))
        form.begin_again()
        return False
    return form.validate()


def _ask(form: Form) -> str:
    """What to do about the conflicts in the form."""
    conflicts_shown = [field.flags.conflict for field in form.shown if field.flags.conflict]
    if all(conflict.is_own for conflict in conflicts_shown):
        return gettext(
            "Nothing is saved yet: you changed the same elsewhere meanwhile. Choose what holds."
        )
    return gettext("Nothing is saved yet: somebody else changed the same. Choose what holds.")


def _merge_field(form: Form, field: Field, start: starts.Start) -> None:
    mine, theirs = (began_from(field, value) for value in (field.data, field.object_data))
    if isinstance(field, FieldList):
        _merge_rows(form, field, start)
    elif mine == theirs:
        values.put(field, field.object_data)
    elif start.version is not None and start.version == mine:
        values.put(field, field.object_data)
        _note_others(form, field, start)
    elif start.version != theirs:
        _merge_both(form, field, start)


def _merge_both(form: Form, field: Field, start: starts.Start) -> None:
    """Both have changed the field, each to something else, or nobody knows what it was before."""
    if isinstance(field, ChoicesField) and start.version is not None:
        values.put(field, _ticked_by_either(start.version, field))
        _note_others(form, field, start)
        return
    since = start.since()
    merged = None
    if since.is_known and isinstance(field, LineField | TextField):
        texts = (since.original, field.data, field.object_data)
        is_shared = isinstance(field, SharedTextField)
        together = text_merge.merge_together if is_shared else text_merge.merge_texts
        merged = together(*(starts.as_text(text) for text in texts))
    if merged is None:
        conflicts.show(field, start.version or "", since)
        return
    values.put(field, merged)
    _note_others(form, field, start)


def _merge_rows(form: Form, field: Any, start: starts.Start) -> None:
    mine, theirs = (began_from(field, value) for value in (field.data, field.object_data))
    if theirs in (mine, start.version):
        return
    if mine == start.version:
        put_rows(field, texts_of(field.object_data))
    else:
        since = start.since()
        merge_rows(field, texts_of(since.original) if since.is_known else None)
    _note_others(form, field, start)


def _ticked_by_either(began: str, field: Field) -> list[int]:
    """Each box by itself: what either has ticked is ticked, what either has cleared is not."""
    original = set(starts.ids_in(began))
    mine, theirs = set(field.data or ()), list(field.object_data or ())
    kept = [one for one in theirs if one in mine or one not in original]
    return [*kept, *sorted(mine - set(theirs) - original)]


def _note_others(form: Form, field: Field, start: starts.Start) -> None:
    """Remember for `record_lost` who else has changed the field, or that it was oneself."""
    since = start.since()
    found = since.changes if since.is_known else since.changes[:1]
    others = [event.actor or "" for event in found if event.actor_id != me().id]
    label = str(field.label.text)
    if others:
        form.kept_of_others[label] = others[0] or gettext("the command line")
    elif found:
        form.kept_of_oneself.append(label)


def merge_rows(field: "FieldList[Any]", original: Sequence[str] | None) -> None:
    """Let the rows say what both want; without the original nothing is taken away."""
    mine, theirs = texts_of(field.data), texts_of(field.object_data)
    before = mine if original is None else original
    kept = [text for text in theirs if text in mine or text not in before or original is None]
    added = [text for text in mine if text not in theirs and text not in (original or ())]
    put_rows(field, [*kept, *added])


def put_rows(field: "FieldList[Any]", texts: Sequence[str]) -> None:
    """Let the rows say these texts; who writes one as an activity keeps that, and so does what is
    still empty."""
    rows: list[Any] = list(field.entries)
    wanted = [row for row in rows if not row.form.text.data or row.form.text.data in texts]
    field.entries = wanted
    there = texts_of(field.data)
    for text in texts:
        if text not in there:
            _append(field, text, like=rows[0] if rows else None)


def _append(field: "FieldList[Any]", text: str, *, like: Any) -> None:
    new: Any = field.append_entry({"text": text})
    for part in new.form if like is not None else ():
        model = like.form[part.short_name]
        if hasattr(model, "offered"):
            part.offered, part.choices = model.offered, model.choices
