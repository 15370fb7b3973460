"""A browser that nobody uses, or that was signed in long ago, has to sign in again."""

import pytest

from planner.views.web import session_limits
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")

HOUR = 60 * 60
DAY = 24 * HOUR


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    now = session_limits.seconds()
    monkeypatch.setattr(session_limits, "seconds", lambda: now + seconds)


def test_a_browser_that_nobody_uses_is_asked_again(
    cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = visitor(cast.anna)
    assert anna.visit("/settings").status == 200
    later(monkeypatch, 7 * DAY + HOUR)
    assert anna.visit("/settings").location.startswith("/sign-in")


def test_use_goes_on_until_the_last_day(
    cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = visitor(cast.anna)
    assert anna.visit("/settings").status == 200
    for _round in range(5):
        later(monkeypatch, 6 * DAY - HOUR)
        assert anna.visit("/settings").status == 200
    later(monkeypatch, 2 * DAY)
    assert anna.visit("/settings").location.startswith("/sign-in")


def test_a_page_that_asks_by_itself_is_no_use(
    cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = visitor(cast.anna)
    anna.visit("/settings")
    later(monkeypatch, 6 * DAY)
    assert anna.visit(f"/plans/{cast.plan.id}/changes?after=0").status != 302
    later(monkeypatch, 2 * DAY)
    assert anna.visit("/settings").location.startswith("/sign-in")
