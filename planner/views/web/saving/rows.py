"""Rows of texts that two people changed at once, such as the decisions of a review.

Each row is looked at by itself: what either has written is there, what either has taken away is
not. A row that both have changed is there twice, as each of them wrote it.
"""

from collections.abc import Sequence
from typing import Any

from wtforms import FieldList

from planner.forms.base import texts_of


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
