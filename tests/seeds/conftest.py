"""For tests that look at the demo story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner import create_app
from planner.database import db
from tests.support.stories.demo import demo_settings


@pytest.fixture
def told(tmp_path: Path) -> Iterator[None]:
    """The test runs inside the application, on a database with the story in it."""
    with create_app(demo_settings(tmp_path)).app_context():
        yield
        db.session.remove()
        db.engine.dispose()
