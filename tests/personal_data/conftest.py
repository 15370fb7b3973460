"""The demo story on either kind of database, to erase people from it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from planner import create_app
from planner.config import Settings
from planner.database import db
from tests.support.stories.demo import demo_settings


def story_in(folder: Path) -> Settings:
    """Those of an application on SQLite with the story, which has a data folder of its own."""
    folder.mkdir()
    return replace(demo_settings(folder), data_folder=folder / "data")


def invoked(app: Flask, *arguments: str) -> None:
    result = app.test_cli_runner().invoke(args=list(arguments))
    assert result.exit_code == 0, result.output


@pytest.fixture
def demo_backup(tmp_path: Path) -> Path:
    """A backup of the whole demo story."""
    file = tmp_path / "before.zip"
    app = create_app(story_in(tmp_path / "before"), with_pages=False)
    invoked(app, "backup", "--to", str(file))
    with app.app_context():
        db.engine.dispose()
    return file


@pytest.fixture
def story(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on the whole demo story."""
    settings = story_in(tmp_path / "story")
    if database_kind == "postgresql":
        address = request.getfixturevalue("empty_database_url")
        settings = replace(settings, database_url=address)
    app = create_app(settings)
    if database_kind == "postgresql":
        invoked(app, "restore", str(request.getfixturevalue("demo_backup")))
    yield app
    with app.app_context():
        db.engine.dispose()
