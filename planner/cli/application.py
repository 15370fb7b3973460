"""The application that a command works with, made when the command asks for it."""

import click
import psycopg
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from planner import config, create_app
from planner.config import WrongSetting


def loader(*, with_pages: bool = True) -> ScriptInfo:
    """What `with_appcontext` asks for the application."""
    return ScriptInfo(create_app=lambda: _create(with_pages=with_pages))


def _create(*, with_pages: bool) -> Flask:
    try:
        settings = config.from_environment()
        _refuse_unknown_options(settings.database_url)
    except WrongSetting as error:
        raise click.ClickException(str(error)) from error
    return create_app(settings, with_pages=with_pages)


def _refuse_unknown_options(database_url: str) -> None:
    """Only the driver knows what may stand behind the name of the database."""
    try:
        url = make_url(database_url)
        _, options = url.get_dialect()().create_connect_args(url)
        if url.get_backend_name() == "postgresql":
            psycopg.conninfo.make_conninfo(**options)
    except (ArgumentError, ValueError, psycopg.Error) as error:
        raise WrongSetting(f"DATABASE_URL: {error}.") from error
