"""`planner crm runs` and `planner crm undo`: what imports did, and how one is taken back."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import joinedload

from planner import clock
from planner.actions.errors import Refused
from planner.actions.history.event_names import noun_of
from planner.cli.crm.crm_text import findings_as_json
from planner.database import db
from planner.imports.runs.touching import Touch
from planner.imports.runs.undoing import Touched, Undone, undo as undo_run
from planner.imports.uploads import turns
from planner.models import ImportRun


@click.command("runs")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def runs(*, as_json: bool) -> None:
    """List the imports, the newest first."""
    found = select(ImportRun).options(joinedload(ImportRun.by)).order_by(ImportRun.id.desc())
    listed = list(db.session.scalars(found))
    if as_json:
        click.echo(json.dumps({"runs": [_as_json(run) for run in listed]}, ensure_ascii=False))
        return
    for run in listed:
        click.echo(_line(run))
    if not listed:
        click.echo("Nothing has been imported yet.")


def _as_json(run: ImportRun) -> dict[str, Any]:
    return {
        "run": run.id,
        "at": _moment(run.at),
        "by": run.by.key if run.by else None,
        "system": run.system,
        "files": run.files,
        "nouns": run.nouns,
        "findings": findings_as_json(run),
        "undone": run.undone_at is not None,
        "undone_at": _moment(run.undone_at) if run.undone_at else None,
    }


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _line(run: ImportRun) -> str:
    counts = (
        f"{count:,} {noun_of(noun) if count == 1 else noun} {fate}"
        for noun, fates in run.nouns.items()
        for fate, count in fates.items()
        if count and fate != "unchanged"
    )
    by = run.by.name if run.by else "the command line"
    undone = f"; undone {clock.local(run.undone_at).date()}" if run.undone_at else ""
    return f"{run.name}, {clock.local(run.at).date()} by {by}: {', '.join(counts)}{undone}"


@click.command("undo")
@click.argument("run", type=int)
@click.option("--keep-touched", is_flag=True, help="Leave what was changed or used since.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def undo(run: int, *, keep_touched: bool, dry_run: bool, as_json: bool) -> None:
    """Undo the import RUN: what it made goes, what it changed is as before."""
    undone = _undone(run, keep_touched=keep_touched, dry_run=dry_run)
    if as_json:
        said = {"format": "planner.undo/1", "run": run, "dry_run": dry_run, **_told(undone)}
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    for line in _lines(run, undone, dry_run=dry_run):
        click.echo(line)


def _undone(run: int, *, keep_touched: bool, dry_run: bool) -> Undone:
    turns.wait_for_others()
    try:
        undone = undo_run(run, by=None, keep_touched=keep_touched)
        if dry_run:
            db.session.rollback()
        else:
            db.session.commit()
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except Touched as refusal:
        db.session.rollback()
        for touch in refusal.touches:
            click.echo(_why(touch), err=True)
        raise click.ClickException(
            f"Nothing was changed: {refusal}. --keep-touched leaves those and undoes the rest."
        ) from refusal
    except DBAPIError as error:
        raise click.ClickException(
            "Nothing was changed: somebody else changed the same things. Try again."
        ) from error
    return undone


def _why(touch: Touch) -> str:
    if touch.run is not None:
        return f"{touch.table}: “{touch.name}”: {touch.by} has gone on from it; undo that first"
    return f"{touch.table}: “{touch.name}”: changed or used since by {touch.by}"


def _told(undone: Undone) -> dict[str, Any]:
    kept = [
        {"noun": one.table, "name": one.name, "by": one.by, "run": one.run} for one in undone.kept
    ]
    return {"removed": undone.removed, "restored": undone.restored, "kept": kept}


def _lines(run: int, undone: Undone, *, dry_run: bool) -> Iterator[str]:
    for table, count in undone.removed.items():
        yield f"{count:>10,} {table} removed"
    for table, count in undone.restored.items():
        yield f"{count:>10,} {table} as before"
    for touch in undone.kept:
        yield f"kept: {_why(touch)}"
    yield "Nothing was changed: this was a dry run." if dry_run else f"Import {run} is undone."
