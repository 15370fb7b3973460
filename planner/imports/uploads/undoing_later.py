"""Undoes large imports by the clock, as somebody has asked for."""

from sqlalchemy import select

from planner.database import db
from planner.imports.runs.done import made_by
from planner.models import ImportRun, ImportUndo, Person

LARGE = 2_000
"""Rows from which on nobody waits for the answer."""


def is_large(run: ImportRun) -> bool:
    return sum(map(len, made_by(run).values())) > LARGE


def waiting_for(run: ImportRun) -> ImportUndo | None:
    """What somebody has asked for and is not done, or was refused."""
    return db.session.scalar(select(ImportUndo).where(ImportUndo.run_id == run.id))


def ask(run: ImportRun, *, by: Person, keep_touched: bool) -> None:
    """Let the clock undo it; asked again after a refusal, this is what holds."""
    waiting = waiting_for(run) or ImportUndo(run=run)
    waiting.by_id, waiting.keeps_touched, waiting.is_refused = by.id, keep_touched, False
    db.session.add(waiting)
    db.session.flush()
