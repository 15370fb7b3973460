"""The executive's desk: one page before each talk, the answer, and what came of it."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.jobs import signature_findings
from planner.models import Conversation, Entry, Member, Notification, Person, Plan, SponsorRequest
from planner.models.kinds import (
    Channel,
    NotificationKind,
    SponsorReason,
    SponsorRequestStatus,
    SponsorResult,
    Via,
)
from planner.queries.plan import sponsor_calls
from planner.sponsor_requests import actions as sponsor_requests
from tests.sponsor_requests.calling import DAY, called, it
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast

LATER = DAY + datetime.timedelta(days=2)


def requests_of(app: Flask, person: Person) -> list[SponsorRequestStatus]:
    with app.app_context():
        mine = select(SponsorRequest).where(SponsorRequest.sponsor_id == person.id)
        return [each.status for each in db.session.scalars(mine.order_by(SponsorRequest.id))]


def told(app: Flask, person: Person, kind: NotificationKind) -> int:
    with app.app_context():
        mine = select(Notification).where(
            Notification.kind == kind, Notification.person_id == person.id
        )
        return len(db.session.scalars(mine).all())


@pytest.mark.databases("sqlite", "postgresql")
def test_an_executive_accepts_talks_and_says_what_came_of_it(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    visit = planned.activity(app, cast, "Visit the board", customer_facing=True)
    called(app, cast, eva, activity_id=visit, needed_by=LATER)
    desk = visitor(eva)
    start = desk.visit("/").follow()
    assert start.heading == "Your desk"
    page = start.click("Eisenwerk Brühl AG")
    assert "They buy elsewhere since March." in page.element("briefing").text
    accepted = page.press("Accept").follow()
    assert accepted.status == 200
    assert told(app, cast.anna, NotificationKind.EXECUTIVE_ANSWERED) == 1
    with clock.at(LATER):
        form = desk.visit(accepted.address).form("outcome-form")
        too_early = form.fill(on="2026-06-30", result="Partly achieved", outcome="They think.")
        refused = too_early.submit()
        assert refused.status == 422
        assert refused.form("outcome-form")["outcome"] == "They think."
        done = refused.form("outcome-form").fill(on=LATER.isoformat()).submit().follow()
    assert "Done" in done.text
    with app.app_context():
        entry = db.session.scalars(select(Entry)).one()
        assert (entry.author_id, entry.on, entry.summary) == (eva.id, LATER, "They think.")
        assert entry.activity_id == visit
        assert entry.conversation.topic == "Talk of an executive: A robust no"
    talks = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/talks").text
    assert "Talk of an executive: A robust no" in talks
    assert "Partly achieved" in visitor(cast.anna).visit("/sponsor-requests/1").text
    assert told(app, cast.anna, NotificationKind.EXECUTIVE_ANSWERED) == 2


@pytest.mark.databases("sqlite", "postgresql")
def test_who_declines_says_why_and_the_next_one_is_asked(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    called(app, cast, eva)
    page = visitor(eva).visit("/desk/1")
    without = page.form("decline-form").submit()
    assert (without.status, len(without.errors)) == (422, 1)
    page.form("decline-form").fill(reason="I know them privately").submit()
    again = page.form("decline-form").tamper(submission="another").fill(reason="No").submit()
    assert again.status == 409
    assert requests_of(app, eva) == [SponsorRequestStatus.DECLINED]
    assert requests_of(app, cast.ada) == [SponsorRequestStatus.ASKED]
    anna = visitor(cast.anna)
    assert "I know them privately" in anna.visit("/sponsor-requests/1").text
    assert "Ada Admin" in anna.visit(f"/plans/{cast.plan.id}/talks").text
    assert told(app, cast.ada, NotificationKind.EXECUTIVE_ASKED) == 1
    visitor(cast.ada).visit("/desk/2").form("decline-form").fill(reason="Not me").submit()
    visitor(cast.ruth).visit("/desk/3").form("decline-form").fill(reason="Nor me").submit()
    assert [requests_of(app, who) for who in (eva, cast.ada, cast.ruth)] == [
        [SponsorRequestStatus.DECLINED]
    ] * 3, "who has declined is not asked again"


@pytest.mark.databases("sqlite", "postgresql")
def test_two_executives_have_a_desk_each_and_nobody_answers_for_another(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    called(app, cast, eva)
    called(app, cast, cast.ruth, reason=SponsorReason.RETHINK)
    assert "A robust no" in visitor(eva).visit("/desk").text
    assert "A rethink" not in visitor(eva).visit("/desk").text
    assert visitor(eva).visit("/desk/2").status == 404
    early = visitor(eva).visit("/desk/1")
    with app.app_context():
        request = db.session.get_one(SponsorRequest, 1)
        sponsor_requests.pass_on(request, by=it(cast.anna))
        db.session.commit()
    assert early.press("Accept").status == 404
    assert visitor(cast.anna).visit("/desk").status == 404


def test_an_executive_reads_no_more_of_the_plan_than_the_page(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    visit = planned.activity(app, cast, "Visit the board", customer_facing=True)
    called(app, cast, eva, activity_id=visit)
    desk = visitor(eva)
    desk.visit("/desk/1").press("Accept")
    for hidden in (f"/plans/{cast.plan.id}", f"/activities/{visit}", "/sponsor-requests/1"):
        assert desk.visit(hidden).status == 404, hidden
    with app.app_context():
        asked = select(Notification.id).where(Notification.person_id == eva.id)
        told_of = db.session.scalars(asked).one()
    link_in_mail = desk.visit(f"/notifications/{told_of}")
    assert link_in_mail.follow().heading == cast.customer.name


@pytest.mark.databases("sqlite", "postgresql")
def test_an_executive_begins_at_the_desk_and_is_led_nowhere_else(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    desk = visitor(eva).visit("/").follow()
    own = {"Desk", "Account planner", "When you are away", "Your settings", "Which data is kept"}
    beside = {"To the content", "Source code (AGPL)"}
    assert {link.text for link in desk.root.all("a")} == own | beside
    nothing = visitor(eva).visit("/customers")
    assert nothing.status == 404
    assert nothing.click("To the desk").heading == "Your desk"
    with app.app_context():
        joined = {"joined_on": DAY, "via": Via.INVITATION, "position": 20}
        plan = db.session.get_one(Plan, cast.plan.id)
        plan.members.append(Member(person=it(eva), **joined))
        db.session.commit()
    assert visitor(eva).visit("/today").status == 200


@pytest.mark.databases("sqlite", "postgresql")
def test_an_executive_who_says_to_be_away_is_not_asked(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    form = visitor(eva).visit("/desk").click("When you are away").form("availability-form")
    said = form.fill(hours="0", week="2026-W25", only_that_week=True).submit().follow()
    assert (said.status, said.heading) == (200, "Your hours")
    called(app, cast, eva)
    assert requests_of(app, eva) == []


@pytest.mark.databases("sqlite", "postgresql")
def test_an_outcome_that_is_missing_is_told_and_asked_for_on_the_desk(
    app: Flask, cast: Cast, visitor: Visitors, eva: Person
) -> None:
    identity = called(app, cast, eva, needed_by=LATER)
    with app.app_context():
        request = db.session.get_one(SponsorRequest, identity)
        sponsor_requests.accept(request, by=it(eva))
        db.session.commit()
    missing = "What came of an executive's talk is not written down."
    with clock.at(LATER + datetime.timedelta(days=8)):
        with app.app_context():
            assert sum(new for _plans, new in signature_findings.find()) > 0
        assert missing in visitor(eva).visit("/desk").text
        assert missing in visitor(cast.anna).visit("/today").element("calls").text
        assert missing in visitor(cast.anna).visit("/notifications").text
        values = {"result": SponsorResult.ACHIEVED, "outcome": "Yes", "on": LATER}
        with app.app_context():
            request = db.session.get_one(SponsorRequest, identity)
            values["channel"] = Channel.CALL
            sponsor_requests.finish(request, values, "Board", by=it(eva))
            db.session.commit()
            assert len(db.session.scalars(select(Conversation)).all()) == 1
        assert missing not in visitor(eva).visit("/desk").text
        assert missing not in visitor(cast.anna).visit("/today").text


@pytest.mark.databases("sqlite", "postgresql")
def test_lists_of_calls_take_as_many_statements_for_many(
    app: Flask, cast: Cast, eva: Person
) -> None:
    numbers = []
    for _times in range(2):
        for _number in range(4):
            called(app, cast, eva)
        with app.app_context():
            anna = it(cast.anna)
            with counted(db.engine) as statements:
                sponsor_calls.sponsor_calls_of_plan(it(cast.plan), anna)
                sponsor_calls.of_sponsor(eva.id)
                sponsor_calls.sponsor_calls_waiting_for(anna)
                sponsor_calls.open_of_plans([cast.plan.id])
            numbers.append(len(statements))
    assert numbers[0] == numbers[1]
