"""Undoing an import: first what would go and what would be as before, then the deed."""

from flask import Blueprint, abort, flash, render_template, url_for

from planner.actions.errors import Refused
from planner.imports.forms import UndoForm
from planner.imports.runs.undoing import Touched, Undone, foresee, undo
from planner.imports.uploads import undoing_later
from planner.imports.views.import_words import table_word
from planner.jobs import background, imports
from planner.models import ImportRun
from planner.views.web import Permission, Reply, changed, db, find, gettext, invalid, me

bp = Blueprint("import_undos", __name__)

_PAGE = "imports/undos/new.html"
_SHOWN = 200
"""So many things that people have gone on from are named; the rest is counted."""


@bp.get("/imports/<int:import_run_id>/undo")
def new(import_run_id: int) -> str:
    run = find(ImportRun, import_run_id, Permission.ADMINISTER)
    if run.undone_at is not None:
        abort(404)
    return render_template(_PAGE, form=UndoForm(), **_shown(run, foresee(run)))


@bp.post("/imports/<int:import_run_id>/undo")
def create(import_run_id: int) -> Reply:
    run = find(ImportRun, import_run_id, Permission.ADMINISTER)
    form = UndoForm()
    if undoing_later.is_large(run):
        return _undo_later(run, keep_touched=bool(form.keep_touched.data))
    try:
        undo(run.id, by=me(), keep_touched=bool(form.keep_touched.data))
    except Touched:
        db.session.rollback()
        form.form_errors.append(
            gettext("Nothing was undone: people or later imports have gone on from this.")
        )
        return invalid(_PAGE, form=form, **_shown(run, foresee(run)))
    db.session.commit()
    flash(gettext("Import %(number)s is undone.", number=run.id))
    return changed(url_for("import_runs.show", import_run_id=run.id))


def _undo_later(run: ImportRun, *, keep_touched: bool) -> Reply:
    """Nobody waits for the answer; the page of the run says when it is done."""
    if run.undone_at is not None:
        raise Refused("Import %(number)s was undone before.", number=run.id)
    undoing_later.ask(run, by=me(), keep_touched=keep_touched)
    db.session.commit()
    background.start_long(imports.work)
    return changed(url_for("import_runs.show", import_run_id=run.id))


def _shown(run: ImportRun, foreseen: Undone) -> dict[str, object]:
    return {
        "run": run,
        "removed": _in_words(foreseen.removed),
        "restored": _in_words(foreseen.restored),
        "touches": [(table_word(one.table), one) for one in foreseen.kept[:_SHOWN]],
        "more": len(foreseen.kept[_SHOWN:]),
    }


def _in_words(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(table_word(table), count) for table, count in counts.items() if count]
