"""The `planner` command. Exit status: 0 done, 1 refused (nothing changed), 2 wrong usage."""

from importlib.metadata import version
from typing import Any

import click
from flask import Flask
from flask.cli import FlaskGroup
from sqlalchemy.exc import OperationalError

from planner.cli import rate
from planner.config import WrongSetting


def _create_app() -> Flask:
    from planner import create_app  # noqa: PLC0415 - the factory imports this module

    try:
        return create_app()
    except WrongSetting as error:
        raise click.ClickException(str(error)) from error


class _Group(FlaskGroup):
    """Flask's group without its own options, which say nothing to people who plan customers."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.params = [option for option in self.params if option.name == "version"]

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OperationalError as error:
            raise click.ClickException(f"The database does not answer: {error.orig}") from error


@click.group(
    cls=_Group,
    create_app=_create_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
)
@click.version_option(version("planner"), prog_name="planner")
def main() -> None:
    """Plan customers together."""


# Rating files needs no application, so the command does not wait for one.
main.add_command(rate.rate)


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    # They need the models, which need the application's extensions.
    from planner.cli import crm, database, demo, nightly, people, plans, serve  # noqa: PLC0415

    for command in (
        crm.crm,
        database.database,
        demo.demo,
        nightly.nightly,
        people.people,
        plans.plans,
        serve.serve,
    ):
        app.cli.add_command(command)
