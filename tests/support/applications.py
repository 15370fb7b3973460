"""Applications for tests: one after the other uses the same, unless it needs its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, has_app_context
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from planner import clock, create_app, logs
from planner.config import Settings
from planner.database import db
from planner.jobs import background
from tests.support import compiled
from tests.support.databases import changes_made

_made: dict[str, Flask] = {}


@contextmanager
def own_application(settings: Settings) -> Iterator[Flask]:
    """An application that only one test uses."""
    app = _make(settings)
    yield app
    background.wait()  # what was still under way has a connection of its own
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@contextmanager
def shared_application(settings: Settings) -> Iterator[Flask]:
    """The one of these settings, as if it had been made for this test.

    What a test changes in its configuration is put back and what it keeps is forgotten; a
    connection or a context that a test leaves open makes it fail.
    """
    if settings.database_url not in _made:
        _made[settings.database_url] = _make(settings)
    app = _made[settings.database_url]
    usual = {**app.config, "PLANNER": settings}
    app.config["PLANNER"] = settings
    clock.configure(zone=settings.time_zone, fixed_day=settings.today)
    logs.configure_logs()  # to where this test reads it
    yield app
    background.wait()
    app.config.clear()
    app.config.update(usual)
    _forget(app)
    _refuse_what_is_open(app)


def _make(settings: Settings) -> Flask:
    app = create_app(settings)
    compiled.share(app)
    changes_made.note(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _leave_it_to_the_system)
    return app


def _leave_it_to_the_system(connection: Any, _record: object) -> None:
    """What a test has written need not be on the disk when the machine loses its power."""
    connection.execute("PRAGMA synchronous = OFF")


def _forget(app: Flask) -> None:
    """Begin everything anew that the program keeps in the application."""
    for name, kept in app.extensions.items():
        if type(kept).__module__.startswith("planner."):
            app.extensions[name] = type(kept)()


def _refuse_what_is_open(app: Flask) -> None:
    assert not has_app_context(), "An application context was left open."
    with app.app_context():
        pool = db.engine.pool
        assert isinstance(pool, QueuePool)
        taken = pool.checkedout()
        if taken:
            db.engine.dispose()
    assert not taken, f"{taken} connections were left in use."
