"""The table is the only judge: what it forbids is nowhere shown and nowhere offered."""

from collections.abc import Callable, Iterator, Set

import pytest
from flask import Flask

from planner import access
from planner.access import TABLE, Permission, Standing, allows
from planner.access.table import NEEDS
from planner.database import db
from planner.views.web import deleted, rights
from tests.support import standings
from tests.support.fixtures import Visitors
from tests.support.standings import NAMES
from tests.support.stories.cast import Cast
from tests.support.walks import Walk

# What only those read who may; what else a permission gives is found by the address offered.
MARKS: dict[Permission, tuple[str, ...]] = {
    Permission.SEE_CUSTOMER: ("Marked customer",),
    Permission.SEE_PLAN: ("From the fleet to the whole works", "Who decides on the depot"),
    Permission.SEE_ACTIVITY: ("Marked activity",),
    Permission.SEE_COMMENTS: ("Marked word",),
    Permission.SEE_RATING: ("Marked answer", "How the collaboration is rated"),
    Permission.SEE_RATING_AT_ONCE: ("Marked answer",),
    Permission.SEE_PLAYBOOKS: ("Know each other",),
    Permission.GET_WEEK_MAIL: ("weekly mail about your team",),
}
# The standings of each person: what is taken is taken from all of them.
TOGETHER = {who: {one for one, name in NAMES.items() if name == who} for who in NAMES.values()}


@pytest.mark.databases("sqlite")
def test_what_the_table_forbids_is_nowhere_shown_and_nowhere_offered(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each permission is taken from each standing in turn; all that is wrong is said at once."""
    scene = standings.set_up(app, cast)
    asked: set[Permission] = set()
    for module in (rights, access, deleted):
        monkeypatch.setattr(module, "allows", _noting(asked))
    app.config["WTF_CSRF_ENABLED"] = False
    walks = {who: Walk(app, visitor(vars(cast)[who]), asked) for who in TOGETHER}
    monkeypatch.setattr(db.session, "commit", db.session.flush)
    for walk in walks.values():
        walk.begin(scene.addresses())
    wrong = [
        f"without {permission}, {' and '.join(sorted(TOGETHER[who]))}: {what}"
        for who, walk in walks.items()
        for permission in Permission
        if TOGETHER[who] & TABLE[permission]
        for what in _without(app, monkeypatch, permission, who, walk)
    ]
    assert wrong == [], "\n".join(wrong)


def _without(
    app: Flask, monkeypatch: pytest.MonkeyPatch, permission: Permission, who: str, walk: Walk
) -> Iterator[str]:
    with monkeypatch.context() as patched:
        patched.setitem(TABLE, permission, TABLE[permission] - TOGETHER[who])
        app.extensions["cache"].entries.clear()
        yield from walk.without(permission, MARKS.get(permission, ()))
    app.extensions["cache"].entries.clear()


def _noting(asked: set[Permission]) -> Callable[[Permission, Set[Standing]], bool]:
    """The question to the table, which notes what was asked for."""

    def noted(permission: Permission, there: Set[Standing]) -> bool:
        asked.add(permission)
        return allows(permission, there)

    return noted


def test_nobody_may_do_what_they_cannot_see() -> None:
    for permission, sight in NEEDS.items():
        for standing in TABLE[permission]:
            alone = {standing, *_BESIDE.get(standing, ())}
            assert allows(sight, alone), f"{standing} has {permission} without {sight}"


# Who is told the ages stands to the same customers as a lead or an auditor, too.
_BESIDE: dict[Standing, set[Standing]] = {
    Standing.INFORMED_LEAD: {Standing.LEAD},
    Standing.INFORMED_AUDITOR: {Standing.AUDITOR},
}


@pytest.mark.databases("sqlite")
def test_taken_from_leads_comments_are_gone_from_the_pages_of_their_items(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = standings.set_up(app, cast)
    without = TABLE[Permission.SEE_COMMENTS] - {Standing.LEAD}
    monkeypatch.setitem(TABLE, Permission.SEE_COMMENTS, without)
    paul, pages = visitor(cast.paul), {p.endpoint: p.address for p in scene.places}
    for endpoint in ("goals.show", "deals.show", "events.index"):
        page = paul.visit(pages[endpoint])
        assert (page.status, "Marked word" in page.text) == (200, False), endpoint
    assert paul.visit(pages["comments.index"]).status == 403
