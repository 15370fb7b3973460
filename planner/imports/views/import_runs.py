"""The imports from other programs, with what each brought and what was odd in it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, current_app, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner.imports.forms import FilesForm
from planner.imports.uploads import undoing_later
from planner.imports.uploads.keeping import REPORT
from planner.imports.views import import_words, mappings
from planner.jobs import imports as jobs
from planner.models import ImportRun, ImportUpload, UploadState
from planner.translation import lazy as _
from planner.views.web import (
    Column,
    Kind,
    Permission,
    Reply,
    Table,
    changed,
    check_general,
    db,
    download,
    find,
    gettext,
    htmx,
    number,
)

bp = Blueprint("import_runs", __name__)

_SHOWN = 200
"""So many are listed; an organisation imports now and then."""

_Finding = Mapping[str, Any]


@bp.get("/imports")
def index() -> str:
    check_general(Permission.ADMINISTER)
    return index_page(FilesForm(formdata=None))


def megabytes() -> int:
    """So much can be sent at once."""
    return int(current_app.config["MAX_CONTENT_LENGTH"]) // 1024**2


def index_page(form: FilesForm) -> str:
    """The list, below the place where files are dropped."""
    found = select(ImportRun).options(joinedload(ImportRun.by)).order_by(ImportRun.id.desc())
    runs = db.session.scalars(found.limit(_SHOWN)).all()
    waiting = select(ImportUpload).options(joinedload(ImportUpload.by))
    not_done = waiting.where(ImportUpload.state != UploadState.DONE)
    return render_template(
        "imports/runs/index.html",
        form=form,
        megabytes=megabytes(),
        runs=[(run, _brought(run)) for run in runs],
        uploads=db.session.scalars(not_done.order_by(ImportUpload.id.desc())).all(),
        mappings=mappings.offered(),
    )


@bp.get("/imports/<int:import_run_id>")
def show(import_run_id: int) -> Reply:
    run = find(ImportRun, import_run_id, Permission.ADMINISTER)
    undo = undoing_later.waiting_for(run)
    if htmx and (undo is None or undo.is_refused):  # what the page has waited for
        return changed(url_for("import_runs.show", import_run_id=run.id))
    return render_template(
        "imports/runs/show.html",
        run=run,
        report_of=_upload_with_report(run),
        undo=undo,
        nouns=[(import_words.table_word(noun), counts) for noun, counts in run.nouns.items()],
        files=[
            (file, import_words.table_word(file["noun"] or ""), import_words.fates_in_words(file))
            for file in run.files
            if "rows" in file
        ],
        findings=[
            (
                import_words.kind_word(each["kind"]),
                import_words.handling_word(each["handling"]),
                each,
            )
            for each in run.findings
        ],
    )


@bp.get("/imports/<int:import_run_id>/findings.<any(csv, xlsx):kind>")
def show_table(import_run_id: int, kind: str) -> Response:
    """What was odd in the files, as a file."""
    run = find(ImportRun, import_run_id, Permission.ADMINISTER)
    name = gettext("Import %(number)s", number=run.id)
    return download(Table(name, _COLUMNS, run.findings), kind, name)


def _upload_with_report(run: ImportRun) -> int | None:
    """The upload that still has the report of the run, which lists single rows."""
    of_run = select(ImportUpload.id).where(ImportUpload.run_id == run.id)
    upload_id = db.session.scalar(of_run.limit(1))
    has_report = upload_id is not None and (jobs.folder_of(upload_id) / REPORT).is_file()
    return upload_id if has_report else None


def _brought(run: ImportRun) -> str:
    """`Customers: 2 new; Planned deals: 4 new, 1 changed`, of what was written."""
    parts = []
    for noun, counts in run.nouns.items():
        created, changed = counts.get("created", 0), counts.get("changed", 0)
        written = [
            *([gettext("%(number)s new", number=number(Decimal(created)))] if created else ()),
            *([gettext("%(number)s changed", number=number(Decimal(changed)))] if changed else ()),
        ]
        if written:
            parts.append(f"{import_words.table_word(noun)}: {', '.join(written)}")
    return "; ".join(parts)


_COLUMNS: tuple[Column[_Finding], ...] = (
    Column(_("What was odd"), lambda one: import_words.kind_word(one["kind"])),
    Column(_("What was done"), lambda one: import_words.handling_word(one["handling"])),
    Column(_("Of what"), lambda one: one["about"]),
    Column(_("How often"), lambda one: one["count"], Kind.NUMBER),
    Column(_("For example"), lambda one: ", ".join(one["examples"])),
)
