"""A server one page of which is never made, and which gives up soon when it is told to stop.

`python -m tests.support.never_ending` starts it with the settings of the environment.
"""

import threading
from dataclasses import replace
from typing import Any

import click
from flask import request

from planner import config, create_app, server
from planner.cli.serve import run

NEVER_MADE = "/never-made"
BEGUN = "It is being made."


def application() -> Any:
    """As in production, with a page more."""
    app = create_app(replace(config.from_environment(), lock_patience=server.LOCK_PATIENCE))

    @app.before_request
    def wait() -> None:
        if request.path == NEVER_MADE:
            click.echo(BEGUN)
            threading.Event().wait()

    return server.asgi(app)


if __name__ == "__main__":
    server.ENDS_WITHIN = 1.0
    settings = config.from_environment()
    run("tests.support.never_ending:application", settings, settings.host)
