"""What a person is told about their plans, the count at the top, and marking as seen."""

from flask import Flask

from planner.actions.plan import members
from planner.database import db
from planner.models import Member, Person
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.statements import counted
from tests.support.stories.cast import Cast
from tests.support.stories.rated import before, fall_silent, speak


def relapse(app: Flask, cast: Cast) -> None:
    """Twelve days ago the plan was rated for the first time, and today it fell back."""
    fall_silent(app, cast, speak(app, cast, before(12)))


def bell(page: Page) -> str:
    return page.element("bell")["aria-label"]


def test_a_member_reads_what_became_of_the_plan(app: Flask, cast: Cast, visitor: Visitors) -> None:
    relapse(app, cast)
    page = visitor(cast.jo).visit("/customers")
    assert bell(page) == "5 new notifications"

    page = page.click("5 new notifications")
    assert page.heading == "Notifications"
    assert "The collaboration has fallen back to an earlier age." in page.text
    assert "New: Nothing written by the generalist side" in page.text
    assert page.links["Eisenwerk Brühl AG"] == f"/plans/{cast.plan.id}/maturity"


def test_seen_is_seen_and_stays_to_be_read(app: Flask, cast: Cast, visitor: Visitors) -> None:
    relapse(app, cast)
    jo = visitor(cast.jo)
    page = jo.visit("/notifications").press("Seen: Eisenwerk Brühl AG").follow()
    assert bell(page) == "Notifications"
    assert "The collaboration has fallen back" in page.text
    assert not page.offers("Mark all as seen")
    assert bell(visitor(cast.tom).visit("/customers")) == "5 new notifications", "Tom has not"


def test_all_are_marked_as_seen_at_once(app: Flask, cast: Cast, visitor: Visitors) -> None:
    relapse(app, cast)
    page = visitor(cast.jo).visit("/notifications").press("Mark all as seen").follow()
    assert bell(page) == "Notifications"


def test_nobody_outside_the_plan_is_told(app: Flask, cast: Cast, visitor: Visitors) -> None:
    relapse(app, cast)
    for person in (cast.paul, cast.otto, cast.ada, cast.mira, cast.fritz):
        page = visitor(person).visit("/notifications")
        assert bell(page) == "Notifications"
        assert "Nothing yet." in page.text
    answer = visitor(cast.fritz).visit("/notifications")
    assert not answer.offers("Mark all as seen")


def test_who_has_left_the_plan_reads_no_more_of_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    relapse(app, cast)
    with app.app_context():
        membership = db.session.query(Member).filter_by(person_id=cast.jo.id).one()
        members.leave(membership, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    page = visitor(cast.jo).visit("/notifications")
    assert bell(page) == "Notifications"
    assert "Eisenwerk" not in page.text


def test_the_count_takes_no_statement_of_its_own(app: Flask, cast: Cast, visitor: Visitors) -> None:
    relapse(app, cast)
    jo = visitor(cast.jo)
    with app.app_context(), counted(db.engine) as statements:
        jo.visit("/notifications")
    told = (
        "who is asking with the count, how things stand for the open page, "
        "the notifications, what happened to the account"
    )
    assert len(statements) == 4, told
