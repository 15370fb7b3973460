"""`planner serve`: the production server."""

import gc
import os
import resource
import signal
from importlib import import_module

import click
from flask import current_app
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from planner.cli import listening
from planner.cli.database import is_up_to_date
from planner.config import Settings, WrongSetting
from planner.database import refresh_statistics

# How many connections may wait to be taken, and how many requests a process has open at once: an
# open stream counts as one as long as it lasts.
_WAITING = 4096
_AT_ONCE = 20_000


@click.command()
@with_appcontext
def serve() -> None:
    """Serve the application; the migrations must have been made before.

    By the clock it also rates all plans after midnight, mails what people want to be told, and
    clears away what is past its time. PLANNER_CLOCKWORK=off leaves that to others, such as a
    second server; the rating then is for `planner nightly`.
    """
    if not is_up_to_date():
        raise click.ClickException(
            "The database is not up to date. Run `planner database upgrade` first."
        )
    settings: Settings = current_app.config["PLANNER"]
    try:
        address, _held = listening.hold(settings)
    except WrongSetting as error:
        raise click.ClickException(str(error)) from error
    refresh_statistics()
    _load_once_for_all()
    click.echo(f"Serving on {settings.listening_at}", err=True)
    run("planner.server:application", settings, address)


def _load_once_for_all() -> None:
    """The modules of all pages, before the processes part, so that they share them: else each
    would load some 30 MB for itself. Nothing of what is shared is to be looked through by the
    collector, which would write to it.
    """
    import_module("planner.server")
    import_module("planner.pages")
    gc.collect()
    gc.freeze()


def run(factory: str, settings: Settings, address: str) -> None:
    """Serve the ASGI application that `factory` makes at this address, until the process is told
    to stop."""
    os.register_at_fork(after_in_child=_stop_even_while_starting)
    _open_as_many_as_allowed()
    Granian(
        factory,
        factory=True,
        address=address,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        backlog=_WAITING,
        backpressure=_AT_ONCE,
        log_level=LogLevels.warning,
        # A process that dies is started again; those who wait for an answer get a moment.
        respawn_failed_workers=True,
    ).serve()


def _open_as_many_as_allowed() -> None:
    """Every open page keeps a connection; what the system grants at first is often only 1,024."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _stop_even_while_starting() -> None:
    """Let a new process be stopped before it listens to signals of its own.

    Until then it has the handlers of its parent, which do nothing there, and would be waited for in
    vain. What a terminal sends to all of them is for the parent, which stops the others.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
