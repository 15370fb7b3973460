"""`planner plans`: plan files in and out."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import with_appcontext

from planner.cli.database import is_up_to_date
from planner.cli.plan_changes import details, summary
from planner.cli.plan_folder import Unwritten, write_plans
from planner.cli.progress import Progress
from planner.database import db
from planner.planfiles import PlanFileRefused, read_file
from planner.planfiles.importing import import_document
from planner.planfiles.outcomes import PlanFileOutcome
from planner.planfiles.preview import preview


@click.group()
def plans() -> None:
    """Plan files."""


@plans.command("import")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--replace", is_flag=True, help="Remove what the plan has and the file has not.")
@with_appcontext
def import_(files: Sequence[Path], *, dry_run: bool, replace: bool) -> None:
    """Bring customers with their plans in, each file whole or not at all.

    What has the same key is updated, the rest is created, and what the file does not have stays.
    """
    _refuse_old_tables()
    gc.freeze()  # what is loaded by now stays, and to look it through again and again takes time
    refused = 0
    with Progress("files", len(files)) as progress:
        for path in files:
            try:
                outcome = _bring_in(path, dry_run=dry_run, replace=replace)
            except PlanFileRefused as error:
                refused += 1
                progress.say(str(error), err=True)
            else:
                progress.say(f"{path}: {summary(outcome, dry_run=dry_run)}")
                if dry_run:
                    for line in details(outcome):
                        progress.say(line)
            progress.step()
    sys.exit(1 if refused else 0)


def _bring_in(path: Path, *, dry_run: bool, replace: bool) -> PlanFileOutcome:
    document = read_file(path)
    apply = preview if dry_run else import_document
    try:
        outcome = apply(document, by=None, name=str(path), replace=replace)
        if not dry_run:
            db.session.commit()
        return outcome
    finally:
        db.session.rollback()


@plans.command("export")
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@click.option("--customer", "first_keys", metavar="KEY...", multiple=True, help="Whose plans.")
@click.option("--all", "everything", is_flag=True, help="The plans of all customers.")
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go.",
)
@with_appcontext
def export(
    keys: Sequence[str], first_keys: Sequence[str], *, everything: bool, folder: Path
) -> None:
    """Write one plan file a plan: CUSTOMER.json, and CUSTOMER.STARTS_ON.json for older plans."""
    if everything == bool(first_keys) or (keys and not first_keys):
        raise click.UsageError("Say either --customer KEY... or --all.")
    _refuse_old_tables()
    customers = None if everything else [*first_keys, *keys]
    try:
        with Progress("plans") as progress:
            for _ in write_plans(customers, folder):
                progress.step()
    except Unwritten as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Plan files written to {folder}: {progress.done}")


def _refuse_old_tables() -> None:
    if not is_up_to_date():
        raise click.ClickException(
            "The database is not up to date. Run `planner database upgrade` first."
        )
