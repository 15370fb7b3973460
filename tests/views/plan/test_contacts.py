"""The customer's people, and who of ours knows them."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.errors import Refused
from planner.actions.plan import contacts
from planner.after_signature.facts import CustomerContactFact
from planner.database import db
from planner.models import Contact, Customer, Event, Person
from planner.models.kinds import BuyingRole
from planner.queries.accounts import accounts
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

NAME = "Ōtsuka <script>alert(1)</script> 大塚 אָב"


def add(cast: Cast, name: str, *known_by: Person) -> int:
    """The id of a new contact; asks for an application context."""
    customer = db.session.get_one(Customer, cast.customer.id)
    anna = db.session.get_one(Person, cast.anna.id)
    people = [db.session.get_one(Person, person.id) for person in known_by]
    values = {"name": name, "attitude": 0}
    contact = contacts.create(customer, values, by=anna, known_by=people)
    db.session.commit()
    return contact.id


def test_member_adds_a_contact_whose_name_is_shown_as_text(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        chief = add(cast, "Dr. Chief")
    page = visitor(cast.jo).visit(f"/customers/{cast.customer.key}/contacts/new")
    form = page.form("contact-form").fill(
        name=NAME,
        function="Treasurer",
        buying_role="decider",
        influence="4",
        attitude="-1",
        reports_to_id="Dr. Chief",
        known_by=[str(cast.jo.id), str(cast.anna.id)],
    )
    page = form.submit().follow()
    section = page.element("contacts").text
    assert NAME in section
    assert "Decider Influence 4: much Attitude -1: sceptical" in section
    assert "reports to Dr. Chief" in section
    assert "known by Anna Berg, Jo Kilian" in section
    with app.app_context():
        contact = db.session.scalars(select(Contact).where(Contact.name == NAME)).one()
        assert (contact.buying_role, contact.influence) == (BuyingRole.DECIDER, 4)
        assert (contact.attitude, contact.reports_to_id) == (-1, chief)


def test_addresses_are_shown_and_wrong_ones_refused_at_their_place(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/customers/{cast.customer.key}/contacts/new")
    form = page.form("contact-form").fill(name="Ute", email="ute", profile="javascript:alert(1)")
    answer = form.submit()
    said = [
        "Write an address like anna@example.org.",
        "Write an address that begins with https://.",
    ]
    assert (answer.status, answer.errors) == (422, said)
    good = {"email": "ute@works.example", "profile": "https://network.example/in/ute"}
    page = answer.form("contact-form").fill(**good).submit().follow()
    assert page.links["ute@works.example"] == "mailto:ute%40works.example"
    assert page.links["Profile"] == "https://network.example/in/ute"


def test_neutral_attitude_is_not_no_attitude(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        contact_id = add(cast, "Ute Ungefähr")
    page = visitor(cast.jo).visit(f"/contacts/{contact_id}/edit", htmx=True)
    form = page.form(f"contact-form-{contact_id}")
    assert form["attitude"] == "0"
    answer = form.fill(name="Ute Genau").submit(htmx=True)
    assert "Ute Genau Attitude 0: neutral" in answer.element("contacts").text


def test_who_knows_a_contact_changes_with_a_history(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        contact_id = add(cast, "Ute Ungefähr", cast.jo, cast.anna)
    page = visitor(cast.tom).visit(f"/contacts/{contact_id}/edit")
    form = page.form(f"contact-form-{contact_id}")
    assert form["known_by"] == [str(cast.anna.id), str(cast.jo.id)]
    form.submit()
    with app.app_context():
        assert db.session.scalars(select(Event).where(Event.type == "contact.updated")).all() == []
    form.fill(known_by=[str(cast.jo.id), str(cast.tom.id)]).submit()
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.type == "contact.updated")).one()
        before, after = event.changes["known_by"]
        assert [person["name"] for person in before] == ["Jo Kilian", "Anna Berg"]
        assert [person["name"] for person in after] == ["Jo Kilian", "Tom Ahrens"]


@pytest.mark.databases("sqlite", "postgresql")
def test_one_edit_of_who_knows_a_contact_and_of_more_is_all_in_the_history(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        contact_id = add(cast, "Ute Ungefähr", cast.jo)
    tom = visitor(cast.tom)
    form = tom.visit(f"/contacts/{contact_id}/edit").form(f"contact-form-{contact_id}")
    form.fill(name="Ute Genau", influence="4", known_by=[str(cast.tom.id)]).submit()
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.type == "contact.updated")).one()
        assert event.changes.keys() == {"name", "influence", "known_by"}
        assert event.changes["name"] == ["Ute Ungefähr", "Ute Genau"]
    history = tom.visit(f"/plans/{cast.plan.id}/history").text
    for told in ("Ute Genau", "Influence", "Jo Kilian"):
        assert told in history


def test_nobody_reports_to_the_self_or_is_known_by_a_stranger(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        contact_id = add(cast, "Ute Ungefähr")
    page = visitor(cast.tom).visit(f"/contacts/{contact_id}/edit")
    form = page.form(f"contact-form-{contact_id}")
    answer = form.tamper(reports_to_id=str(contact_id), known_by=[str(cast.fritz.id)]).submit()
    assert answer.status == 422
    assert answer.errors == ["Choose one of the list.", "Choose from the list."]


@pytest.mark.databases("sqlite", "postgresql")
def test_since_when_somebody_is_known_is_said_in_the_persons_own_form(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        contact_id = add(cast, "Ute Ungefähr", cast.jo)
        since = date.fromisoformat("2024-03-14")
    address, form_id = f"/contacts/{contact_id}/edit", f"contact-form-{contact_id}"
    jo = visitor(cast.jo)
    form = jo.visit(address).form(form_id)
    for typed, told in (
        ("Jo Kilian", "Write the name and then the day, one of us a line."),
        ("Jo Kilian 31.02.2024", "There is no such day."),
        ("Wer Weiß 14.03.2024", "“Wer Weiß” is none of those who can know the contact."),
        ("Jo Kilian 1.3.2024\njo kilian 2.3.2024", "Jo Kilian stands here twice."),
        ("Tom Ahrens 14.03.2024", "Tom Ahrens is not among those who know the contact."),
    ):
        refused = form.fill(known_since=typed).submit()
        assert refused.status == 422
        assert told in " ".join(refused.errors)
        assert refused.form(form_id)["known_since"] == typed
    jo.visit(address).form(form_id).fill(known_since="Jo Kilian: 14.03.2024").submit()
    assert jo.visit(address).form(form_id)["known_since"] == "Jo Kilian 2024-03-14"
    with app.app_context():
        assert dict(contact_of(cast.plan.id).known_by) == {cast.jo.key: since}
    page = jo.visit(f"/plans/{cast.plan.id}/relationships")
    assert "Jo Kilian since 14 Mar 2024" in page.element("acquaintances-table").text
    page = jo.visit(f"/plans/{cast.plan.id}/history")
    assert f"{cast.jo.key} 14 Mar 2024" in page.text


def contact_of(plan_id: int) -> CustomerContactFact:
    (contact,) = accounts.account_of_plan(plan_id).facts.contacts
    return contact


def test_a_day_goes_with_who_does_not_know_the_contact_any_more(app: Flask, cast: Cast) -> None:
    with app.app_context():
        contact = db.session.get_one(Contact, add(cast, "Ute Ungefähr", cast.jo, cast.tom))
        jo, tom = (db.session.get_one(Person, one.id) for one in (cast.jo, cast.tom))
        days = [{"person": one.key, "on": "2024-03-14"} for one in (jo, tom)]
        contacts.update(contact, {"known_since": days}, by=jo)
        contacts.update(contact, {}, by=jo, known_by=[jo])
        assert contact.known_since == [days[0]]
        with pytest.raises(Refused):
            contacts.update(contact, {"known_since": days}, by=jo)


def test_member_deletes_a_contact(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        contact_id = add(cast, "Ute Ungefähr", cast.jo)
    page = visitor(cast.tom).visit(f"/contacts/{contact_id}/edit")
    page = page.press("Delete this contact").follow()
    assert "Ute Ungefähr" not in page.element("contacts").text


def test_who_does_not_work_on_the_customer_changes_no_contact(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        contact_id = add(cast, "Ute Ungefähr")
    for person, status in ((cast.otto, 403), (cast.fritz, 404), (cast.mira, 404)):
        new = f"/customers/{cast.customer.key}/contacts/new"
        assert visitor(person).visit(new).status == status
        assert visitor(person).visit(f"/contacts/{contact_id}/edit").status == status
