"""All handovers that one may see, in one list."""

import pytest
from flask import Flask

from planner.database import db
from planner.handovers.queries import handover_lists
from planner.handovers.queries.handover_lists import HandoverFilter
from planner.models import Person
from tests.handovers.signing import SIGNED, it, proposed
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite", "postgresql")
def test_all_handovers_that_one_may_see_stand_in_one_list(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int
) -> None:
    anna = visitor(cast.anna)
    page = anna.visit("/renewals").click("Handovers")
    assert "Eisenwerk Brühl AG" in page.element(f"handover-of-{fleet}").text
    assert "Nobody is asked to take over." in page.text
    assert "14 days since the signature" in page.text
    proposed(app, cast, fleet, carla)
    assert "Carla Koch" in anna.visit("/handovers").text
    assert "Nothing is handed over at the moment." in visitor(cast.fritz).visit("/handovers").text


def test_the_list_of_handovers_takes_as_many_statements_for_many(
    app: Flask, cast: Cast, fleet: int
) -> None:
    numbers = []
    for _times in range(2):
        with app.app_context(), counted(db.engine) as statements:
            handover_lists.handover_list(it(cast.anna), HandoverFilter())
            numbers.append(len(statements))
        for number in range(5):
            terms = {"signed_on": SIGNED, "won_by_id": cast.anna.id}
            planned.contract(app, cast, f"No. {number}", **terms)
    assert numbers[0] == numbers[1]
