"""What a page that looks at a pasted table is told about it."""

import re

from flask import request

from planner.imports.export_error import ExportError
from planner.imports.forms import PastedTableForm
from planner.imports.pasted import texts
from planner.imports.pasted.looking import Looked, PastedKind, Said, look
from planner.imports.uploads.keeping import name_to_keep
from planner.imports.views.problem_words import problem_word

_CELL = re.compile(r"cell-([0-9]{1,6})-([0-9]{1,3})")
_LOOKED = "looked"
"""Sent along by the page that shows what would be made; its boxes say something then."""
_EDITS_TEXT = "edits_text"


def form() -> PastedTableForm:
    """The table as it was pasted, sent, or carried along from look to look."""
    found = PastedTableForm()
    if found.file.data:
        _read_file(found)
    if not has_been_looked_at():
        found.invites.data = True
    return found


def _read_file(form: PastedTableForm) -> None:
    name = name_to_keep(form.file.data.filename)
    try:
        form.text.data = texts.text_of(name, form.file.data.stream)
    except ExportError as refusal:
        form.unreadable = " ".join(problem_word(each, name) for each in refusal.problems)


def has_been_looked_at() -> bool:
    return _LOOKED in request.form


def edits_text() -> bool:
    """Whether somebody wants to see the table as a text again."""
    return _EDITS_TEXT in request.form


def looked(kind: PastedKind, text: str) -> Looked:
    """What the table would bring in, with all that was said about it on the page before."""
    return look(kind, _said(text))


def made() -> frozenset[str] | None:
    """What is to be made because it is not there; None as long as nobody was asked."""
    return frozenset(request.form.getlist("made")) if has_been_looked_at() else None


def _said(text: str) -> Said:
    if not has_been_looked_at():
        return Said(text)
    return Said(
        text,
        has_heading="has_heading" in request.form,
        columns=request.form.getlist("column"),
        cells=_cells(),
        otherwise={
            name.removeprefix("otherwise-"): value
            for name, value in request.form.items()
            if name.startswith("otherwise-") and value
        },
        without=_numbers("without"),
        despite=_numbers("despite"),
        leaves_out_alike="leaves_out_alike" in request.form,
    )


def _cells() -> dict[tuple[int, int], str]:
    matches = ((_CELL.fullmatch(name), value) for name, value in request.form.items())
    return {(int(found[1]), int(found[2])): value for found, value in matches if found}


def _numbers(name: str) -> frozenset[int]:
    return frozenset(int(text) for text in request.form.getlist(name) if text.isdecimal())
