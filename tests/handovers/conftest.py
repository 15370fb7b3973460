"""A contract that Anna has won as a business developer, on a day in June."""

from collections.abc import Iterator

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.models import Person
from planner.models.kinds import Role
from tests.handovers.signing import DAY, SIGNED
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def carla(app: Flask, cast: Cast) -> Person:
    """A customer developer of Anna's team who is on no plan yet."""
    team_id = cast.anna.team_id
    return planned.person(app, "carla", "Carla Koch", Role.CUSTOMER_DEVELOPER, team_id=team_id)


@pytest.fixture
def winner(app: Flask, cast: Cast) -> int:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        anna.role = Role.BUSINESS_DEVELOPER
        db.session.commit()
        return anna.id


@pytest.fixture
def fleet(app: Flask, cast: Cast, winner: int) -> int:
    return planned.contract(app, cast, signed_on=SIGNED, won_by_id=winner)
