"""For tests that look at the demo story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner import create_app
from planner.config import Settings
from planner.database import db
from tests.support.stories.demo import demo_database


@pytest.fixture
def told(tmp_path: Path) -> Iterator[None]:
    """The test runs inside the application, on a database with the story in it."""
    settings = Settings(demo_database(tmp_path), tmp_path / "data", "only for tests", testing=True)
    with create_app(settings).app_context():
        yield
        db.session.remove()
        db.engine.dispose()
