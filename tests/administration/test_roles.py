"""The page that says who may do what."""

import pytest
from flask import Flask

from planner.access import TABLE, Permission, Standing
from planner.actions.people import settings
from planner.administration.views.roles import PERMISSIONS, STANDINGS
from planner.database import db
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


def test_everything_in_the_table_has_its_words() -> None:
    assert set(PERMISSIONS) == set(Permission) == set(TABLE)
    assert set(STANDINGS) == set(Standing)


def test_the_page_says_for_each_permission_exactly_who_has_it(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.fritz).visit("/roles")
    names = {str(words[0]): standing for standing, words in STANDINGS.items()}
    for permission, standings in TABLE.items():
        said = {item.text for item in page.element(permission).all("li")}
        assert {names[text] for text in said} == standings


def test_it_tells_everybody_whether_administrators_read_plans(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    fritz = visitor(cast.fritz)
    assert "administrators read plans only as members" in fritz.visit("/roles").text
    with app.app_context():
        settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=cast.ada)
        db.session.commit()
    assert "administrators may read every plan" in fritz.visit("/roles").text
