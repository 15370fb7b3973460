"""Sections of a plan's page, fetched again as the page has them."""

import pytest
from flask import Flask

from planner.database import db
from planner.views.plan.plan_sections import SECTIONS
from tests.conftest import TODAY
from tests.support import listeners
from tests.support.fixtures import Visitors
from tests.support.listeners import PAGES
from tests.support.markup import Element
from tests.support.statements import counted
from tests.support.stories.cast import Cast
from tests.support.stories.visits import goal_of_one_side, joint_visit

IDS = {name: listeners.IDS.get(name, name) for name in SECTIONS}


def test_each_section_is_as_the_page_has_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, TODAY)
    goal_of_one_side(app, cast, "More leasing", cast.anna)
    for reader in (cast.anna, cast.jo, cast.otto):
        who = visitor(reader)
        pages = [who.visit(f"/plans/{cast.plan.id}{page}") for page in PAGES]
        for name in SECTIONS:
            page = next((each for each in pages if each.has(IDS[name])), pages[0])
            section = who.visit(f"/plans/{cast.plan.id}/sections?names={name}")
            assert section.status == 200, (reader.name, name)
            assert section.has(IDS[name]) == page.has(IDS[name]), (reader.name, name)
            if page.has(IDS[name]):
                told = section.element(IDS[name]).text
                assert told == page.element(IDS[name]).text, (reader.name, name)
                [root] = [child for child in section.root.children if isinstance(child, Element)]
                assert root["id"] == IDS[name], (reader.name, name)


def test_several_come_in_the_order_of_the_page_and_only_they_are_read(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    with app.app_context():
        engine = db.engine
    address = f"/plans/{cast.plan.id}/sections?names="
    jo.visit(address)
    with counted(engine) as of_none:
        assert jo.visit(address).text == ""
    with counted(engine) as of_two:
        found = jo.visit(f"{address}questions,goals,goals")
    roots = [child["id"] for child in found.root.children if isinstance(child, Element)]
    assert roots == ["goals", "questions"]
    assert len(of_two) == len(of_none) + 2


@pytest.mark.parametrize("names", ["nothing", "goals,../base", "goals;deals", "%00"])
def test_section_that_is_not_there_is_refused(cast: Cast, visitor: Visitors, names: str) -> None:
    assert visitor(cast.jo).visit(f"/plans/{cast.plan.id}/sections?names={names}").status == 400
