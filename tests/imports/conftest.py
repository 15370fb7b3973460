"""What tests of imports can ask for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.imports.exports import Export
from tests.imports.uploading import folder
from tests.imports.written import Written
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast


@pytest.fixture
def export(tmp_path: Path) -> Export:
    folder = tmp_path / "export"
    folder.mkdir()
    return Export(folder)


@pytest.fixture
def written(app: Flask) -> Iterator[Written]:
    """The database that exports are written to."""
    with app.app_context():
        yield Written()


@pytest.fixture
def ada(app: Flask, cast: Cast, visitor: Visitors) -> Iterator[Visitor]:
    """The administrator, behind whom what was sent is cleared away."""
    yield visitor(cast.ada)
    shutil.rmtree(folder(app), ignore_errors=True)
