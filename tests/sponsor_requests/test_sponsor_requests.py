"""An executive is asked on a plan, with one page made from it."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.people import people
from planner.actions.plan import contacts
from planner.database import db
from planner.insights.weeks import week_of
from planner.jobs import sponsor_successions
from planner.models import Contact, Goal, Notification, Person, Plan, SponsorRequest
from planner.models.kinds import BuyingRole, NotificationKind, SponsorRequestStatus
from planner.my_work import actions as availabilities
from planner.sponsor_requests import actions as sponsor_requests
from planner.sponsor_requests.forms import LETTERS_OF_LINE, LINES_OF_PAGE
from tests.sponsor_requests.calling import BRIEFING, DAY, called, it
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

SECRET = "Intern: nicht über den Preis gehen"


def the_only(app: Flask) -> SponsorRequest:
    with app.app_context():
        return db.session.scalars(select(SponsorRequest)).one()


@pytest.mark.databases("sqlite", "postgresql")
def test_an_executive_is_asked_with_a_page_made_from_the_plan(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    planned.activity(app, cast, "Visit the board", customer_facing=True, internal_note=SECRET)
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        plan.customer.contacts.append(
            Contact(
                key="cfo",
                name="Ines Vogt",
                function="CFO",
                buying_role=BuyingRole.DECIDER,
                attitude=-1,
            )
        )
        plan.goals.append(Goal(key="theirs", title="Half the fleet electric", customer_goal=True))
        db.session.commit()
    anna = visitor(cast.anna)
    page = anna.visit(f"/plans/{cast.plan.id}/talks").click("Ask an executive")
    form = page.form("sponsor-request-form")
    draft = form["briefing"]
    assert "- Ines Vogt; CFO; Decider; sceptical; known by nobody of us" in draft
    assert "- Half the fleet electric" in draft
    assert SECRET not in draft
    form.fill(reason="A robust no", sponsor_id="Eva Zorn", activity_id="Visit the board")
    refused = form.fill(needed_by="2026-06-20").submit()
    assert (refused.status, len(refused.errors)) == (422, 1)
    assert "in place of each “…”" in refused.text
    again = refused.form("sponsor-request-form")
    assert again["briefing"] == draft
    answer = again.fill(briefing=draft.replace("- …", "- Because of you")).submit()
    shown = answer.follow()
    assert "Because of you" in shown.element("briefing").text
    assert "for Eva Zorn · asked by Anna Berg" in shown.element("briefing").text
    assert "A robust no" in anna.visit(f"/plans/{cast.plan.id}/talks").text
    with app.app_context():
        told = select(Notification.person_id).where(
            Notification.kind == NotificationKind.EXECUTIVE_ASKED
        )
        assert set(db.session.scalars(told)) == {eva.id}


def test_a_briefing_is_no_longer_than_one_page(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/sponsor-requests/new")
    form = page.form("sponsor-request-form").fill(reason="A rethink", sponsor_id="Dr. Ruth Falk")
    too_long = "x" * (LETTERS_OF_LINE + 1) + "\n" * (LINES_OF_PAGE - 1) + "end"
    answer = form.fill(briefing=too_long).submit()
    assert answer.status == 422
    assert "1 lines more than one printed page" in answer.text
    assert answer.form("sponsor-request-form")["briefing"] == too_long
    fits = answer.form("sponsor-request-form").fill(briefing="x\n" * LINES_OF_PAGE)
    assert fits.submit().status == 303


@pytest.mark.databases("sqlite", "postgresql")
def test_a_request_is_changed_taken_back_and_brought_back(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    identity = called(app, cast, eva)
    anna, place = visitor(cast.anna), f"/sponsor-requests/{identity}"
    form = anna.visit(f"{place}/edit").form(f"sponsor-request-form-{identity}")
    form.fill(needed_by="2026-07-01", briefing="Another page").submit()
    assert "Another page" in anna.visit(place).text
    anna.visit(f"{place}/edit").press("Withdraw the request")
    assert anna.visit(place).status == 410
    anna.visit(f"/plans/{cast.plan.id}/history").press(
        "Bring it back: Sponsor request deleted: Eva Zorn"
    )
    assert the_only(app).needed_by == datetime.date(2026, 7, 1)


def test_who_only_reads_asks_nobody_and_a_stranger_learns_of_nothing(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    place = f"/sponsor-requests/{called(app, cast, eva)}"
    page = visitor(cast.otto).visit(place)
    assert page.status == 200
    assert not page.offers("Ask the next executive instead")
    assert visitor(cast.otto).visit(f"{place}/edit").status == 403
    assert visitor(cast.fritz).visit(place).status == 404
    assert visitor(eva).visit(place).status == 404


@pytest.mark.databases("sqlite", "postgresql")
def test_who_is_away_is_followed_by_the_next_who_is_there(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    with app.app_context():
        week = week_of(DAY)
        availabilities.say(it(eva), week, Decimal(0), only_that_week=True)
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/sponsor-requests/new")
    form = page.form("sponsor-request-form").fill(reason="A rethink", sponsor_id="Eva Zorn")
    answer = form.fill(briefing=BRIEFING).submit().follow()
    assert "Eva" not in answer.element("briefing").text
    assert the_only(app).sponsor_id not in (eva.id, cast.otto.id)


@pytest.mark.databases("sqlite", "postgresql")
def test_what_waits_for_who_is_away_or_has_left_is_passed_on_once(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    identity = called(app, cast, eva)
    with app.app_context():
        assert sum(sponsor_successions.pass_on_requests()) == 0
        people.update(it(eva), {"is_active": False}, by=it(cast.ada))
        db.session.commit()
        assert sum(sponsor_successions.pass_on_requests()) == 1
        assert sum(sponsor_successions.pass_on_requests()) == 0
        request = db.session.get_one(SponsorRequest, identity)
        assert request.sponsor_id not in (None, eva.id)
    assert (
        "Sponsor request passed on"
        in visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history").text
    )


@pytest.mark.databases("sqlite", "postgresql")
def test_what_an_executive_has_accepted_who_leaves_is_asked_of_the_next(
    app: Flask, cast: Cast, eva: Person
) -> None:
    identity = called(app, cast, eva)
    with app.app_context():
        request = db.session.get_one(SponsorRequest, identity)
        sponsor_requests.accept(request, by=it(eva))
        availabilities.say(it(eva), week_of(DAY), Decimal(0), only_that_week=False)
        db.session.commit()
        assert sum(sponsor_successions.pass_on_requests()) == 0, (
            "away is not gone: she keeps her word"
        )
        people.update(it(eva), {"is_active": False}, by=it(cast.ada))
        db.session.commit()
        assert sum(sponsor_successions.pass_on_requests()) == 1
        request = db.session.get_one(SponsorRequest, identity)
        assert request.sponsor_id not in (None, eva.id)
        assert (request.status, request.answered_on) == (SponsorRequestStatus.ASKED, None)


def test_a_briefing_names_nobody_of_us_who_has_left(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        customer = db.session.get_one(Plan, cast.plan.id).customer
        known = contacts.create(customer, {"name": "Ines Vogt"}, by=it(cast.anna))
        contacts.update(known, {}, by=it(cast.anna), known_by=[it(cast.tom), it(cast.jo)])
        people.update(it(cast.tom), {"is_active": False}, by=it(cast.ada))
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/sponsor-requests/new")
    draft = page.form("sponsor-request-form")["briefing"]
    assert "- Ines Vogt; known by Jo Kilian\n" in draft


def test_with_no_executive_who_is_there_nobody_can_be_asked(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        for person in (cast.ruth, cast.ada):
            availabilities.say(it(person), week_of(DAY), Decimal(0), only_that_week=False)
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/sponsor-requests/new")
    answer = page.form("sponsor-request-form").fill(reason="A rethink", briefing="Page").submit()
    assert answer.status == 422
    assert "No executive is there" in answer.text
    assert answer.form("sponsor-request-form")["briefing"] == "Page"


@pytest.mark.databases("sqlite", "postgresql")
def test_who_asks_passes_a_silent_request_on_and_is_reminded_of_it(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    identity = called(app, cast, eva)
    anna, place = visitor(cast.anna), f"/sponsor-requests/{identity}"
    silent = "An executive was asked and has not answered."
    assert silent not in anna.visit("/today").text
    with clock.at(DAY + datetime.timedelta(days=4)):
        assert silent in anna.visit("/today").element("calls").text
        assert silent in anna.visit(f"/plans/{cast.plan.id}/talks").text
        anna.visit(place).press("Ask the next executive instead")
        assert silent not in anna.visit("/today").text
    assert the_only(app).sponsor_id != eva.id
    assert the_only(app).status is SponsorRequestStatus.ASKED


def test_what_is_over_is_not_changed_any_more(app: Flask, cast: Cast, eva: Person) -> None:
    identity = called(app, cast, eva)
    with app.app_context():
        request = db.session.get_one(SponsorRequest, identity)
        sponsor_requests.decline(request, "I know them privately", by=it(eva))
        with pytest.raises(Exception, match="This request is over"):
            sponsor_requests.update(request, {"briefing": "x"}, by=it(cast.anna))
        with pytest.raises(Exception, match="answered already"):
            sponsor_requests.pass_on(request, by=it(cast.anna))
