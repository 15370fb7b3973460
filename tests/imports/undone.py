"""What tests ask of imports that are recorded and taken back."""

from typing import Any

from sqlalchemy import select

from planner import clock
from planner.database import Base, db
from planner.imports.runs.describing import describe
from planner.imports.runs.recording import WORKED_OUT, recorded
from planner.imports.runs.undoing import Touched, Undone, undo
from planner.imports.writing import write_export
from planner.models import ImportRun, SearchEntry
from tests.imports.exports import Export
from tests.imports.written import TODAY

STAYS = {model.__tablename__ for model in WORKED_OUT - {SearchEntry}}


def bring_in(export: Export) -> int:
    """Import and commit; the number of the run."""
    run = ImportRun(system="maven", files=[{"name": "accounts.csv"}])
    with clock.at(TODAY), recorded(run):
        describe(run, write_export(export.read()))
        db.session.commit()
    db.session.expunge_all()
    return run.id


def take_back(run: int, *, keep_touched: bool = False) -> Undone:
    with clock.at(TODAY):
        undone = undo(run, by=None, keep_touched=keep_touched)
    db.session.commit()
    db.session.expunge_all()
    return undone


def touched(run: int) -> dict[tuple[str, str], str]:
    """By whom each thing was changed or used, for which the import is not taken back."""
    try:
        undo(run, by=None)
    except Touched as refusal:
        db.session.rollback()
        return {(one.table, one.name): one.by for one in refusal.touches}
    raise AssertionError("it was taken back")


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, but for what stays when an import is taken back."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in STAYS:
            rows = db.session.execute(select(table).order_by(*table.primary_key)).mappings()
            found[table.name] = [dict(row) for row in rows]
    db.session.rollback()
    return found
