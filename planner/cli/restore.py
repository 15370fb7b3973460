"""`planner restore`: a backup into an empty database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from planner.backups import BackupRefused, filling
from planner.backups.manifests import Manifest
from planner.backups.reading import Backup, opened
from planner.backups.secrets import written_beside
from planner.cli.database import known_migrations, run_migrations
from planner.cli.progress import Progress
from planner.config import Settings
from planner.database import db
from planner.jobs import erasures
from planner.personal_data.actions import erasing_again


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--verify", is_flag=True, help="Only read FILE, count, and compare digests.")
@click.option("--replace", is_flag=True, help="Take away first what the database holds.")
@click.pass_context
def restore(context: click.Context, path: Path, *, verify: bool, replace: bool) -> None:
    """Bring a backup, FILE, into an empty database of either kind, as a whole or not at all.

    It may be of an earlier version: it is then brought to this one. Stop the server before.
    """
    if verify and replace:
        raise click.UsageError("Say either --verify, which changes nothing, or --replace.")
    try:
        with _read(path) as backup:
            if not verify:
                context.invoke(_bring_in, backup, replace=replace)
            manifest = backup.manifest
    except BackupRefused as error:
        raise click.ClickException(str(error)) from error
    except DBAPIError as error:
        raise click.ClickException(f"The database refused it: {error.orig}") from error
    done = "is whole" if verify else "was restored"
    click.echo(
        f"{path} {done}: {manifest.rows} rows of {len(manifest.tables)} tables, "
        f"of {manifest.made_at}, by version {manifest.version}"
    )


@contextmanager
def _read(path: Path) -> Iterator[Backup]:
    with Progress("lines read") as progress, opened(path, step=progress.step) as backup:
        _refuse_newer(path, backup.manifest)
        yield backup


def _refuse_newer(path: Path, manifest: Manifest) -> None:
    known = manifest.migration in known_migrations()
    if not known or _numbers(manifest.version) > _numbers(version("planner")):
        raise BackupRefused(
            f"{path} was made by version {manifest.version} of the program, with the tables of "
            f"migration {manifest.migration}. Install that version or a later one."
        )


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


@with_appcontext
def _bring_in(backup: Backup, *, replace: bool) -> None:
    settings: Settings = current_app.config["PLANNER"]
    with written_beside(settings.secret_file, backup.secret) as take_its_place:
        run_migrations(lambda tables: _bring_rows_in(tables, backup, replace=replace))
        if settings.keeps_secret:
            take_its_place()
    _erase_again(settings.language)
    if not settings.keeps_secret and settings.secret_key != backup.secret:
        click.echo(
            "SECRET_KEY is not that of the backup: people sign in anew, and links that were "
            "mailed to them do not work.",
            err=True,
        )


def _erase_again(language: str) -> None:
    """Nobody comes back who was erased since the backup was made."""
    erasing_again.erase_again(erasures.lines(), language=language)
    db.session.commit()
    if not erasures.clean_up():
        raise click.ClickException(
            "The rows are there, but others use the database, so that names of who was erased could"
            " not be cleared from it. Stop them, and run this again with --replace."
        )


def _bring_rows_in(tables: Config, backup: Backup, *, replace: bool) -> None:
    connection: Connection = tables.attributes["connection"]
    filling.keep_others_out(connection)
    if not replace and not filling.has_no_rows(connection):
        raise BackupRefused(
            "There is something in this database. Name an empty one in DATABASE_URL, "
            "or say --replace to take away what is there."
        )
    filling.drop_tables(connection)
    command.upgrade(tables, backup.manifest.migration)
    with Progress("rows", backup.manifest.rows) as progress:
        filling.fill(connection, backup, step=progress.step)
    command.upgrade(tables, "head")
