"""`planner database`: the tables and their migrations."""

import click
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask.cli import with_appcontext

from planner import places
from planner.database import db


@click.group()
def database() -> None:
    """The database's tables."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the tables to this version of the program."""
    upgrade_to_head()
    click.echo("The database is up to date.", err=True)


def upgrade_to_head() -> None:
    """Make the migrations that are missing, all in one transaction."""
    with db.engine.begin() as connection:
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")


def is_up_to_date() -> bool:
    """Whether the tables are those of this version."""
    heads = set(ScriptDirectory.from_config(_configuration()).get_heads())
    with db.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(places.MIGRATIONS).replace("%", "%%"))
    return configuration
