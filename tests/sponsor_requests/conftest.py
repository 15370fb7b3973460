"""Two executives: Dr. Ruth Falk, who is on Anna's plan, and Eva Zorn, who is on none."""

from collections.abc import Iterator

import pytest
from flask import Flask

from planner import clock
from planner.models import Person
from planner.models.kinds import Role
from tests.sponsor_requests.calling import DAY
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def eva(app: Flask, cast: Cast) -> Person:
    """The next executive by name after Ada, who administers."""
    return planned.person(app, "eva", "Eva Zorn", Role.EXECUTIVE_SPONSOR)
