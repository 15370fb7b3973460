"""Who is told of leads: each thing once, in the program and by mail as people chose."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.jobs import leads as jobs
from planner.models import Notification, Person
from planner.models.kinds import OF_LEADS
from planner.queries.people.waiting import what_waits_for
from tests.leads.sending import MONDAY, one_lead, open_form, opened, sent
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

BOTH = pytest.mark.databases("sqlite", "postgresql")
EISENWERK = {"company": "Eisenwerk Brühl AG", "email": "kauf@eisenwerk.example", "city": "Brühl"}
WEDNESDAY = MONDAY + datetime.timedelta(days=2)


def told(app: Flask) -> list[tuple[str, str]]:
    """Who was told what of leads, in its order."""
    with app.app_context():
        rows = select(Person.name, Notification.kind).join(Notification.person)
        rows = rows.where(Notification.kind.in_(OF_LEADS)).order_by(Notification.id)
        return [(name, kind.value) for name, kind in db.session.execute(rows)]


def grow_late(app: Flask) -> None:
    with app.app_context(), clock.at(WEDNESDAY):
        jobs.note_late()


@BOTH
def test_who_gets_a_lead_is_told_and_led_to_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    lead_id = one_lead(app, cast, visitor())
    assert told(app) == [("Tom Ahrens", "lead_given")]
    page = visitor(cast.tom).visit("/notifications")
    said = f"A lead is yours to answer: #{lead_id}"
    assert page.visitor.visit(page.links[said]).location == f"/leads/{lead_id}"
    assert page.links["Leads"]
    page.press("Seen: Leads")
    assert not visitor(cast.tom).visit("/notifications").offers("Seen: Leads")


@BOTH
def test_who_is_handed_a_lead_is_told_and_who_loses_it_reads_no_more_of_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor())
    form = visitor(cast.tom).visit(f"/leads/{lead_id}").form("receiver-form")
    form.fill(receiver_id="Anna Berg").submit()
    assert told(app)[-1] == ("Anna Berg", "lead_given")
    assert "is yours to answer" in visitor(cast.anna).visit("/notifications").text
    assert "is yours to answer" not in visitor(cast.tom).visit("/notifications").text
    with app.app_context():
        assert what_waits_for(db.session.get_one(Person, cast.tom.id)).unseen == 0
        assert what_waits_for(db.session.get_one(Person, cast.anna.id)).unseen == 1


@BOTH
def test_a_lead_of_a_customer_is_told_to_its_owner_and_the_specialists_of_the_field(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor(), **EISENWERK, field_id="Leasing")
    assert sorted(told(app)) == [("Anna Berg", "lead_given"), ("Jo Kilian", "lead_of_field")]
    page = visitor(cast.jo).visit("/notifications")
    said = f"The customer has sent a lead of your field: #{lead_id}"
    assert page.visitor.visit(page.links[said]).follow().status == 200
    assert "Eisenwerk Brühl AG" in page.element("notifications").text


def test_a_lead_of_another_field_is_told_to_no_specialist(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    one_lead(app, cast, visitor(), **EISENWERK, field_id="Payments")
    assert told(app) == [("Anna Berg", "lead_given")]


@BOTH
def test_a_late_lead_is_told_once_to_who_has_it_and_to_the_lead_of_the_team(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor())
    with app.app_context(), clock.at(MONDAY + datetime.timedelta(days=1)):
        jobs.note_late()
    assert len(told(app)) == 1, "it has the whole of the next working day"
    grow_late(app)
    grow_late(app)
    late = {("Tom Ahrens", "lead_late"), ("Paul Stein", "lead_late")}
    assert (set(told(app)[1:]), len(told(app))) == (late, 3)
    assert "was not answered in time" in visitor(cast.paul).visit("/notifications").text
    page = visitor(cast.ada).visit(f"/leads/{lead_id}")
    assert page.status == 200


def test_an_answered_or_suspected_lead_is_told_to_be_late_to_nobody(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor())
    visitor(cast.tom).visit(f"/leads/{lead_id}").form("answer-form").fill(answer="Hi").submit()
    sent(opened(visitor()), message="<b>buy</b>", email="spam@spam.example")
    grow_late(app)
    assert [kind for _who, kind in told(app)] == ["lead_given", "lead_suspected"]


@BOTH
def test_a_suspected_lead_waits_on_today_and_is_told_anew_when_it_is_freed(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor(), message="<b>Hello</b>")
    assert told(app) == [("Tom Ahrens", "lead_suspected")]
    waiting = visitor(cast.tom).visit("/today").element("waiting").text
    assert "Lead: Seilerei Möller GmbH Suspected to be advertising" in waiting
    visitor(cast.ada).visit(f"/leads/{lead_id}").press("It is a lead")
    assert told(app)[-1] == ("Tom Ahrens", "lead_given")


@BOTH
def test_a_lead_that_nobody_gets_is_told_to_administrators_and_waits_on_their_today(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast, receiver_id=None)
    sent(opened(visitor()))
    assert told(app) == [("Ada Admin", "lead_given")]
    waiting = visitor(cast.ada).visit("/today").element("waiting").text
    assert "Lead: Seilerei Möller GmbH nobody has it" in waiting
    assert "Seilerei" not in visitor(cast.anna).visit("/today").text


def test_no_notification_says_what_somebody_outside_has_said(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    one_lead(app, cast, visitor())
    text = visitor(cast.tom).visit("/notifications").text
    assert "Seilerei" not in text
    assert "Lea" not in text.replace("Lead", "").replace("lead", "")
