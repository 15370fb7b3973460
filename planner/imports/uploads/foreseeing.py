"""What an import would do, as its page shows it: counts, what is odd, and the first rows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.database import db
from planner.imports.bringing import READ_NOUNS, Brought, FileFates, read, write
from planner.imports.dirt import TREATMENTS, Handling
from planner.imports.reading import Line, shown
from planner.imports.recognising import Recognised
from planner.imports.runs.describing import describe
from planner.imports.uploads.saying import Said, options_of
from planner.imports.uploads.steps import Steps
from planner.imports.writing import Fate
from planner.imports.writing.outcome import FIRST
from planner.models import ImportRun, Person

_COLUMNS = 6
"""So many cells of a row are shown: those that are read."""
_LONGEST = 80

Row = dict[str, Any]


def foresee(folder: Path, said: Said, by: Person | None, steps: Steps) -> dict[str, Any]:
    """Try the import and take all of it back.

    `{"system", "nouns", "findings", "files"}` as a run keeps them; each file has also `headings`
    and `first`: by fate, rows with `line`, `cells` and, where it was left out, the kind `why`.
    Raises ExportError.
    """
    export = read([folder], options_of(said))
    steps.expect(sum(export.rows.values()))
    try:
        brought = write(export, steps.advance, by=by)
        return described(brought)
    finally:
        db.session.rollback()


def described(brought: Brought) -> dict[str, Any]:
    """What was done, or would be."""
    run = ImportRun(system=brought.export.records.system)
    describe(run, brought.outcome)
    files = [
        {
            **fates.as_json(),
            "headings": [
                fates.file.headings[place][:_LONGEST] for place in _shown_places(fates.file)
            ],
            "first": dict(_first_rows(fates, brought)),
        }
        for fates in brought.fates()
    ]
    return {
        "system": run.system,
        "nouns": run.nouns,
        "findings": run.findings,
        "files": files,
        "changes_anything": brought.outcome.changes_anything,
    }


def _first_rows(fates: FileFates, brought: Brought) -> Iterator[tuple[str, list[Row]]]:
    """By fate, in the order of the fates, the left out last."""
    file = fates.file
    if file.noun not in READ_NOUNS:
        return
    name, noun, outcome = file.file.name, file.noun, brought.outcome
    wanted = {fate: outcome.firsts.get((name, noun, fate), []) for fate in Fate}
    rows = file.rows() if fates.left_out else ()
    left_out = (line for line in rows if not outcome.has_fate(noun, f"{name}:{line.number}"))
    places = {place for those in wanted.values() for place in those}
    lines = {
        f"{name}:{line.number}": line
        for line in (file.rows() if places else ())
        if f"{name}:{line.number}" in places
    }
    for fate, those in wanted.items():
        if found := [_row(file, lines[place]) for place in those if place in lines]:
            yield fate.value, found
    first = [line for line, _ in zip(left_out, range(FIRST), strict=False)]
    if first:
        yield (
            "left_out",
            [{**_row(file, line), "why": _why(brought, f"{name}:{line.number}")} for line in first],
        )


def _row(file: Recognised, line: Line) -> Row:
    cells = [shown(cell) for cell in line.cells]
    places = [place for place in _shown_places(file) if place < len(cells)]
    return {"line": line.number, "cells": [cells[place][:_LONGEST] for place in places]}


def _shown_places(file: Recognised) -> list[int]:
    return [place for place, field in enumerate(file.fields) if field is not None][:_COLUMNS]


def _why(brought: Brought, place: str) -> str | None:
    """The kind of the gravest finding for which a row was left out."""
    kinds = brought.outcome.places.kinds_at(place)
    out = (kind.value for kind in kinds if TREATMENTS[kind].handling is Handling.LEFT_OUT)
    return next(out, None)
