"""The imports from other programs, with what each brought and what was odd in it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, render_template
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner.imports.views.import_words import (
    fates_in_words,
    handling_word,
    kind_word,
    table_word,
)
from planner.models import ImportRun
from planner.translation import lazy as _
from planner.views.web import (
    Column,
    Kind,
    Permission,
    Table,
    check_general,
    db,
    download,
    find,
    gettext,
    number,
)

bp = Blueprint("import_runs", __name__)

_SHOWN = 200
"""So many are listed; an organisation imports now and then."""

_Finding = Mapping[str, Any]


@bp.get("/imports")
def index() -> str:
    check_general(Permission.ADMINISTER)
    found = select(ImportRun).options(joinedload(ImportRun.by)).order_by(ImportRun.id.desc())
    runs = db.session.scalars(found.limit(_SHOWN)).all()
    return render_template("imports/runs/index.html", runs=[(run, _brought(run)) for run in runs])


@bp.get("/imports/<int:import_run_id>")
def show(import_run_id: int) -> str:
    run = find(ImportRun, import_run_id, Permission.ADMINISTER)
    return render_template(
        "imports/runs/show.html",
        run=run,
        nouns=[(table_word(noun), counts) for noun, counts in run.nouns.items()],
        files=[
            (file, table_word(file["noun"] or ""), fates_in_words(file))
            for file in run.files
            if "rows" in file
        ],
        findings=[
            (kind_word(each["kind"]), handling_word(each["handling"]), each)
            for each in run.findings
        ],
    )


@bp.get("/imports/<int:import_run_id>/findings.<kind>")
def show_table(import_run_id: int, kind: str) -> Response:
    """What was odd in the files, as a file."""
    run = find(ImportRun, import_run_id, Permission.ADMINISTER)
    name = gettext("Import %(number)s", number=run.id)
    return download(Table(name, _COLUMNS, run.findings), kind, name)


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
            parts.append(f"{table_word(noun)}: {', '.join(written)}")
    return "; ".join(parts)


_COLUMNS: tuple[Column[_Finding], ...] = (
    Column(_("What was odd"), lambda one: kind_word(one["kind"])),
    Column(_("What was done"), lambda one: handling_word(one["handling"])),
    Column(_("Of what"), lambda one: one["about"]),
    Column(_("How often"), lambda one: one["count"], Kind.NUMBER),
    Column(_("For example"), lambda one: ", ".join(one["examples"])),
)
