"""The application that a command works with, made when the command asks for it."""

import click
from flask import Flask
from flask.cli import ScriptInfo

from planner import create_app
from planner.config import WrongSetting


def loader(*, with_pages: bool = True) -> ScriptInfo:
    """What `with_appcontext` asks for the application."""
    return ScriptInfo(create_app=lambda: _create(with_pages=with_pages))


def _create(*, with_pages: bool) -> Flask:
    try:
        return create_app(with_pages=with_pages)
    except WrongSetting as error:
        raise click.ClickException(str(error)) from error
