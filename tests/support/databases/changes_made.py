"""Which changes were made on PostgreSQL in this run: every one that the program has, or it fails.

Tests of pages run on SQLite. What a page changes has to work on PostgreSQL as well, so at least one
test of each change names both databases. Only a run of all tests can tell whether one is missing.
"""

import json
from pathlib import Path

import pytest
from flask import Flask, Response, request, request_finished

from planner.database import db
from tests.support import run

FOLDER = "changes"
_READ = {"GET", "HEAD", "OPTIONS"}
_REFUSED = 400

_known: set[str] = set()
_made: set[str] = set()


def note(app: Flask) -> None:
    """From now on, what is changed through this application is noted."""
    _known.update(r.endpoint for r in app.url_map.iter_rules() if (r.methods or set()) - _READ)
    with app.app_context():
        is_postgresql = db.engine.dialect.name == "postgresql"
    if is_postgresql:
        request_finished.connect(_note, app)


def _note(_app: Flask, response: Response, **_more: object) -> None:
    if request.method not in _READ and response.status_code < _REFUSED and request.endpoint:
        _made.add(request.endpoint)


def write_down(process: str) -> None:
    """Leave what this process has noted to the one that ends the run."""
    folder = run.folder() / FOLDER
    folder.mkdir(exist_ok=True)
    noted = json.dumps([sorted(_known), sorted(_made)])
    (folder / process).write_text(noted, encoding="utf-8")


def missing() -> list[str]:
    """The changes that were made on SQLite only, by their endpoints."""
    noted = [json.loads(file.read_text(encoding="utf-8")) for file in _files()]
    known = {endpoint for of_one, _made_there in noted for endpoint in of_one}
    return sorted(known - {endpoint for _known_there, made in noted for endpoint in made})


def _files() -> list[Path]:
    return sorted((run.folder() / FOLDER).iterdir())


def is_run_of_all(session: pytest.Session) -> bool:
    """Whether all tests were to run, and did, so that what is missing is nowhere."""
    config = session.config
    is_narrowed = config.option.keyword or config.option.markexpr or config.option.collectonly
    is_whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return is_whole and not is_narrowed and not session.testsfailed
