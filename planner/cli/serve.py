"""`planner serve`: the production server."""

import os
import signal

import click
from flask import current_app
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from planner.cli.database import is_up_to_date
from planner.config import Settings
from planner.database import refresh_statistics


@click.command()
@with_appcontext
def serve() -> None:
    """Serve the application; the migrations must have been made before."""
    if not is_up_to_date():
        raise click.ClickException(
            "The database is not up to date. Run `planner database upgrade` first."
        )
    refresh_statistics()
    settings: Settings = current_app.config["PLANNER"]
    click.echo(f"Serving on http://{settings.host}:{settings.port}", err=True)
    run("planner.server:application", settings)


def run(factory: str, settings: Settings) -> None:
    """Serve the ASGI application that `factory` makes, until the process is told to stop."""
    os.register_at_fork(after_in_child=_stop_even_while_starting)
    Granian(
        factory,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGINL,
        workers=settings.workers,
        log_level=LogLevels.warning,
        # A process that dies is started again; those who wait for an answer get a moment.
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


def _stop_even_while_starting() -> None:
    """Let a new process be stopped before it listens to signals of its own.

    Until then it has the handlers of its parent, which do nothing there, and would be waited for in
    vain. What a terminal sends to all of them is for the parent, which stops the others.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
