"""What those on a plan say to a call on an executive, who reads none of it."""

import pytest
from flask import Flask

from planner.models import Person
from tests.sponsor_requests.calling import called
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

SAID = "He knows their chairman"


@pytest.mark.databases("sqlite", "postgresql")
def test_what_is_said_stands_below_the_call_and_is_told_to_who_has_asked(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    call = called(app, cast, eva)
    tom, address = visitor(cast.tom), f"/sponsor-requests/{call}"
    answer = tom.visit(address).form("comment-form").fill(text=SAID).submit()
    assert SAID in answer.follow().element("comments").text
    assert "1 comment on A robust no" in tom.visit(f"/plans/{cast.plan.id}/talks").links
    assert SAID in visitor(cast.anna).visit(address).text
    assert f"{eva.name}: {SAID}" in visitor(cast.anna).visit("/notifications").text
    assert "History" in visitor(cast.anna).visit(address).links
    assert visitor(cast.fritz).visit(f"/sponsor_requests/{call}/comments").status == 404
    assert not visitor(cast.otto).visit(f"/sponsor_requests/{call}/comments").has("comment-form")


def test_executive_reads_nothing_of_what_is_said_to_the_call(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    call = called(app, cast, eva)
    visitor(cast.tom).visit(f"/sponsor-requests/{call}").form("comment-form").fill(
        text=f"{SAID} @{eva.name}"
    ).submit()
    executive = visitor(eva)
    assert SAID not in executive.visit("/desk").text
    assert SAID not in executive.visit(f"/desk/{call}").text
    assert executive.visit(f"/sponsor_requests/{call}/comments").status == 404
    assert SAID not in executive.visit("/notifications").text
