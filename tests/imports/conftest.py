"""What tests of imports can ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.imports.exports import Export
from tests.imports.written import Written


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
