"""A world of chance for the queries that add it up."""

from collections.abc import Iterator
from random import Random

import pytest
from flask import Flask

from planner import clock
from planner.models import Person
from tests.conftest import TODAY
from tests.support.stories import coverage_world
from tests.support.stories.worlds import filled


@pytest.fixture
def chance(seed: int) -> Random:
    return Random(seed)


@pytest.fixture
def world(app: Flask, chance: Random) -> Iterator[Person]:
    """A database full of chance, and the auditor who sees all of it."""
    with app.app_context(), clock.at(TODAY):
        yield filled(coverage_world.fill, chance)
