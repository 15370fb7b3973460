"""`planner backup`: everything of one moment, while people work."""

from importlib.metadata import version
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from planner.backups import BackupRefused
from planner.backups.manifests import Manifest
from planner.backups.records import note_backup
from planner.backups.writing import write
from planner.cli.database import is_up_to_date, migration_of_tables
from planner.cli.progress import Progress
from planner.config import Settings
from planner.database import db, only_reading


@click.command()
@click.option(
    "--to",
    "path",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write, which must not be there yet.",
)
@with_appcontext
def backup(path: Path) -> None:
    """Write everything of one moment into FILE, a zip, while people work.

    It holds all tables with what was uploaded, and the secret, so keep it where nobody else reads.
    """
    with only_reading():
        if not is_up_to_date():
            raise click.ClickException(
                "The database is not up to date. Run `planner database upgrade` first."
            )
        settings = current_app.config["PLANNER"]
        try:
            manifest = _write(path, settings)
        except BackupRefused as error:
            raise click.ClickException(str(error)) from error
    note_backup(settings.data_folder, manifest)
    click.echo(f"{path}: {manifest.rows} rows of {len(manifest.tables)} tables")


def _write(path: Path, settings: Settings) -> Manifest:
    migration = migration_of_tables()
    with db.engine.connect() as connection, Progress("rows") as progress:
        return write(
            path,
            connection,
            version=version("planner"),
            migration=migration,
            secret=settings.secret_key,
            step=progress.step,
        )
