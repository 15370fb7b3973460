"""`planner crm`: customers and what was sold to them, from other programs."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError

from planner.cli import crm_text
from planner.cli.crm_inspect import inspect
from planner.cli.crm_runs import runs, undo
from planner.cli.database import is_up_to_date
from planner.database import db
from planner.imports import maven
from planner.imports.dates import DateForm
from planner.imports.export_error import ExportError
from planner.imports.records import Records
from planner.imports.runs.describing import describe
from planner.imports.runs.recording import recorded
from planner.imports.writing import Outcome, write_export
from planner.models import ImportRun, Person


@click.group()
def crm() -> None:
    """Customers and deals from other programs."""


crm.add_command(inspect)
crm.add_command(runs)
crm.add_command(undo)


@crm.group("import")
def import_() -> None:
    """Bring an export in: as a whole, or with any problem not at all."""


@import_.command("maven")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--dates",
    type=click.Choice([form.value for form in DateForm]),
    help="How days are written, where the files leave that open.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@with_appcontext
def import_maven(folder: Path, dates: str | None, *, dry_run: bool) -> None:
    """Import accounts, products, sales teams and pipeline from the folder DIR."""
    _import(
        lambda: maven.read_export(folder, DateForm(dates) if dates else None),
        files=[path.name for path in sorted(folder.glob("*.csv"))],
        dry_run=dry_run,
    )


def _import(read: Callable[[], Records], *, files: list[str], dry_run: bool) -> None:
    if not is_up_to_date():
        raise click.ClickException(
            "The database is not up to date. Run `planner database upgrade` first."
        )
    try:
        outcome = _kept(read(), files, dry_run=dry_run)
    except ExportError as refusal:
        for problem in refusal.problems:
            click.echo(problem, err=True)
        raise click.ClickException("Nothing was imported.") from refusal
    except IntegrityError as error:
        raise click.ClickException(
            "Nothing was imported: somebody else changed the same things. Try again."
        ) from error
    _tell(outcome, dry_run=dry_run)


def _kept(records: Records, files: list[str], *, dry_run: bool) -> Outcome:
    """Write the records, and what was done, so that it can be taken back; only try in a dry run."""
    run = ImportRun(system=records.system, files=[{"name": name} for name in files])
    with recorded(run):
        outcome = _written(records)
        describe(run, outcome)
        if dry_run:
            db.session.rollback()
        else:
            db.session.commit()
    return outcome


def _written(records: Records) -> Outcome:
    with click.progressbar(
        length=len(records.customers) + len(records.deals),
        label="Importing",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        return write_export(records, advance=bar.update)


def _tell(outcome: Outcome, *, dry_run: bool) -> None:
    for line in crm_text.report(outcome, dry_run=dry_run):
        click.echo(line)
    if not dry_run:
        without = db.session.scalar(select(func.count()).where(Person.email.is_(None))) or 0
        administrator = db.session.scalar(select(exists().where(Person.is_administrator)))
        for line in crm_text.ways_in(
            without_address=without, has_administrator=bool(administrator)
        ):
            click.echo(line)
