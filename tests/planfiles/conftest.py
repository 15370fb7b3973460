"""For tests that bring plan files into a database."""

from collections.abc import Iterator

import pytest
from flask import Flask


@pytest.fixture
def inside(app: Flask) -> Iterator[None]:
    """The test runs inside the application, on a database of its own."""
    with app.app_context():
        yield
