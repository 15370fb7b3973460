"""The inbox: whose lead it is, who has it, and what becomes of it."""

import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.history import wholes
from planner.actions.plan import contacts
from planner.database import db
from planner.jobs import leads as jobs
from planner.leads.queries import inbox
from planner.leads.queries.inbox import InboxFilter
from planner.models import (
    Activity,
    Customer,
    Deal,
    Event,
    Lead,
    LeadMatchKind,
    LeadRoute,
    LeadStatus,
    Person,
)
from planner.models.kinds import Stage
from planner.my_work.queries.today.leads import leads_to_answer
from tests.leads.sending import MONDAY, all_leads, one_lead, open_form, opened, sent
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories.cast import Cast

EISENWERK = {"company": "Eisenwerk Brühl AG", "email": "kauf@eisenwerk.example", "city": "Brühl"}


def found(app: Flask, lead_id: int) -> Lead:
    return next(lead for lead in all_leads(app) if lead.id == lead_id)


def newest_changes(app: Flask, lead_id: int) -> dict[str, Any]:
    with app.app_context():
        of_lead = select(Event).where(Event.subject == "leads", Event.subject_id == lead_id)
        event = db.session.scalars(of_lead.order_by(Event.id.desc())).first()
        assert event is not None
        return event.changes


@pytest.mark.databases("sqlite", "postgresql")
def test_a_lead_of_a_customer_goes_to_its_owner_with_evidence(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor(), **EISENWERK)
    lead = found(app, lead_id)
    assert (lead.match, lead.customer_id) == (LeadMatchKind.SAME, cast.customer.id)
    assert (lead.receiver_id, lead.route) == (cast.anna.id, LeadRoute.OWNER)
    page = visitor(cast.anna).visit("/leads").click("Eisenwerk Brühl AG")
    assert "same name" in page.element("candidates").text
    assert "same town, same legal form" in page.element("candidates").text
    assert "as owner of the customer" in page.element("lead").text
    assert page.links["kauf@eisenwerk.example"] == "mailto:kauf%40eisenwerk.example"


@pytest.mark.databases("sqlite", "postgresql")
def test_a_lead_with_the_email_of_a_contact_is_of_that_customer_whatever_it_calls_itself(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/customers/{cast.customer.key}/contacts/new")
    form = page.form("contact-form")
    form.fill(name="Dr. Kolbe", email="Kolbe@Werke.example").submit()
    said = {"company": "Purchasing", "email": "kolbe@werke.example"}
    lead = found(app, one_lead(app, cast, visitor(), **said))
    assert (lead.match, lead.customer_id) == (LeadMatchKind.SAME, cast.customer.id)
    shown = visitor(cast.anna).visit(f"/leads/{lead.id}").element("candidates").text
    assert "the e-mail is that of a contact" in shown


def test_an_email_that_everybody_can_have_makes_a_lead_only_likely(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        customer = db.session.get_one(Customer, cast.customer.id)
        contacts.create(customer, {"name": "Kolbe", "email": "kolbe@gmail.com"}, by=anna)
        db.session.commit()
    said = {"company": "Purchasing", "email": "kolbe@gmail.com"}
    lead = found(app, one_lead(app, cast, visitor(), **said))
    assert (lead.match, lead.customer_id) == (LeadMatchKind.LIKELY, None)


@pytest.mark.databases("sqlite", "postgresql")
def test_what_is_only_likely_is_asked_and_decided_once_for_all(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    said = {"company": "Eisenwerk Brühl GmbH", "email": "kauf@brueher.example"}
    lead_id = one_lead(app, cast, visitor(), **said)
    assert found(app, lead_id).match is LeadMatchKind.LIKELY
    tom = visitor(cast.tom)
    page = tom.visit(f"/leads/{lead_id}")
    assert "the legal form differs" in page.element("candidates").text
    page = page.press("Never this one: Eisenwerk Brühl AG").follow()
    assert "No customer of ours is like it." in page.element("candidates").text
    assert found(app, lead_id).match is LeadMatchKind.NONE
    assert newest_changes(app, lead_id)["match"] == ["likely", "none"]
    again = one_lead(app, cast, visitor(), **{**said, "email": "x@brueher.example"})
    assert found(app, again).match is LeadMatchKind.NONE


@pytest.mark.databases("sqlite", "postgresql")
def test_a_confirmed_customer_is_remembered_and_its_owner_has_the_lead(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    said = {"company": "Eisenwerk Brühl GmbH", "email": "kauf@brueher.example"}
    lead_id = one_lead(app, cast, visitor(), **said)
    visitor(cast.tom).visit(f"/leads/{lead_id}").press("It is Eisenwerk Brühl AG")
    assert found(app, lead_id).receiver_id == cast.anna.id
    assert newest_changes(app, lead_id).keys() == {"match", "receiver", "route"}
    again = found(app, one_lead(app, cast, visitor(), **{**said, "email": "y@brueher.example"}))
    assert (again.match, again.receiver_id) == (LeadMatchKind.CONFIRMED, cast.anna.id)


@pytest.mark.databases("sqlite", "postgresql")
def test_an_answer_stops_the_clock_and_late_stays_late(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor())
    assert found(app, lead_id).answer_by == MONDAY + datetime.timedelta(days=1)
    tom = visitor(cast.tom)
    with clock.at(MONDAY + datetime.timedelta(days=2)):
        assert "late: to be answered by 16 Jun 2026" in tom.visit("/leads").text
        page = tom.visit(f"/leads/{lead_id}")
        answer = page.form("answer-form").fill(channel="call", answer=" ").submit()
        assert (answer.status, answer.errors) == (422, ["Fill this in."])
        answer.form("answer-form").fill(answer="They want an offer").submit()
        page = tom.visit(f"/leads/{lead_id}")
    assert "They want an offer" in page.element("answer").text
    assert "Answered late" in page.element("lead").text
    assert found(app, lead_id).status is LeadStatus.ANSWERED


def test_the_clock_knows_the_weekend() -> None:
    friday, monday = datetime.date(2026, 6, 19), datetime.date(2026, 6, 22)
    days = [friday + datetime.timedelta(days=n) for n in range(3)]
    assert [inbox.answer_by(day) for day in days] == [monday] * 3


@pytest.mark.databases("sqlite", "postgresql")
def test_a_lead_becomes_a_customer_to_be_won_with_its_trace(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor())
    tom = visitor(cast.tom)
    form = tom.visit(f"/leads/{lead_id}").click("A customer to be won").form("lead-customer-form")
    assert (form["name"], form["contact_name"]) == ("Seilerei Möller GmbH", "Lea Möller")
    answer = form.fill(name="").submit()
    assert (answer.status, answer.errors) == (422, ["Fill this in."])
    answer.form("lead-customer-form").fill(name="Seilerei Möller GmbH").submit()
    lead = found(app, lead_id)
    assert lead.status is LeadStatus.BECAME_SUSPECT
    with app.app_context():
        customer = db.session.get_one(Customer, lead.customer_id)
        assert (customer.stage, customer.owner_id) == (Stage.SUSPECT, cast.tom.id)
        assert [contact.name for contact in customer.contacts] == ["Lea Möller"]
    assert "Became a customer to be won" in tom.visit(f"/leads/{lead_id}").text


@pytest.mark.databases("sqlite", "postgresql")
def test_a_lead_becomes_a_planned_deal_or_an_activity_on_the_plan(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    first = one_lead(app, cast, visitor(), **EISENWERK)
    form = anna.visit(f"/leads/{first}").click("A planned deal").form("lead-deal-form")
    form.fill(expected_on="2026-12-01", annual_value="50000", probability="40").submit()
    second = one_lead(app, cast, visitor(), **{**EISENWERK, "email": "b@eisenwerk.example"})
    page = anna.visit(f"/leads/{second}").click("An activity")
    assert page.form("lead-activity-form").fill(due_on="").submit().status == 422
    page.form("lead-activity-form").fill(title="Call them", due_on="2026-12-01").submit()
    with app.app_context():
        one, two = db.session.get_one(Lead, first), db.session.get_one(Lead, second)
        assert db.session.get_one(Deal, one.deal_id).plan_id == cast.plan.id
        assert db.session.get_one(Activity, two.activity_id).title == "Call them"
        statuses = (one.status, two.status)
    assert statuses == (LeadStatus.BECAME_DEAL, LeadStatus.BECAME_ACTIVITY)


def test_who_is_not_on_the_plan_puts_nothing_on_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor(), **EISENWERK)
    form = visitor(cast.ada).visit(f"/leads/{lead_id}/activities/new").form("lead-activity-form")
    answer = form.fill(due_on="2026-12-01").submit()
    assert answer.status == 409
    assert "You are not on the plan of its customer." in answer.text


@pytest.mark.databases("sqlite", "postgresql")
def test_a_lead_is_handed_on_and_rejected_with_a_reason(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor())
    tom, anna = visitor(cast.tom), visitor(cast.anna)
    page = tom.visit(f"/leads/{lead_id}")
    assert anna.visit(f"/leads/{lead_id}").status == 404
    answer = page.form("receiver-form").fill(receiver_id="Anna Berg").submit()
    assert answer.location == "/leads"
    assert tom.visit(f"/leads/{lead_id}").status == 404
    form = anna.visit(f"/leads/{lead_id}").form("rejection-form")
    assert form.fill(reason="").submit().status == 422
    form.fill(reason="Too far away").submit()
    page = anna.visit(f"/leads/{lead_id}")
    assert "Too far away" in page.element("reason").text
    assert not page.has("receiver-form")
    assert "No lead here." in anna.visit("/leads").text
    assert "Seilerei" in anna.visit("/leads?status=rejected").text


@pytest.mark.databases("sqlite", "postgresql")
def test_a_suspected_lead_is_freed_and_then_one_like_others(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor(), message="<b>Hello</b>")
    tom = visitor(cast.tom)
    assert "No lead here." in tom.visit("/leads").text
    tom.visit(f"/leads/{lead_id}").press("It is a lead")
    assert found(app, lead_id).status is LeadStatus.NEW
    assert "Seilerei" in tom.visit("/leads").text


@pytest.mark.databases("sqlite", "postgresql")
def test_who_withdraws_the_consent_is_nowhere_any_more_and_still_counted(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor(), telephone="0261 12345")
    tom = visitor(cast.tom)
    tom.visit(f"/leads/{lead_id}").form("answer-form").fill(answer="Lea called").submit()
    page = tom.visit(f"/leads/{lead_id}").press("They withdraw their consent")
    assert page.heading == "Delete what they said?"
    page.press("Delete it")
    lead = found(app, lead_id)
    assert (lead.email, lead.telephone, lead.message, lead.answer) == (None,) * 4
    assert lead.erased_on is not None
    assert "is still counted" in tom.visit(f"/leads/{lead_id}").text
    with app.app_context():
        events = db.session.scalars(select(Event).where(Event.subject == "leads")).all()
        said = " ".join(f"{event.changes} {event.subject_name} {event.kept}" for event in events)
    assert {event.type for event in events} >= {"lead.created", "lead.answered", "lead.erased"}
    for word in ("Lea", "Möller", "seilerei", "0261", "machines"):
        assert word not in said


@pytest.mark.databases("sqlite", "postgresql")
def test_what_a_rejected_lead_said_is_deleted_after_its_days(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor())
    page = visitor(cast.tom).visit(f"/leads/{lead_id}")
    with clock.at(MONDAY):
        page.form("rejection-form").fill(reason="No interest").submit()
    for days, gone in ((180, False), (181, True)):
        with app.app_context(), clock.at(MONDAY + datetime.timedelta(days=days)):
            jobs.forget_rejected()
            db.session.commit()
        assert (found(app, lead_id).email is None) is gone
    assert len(all_leads(app)) == 1


def test_a_stranger_and_an_auditor_see_no_lead(app: Flask, cast: Cast, visitor: Visitors) -> None:
    lead_id = one_lead(app, cast, visitor())
    for who in (cast.fritz, cast.otto, cast.jo):
        assert visitor(who).visit(f"/leads/{lead_id}").status == 404
        assert "Seilerei" not in visitor(who).visit("/leads?box=team").text
    for who in (cast.paul, cast.ada):
        assert "Seilerei" in visitor(who).visit("/leads?box=team").text


def test_members_of_the_plan_read_a_lead_of_its_customer_and_change_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor(), **EISENWERK)
    page = visitor(cast.jo).visit(f"/leads/{lead_id}")
    assert page.status == 200
    assert not page.offers("It is answered")
    form = visitor(cast.anna).visit(f"/leads/{lead_id}").form("answer-form")
    form.page.visitor = visitor(cast.jo)
    assert form.fill(answer="x").submit().status in (400, 403)


def test_deleting_the_customer_leaves_the_lead(app: Flask, cast: Cast, visitor: Visitors) -> None:
    lead_id = one_lead(app, cast, visitor(), **EISENWERK)
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        wholes.remove(customer, by=db.session.get_one(Person, cast.ada.id))
        db.session.commit()
    lead = found(app, lead_id)
    assert (lead.customer_id, lead.company) == (None, "Eisenwerk Brühl AG")


def test_the_inbox_takes_as_many_statements_for_many(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    numbers = []
    for times in (1, 4):
        for number in range(times):
            sent(opened(visitor()), email=f"n{times}{number}@works.example")
        with app.app_context(), counted(db.engine) as statements:
            tom = db.session.get_one(Person, cast.tom.id)
            inbox.inbox(tom, InboxFilter())
            leads_to_answer(tom)
            numbers.append(len(statements))
    assert numbers[0] == numbers[1]


@pytest.mark.databases("sqlite", "postgresql")
def test_today_says_what_is_to_be_answered_and_to_the_lead_what_is_late(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lead_id = one_lead(app, cast, visitor())
    with clock.at(MONDAY):
        page = visitor(cast.tom).visit("/today")
        assert "Lead: Seilerei Möller GmbH" in page.element("waiting").text
        assert page.element("due-count").text == "1"
        assert "Seilerei" not in visitor(cast.paul).visit("/today").text
    with clock.at(MONDAY + datetime.timedelta(days=2)):
        assert "late Tom Ahrens" in visitor(cast.paul).visit("/today").element("waiting").text
        tom = visitor(cast.tom)
        tom.visit(f"/leads/{lead_id}").form("answer-form").fill(answer="Called").submit()
        assert "Seilerei" not in tom.visit("/today").text
        assert "Seilerei" not in visitor(cast.paul).visit("/today").text


def test_today_says_how_many_more_there_are_than_it_has_room_for(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    one_lead(app, cast, visitor())
    with app.app_context():
        said = {"company": "Works", "contact_name": "Lea", "consent": "Yes", "consent_version": 1}
        of_tom = {"receiver_id": cast.tom.id, "answer_by": MONDAY}
        db.session.add_all(Lead(**said, **of_tom) for _number in range(30))
        db.session.commit()
    waiting = " ".join(visitor(cast.tom).visit("/today").element("waiting").text.split())
    assert waiting.startswith("Waiting for your answer 31")
    assert "11 more, after these" in waiting


@pytest.mark.databases("sqlite", "postgresql")
def test_who_has_leads_finds_them_in_the_bar_with_their_number(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    first = one_lead(app, cast, visitor())
    one_lead(app, cast, visitor(), email="b@works.example")
    tom = visitor(cast.tom)

    def bar() -> str:
        return " ".join(tom.visit("/customers").root.all("nav")[0].text.split())

    assert "Leads 2" in bar()
    tom.visit(f"/leads/{first}").form("rejection-form").fill(reason="No").submit()
    assert "Leads 1" in bar()
    assert "Leads" not in visitor(cast.anna).visit("/customers").root.all("nav")[0].text
