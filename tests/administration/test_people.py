"""People, as administrators keep them."""

import pytest
from flask import Flask
from sqlalchemy import insert, select, update

from planner.database import db
from planner.models import Event, Person
from planner.models.kinds import Role
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

NAME_OF_200 = "Ž" * 200


def add(visitor: Visitor, **fields: object) -> Page:
    values = {"name": "Eva Neu", "email": "eva@example.org", "role": "Account manager", **fields}
    return visitor.visit("/people/new").form("/people").fill(**values).submit()


def person(app: Flask, name: str) -> Person | None:
    with app.app_context():
        return db.session.scalar(select(Person).where(Person.name == name))


def test_an_administrator_adds_somebody(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = add(
        visitor(cast.ada), role="Specialist", field_id="Payments", team_id="North", unit="Sales"
    ).follow()
    assert page.heading == "Eva Neu"
    eva = person(app, "Eva Neu")
    assert eva is not None
    assert (eva.email, eva.role, eva.unit) == ("eva@example.org", Role.SPECIALIST, "Sales")
    assert (eva.field_id, eva.team_id) == (cast.payments.id, cast.north.id)
    assert eva.is_active
    assert not eva.is_administrator
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.type == "person.created")).one()
        assert event.actor_id == cast.ada.id
        assert "password_hash" not in event.changes


def test_an_administrator_changes_somebody(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.ada).visit(f"/people/{cast.fritz.id}").form(f"/people/{cast.fritz.id}")
    assert form["name"] == "Fritz Fremd"
    page = form.fill(name="Fritz Freund", is_auditor=True).submit().follow()
    assert "Fritz Freund is saved." in page.text
    fritz = person(app, "Fritz Freund")
    assert fritz is not None
    assert fritz.is_auditor
    assert fritz.team_id == cast.north.id


@pytest.mark.parametrize("who", ["anna", "paul", "otto", "fritz"])
def test_people_are_not_there_for_others(cast: Cast, visitor: Visitors, who: str) -> None:
    somebody = visitor(getattr(cast, who))
    for address in ("/people", "/people/new", f"/people/{cast.anna.id}"):
        assert somebody.visit(address).status == 404
    ada = visitor(cast.ada)
    assert ada.visit("/people/new").form("/people").sent_by(somebody).status == 404
    page = ada.visit(f"/people/{cast.anna.id}")
    assert page.form(f"/people/{cast.anna.id}").sent_by(somebody).status == 404
    link = page.form(f"/people/{cast.anna.id}/password-link")
    assert link.sent_by(somebody).status == 404


def test_a_specialist_needs_a_field(cast: Cast, visitor: Visitors) -> None:
    page = add(visitor(cast.ada), role="Specialist", unit="Sales")
    assert page.status == 422
    assert page.errors == ["Choose what the person is a specialist for."]
    assert page.form("/people")["unit"] == "Sales"


@pytest.mark.parametrize("email", ["eva", "eva@", "@example.org", "e va@example.org", "a@b@c"])
@pytest.mark.databases("sqlite")
def test_an_address_must_be_one(cast: Cast, visitor: Visitors, email: str) -> None:
    page = add(visitor(cast.ada), email=email)
    assert page.status == 422
    assert page.errors == ["Write an address like anna@example.org."]
    assert page.form("/people")["email"] == email


def test_an_address_belongs_to_one_person_whatever_its_case(cast: Cast, visitor: Visitors) -> None:
    page = add(visitor(cast.ada), email="Anna@Example.org")
    assert page.status == 422
    assert page.errors == ["Anna Berg has this address already."]


def test_a_name_is_needed_and_may_have_200_characters(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    assert add(ada, name=" ").errors == ["Fill this in."]
    assert add(ada, name=NAME_OF_200 + "x").errors == ["Use at most 200 characters."]
    assert add(ada, name=NAME_OF_200).status == 303
    assert person(app, NAME_OF_200) is not None


def test_a_form_sent_twice_adds_one_person(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.ada).visit("/people/new").form("/people")
    form.fill(name="Eva Neu", role="Account manager")
    assert form.submit().status == form.submit().status == 303
    with app.app_context():
        assert len(db.session.scalars(select(Person).where(Person.name == "Eva Neu")).all()) == 1


@pytest.mark.parametrize("right", ["is_administrator", "is_active"])
def test_no_administrator_locks_herself_out(cast: Cast, visitor: Visitors, right: str) -> None:
    form = visitor(cast.ada).visit(f"/people/{cast.ada.id}").form(f"/people/{cast.ada.id}")
    page = form.fill(**{right: False}).submit()
    assert page.status == 422
    assert page.errors == [
        "Only another administrator can take this right from you, so that one always remains."
    ]
    assert visitor(cast.ada).visit("/people").status == 200


def test_somebody_who_is_switched_off_is_signed_out(cast: Cast, visitor: Visitors) -> None:
    fritz = visitor(cast.fritz)
    form = visitor(cast.ada).visit(f"/people/{cast.fritz.id}").form(f"/people/{cast.fritz.id}")
    form.fill(is_active=False).submit()
    assert fritz.visit("/settings").follow().heading == "Sign in"


def test_a_link_to_set_a_password_is_shown_once(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit(f"/people/{cast.fritz.id}")
    made = page.press("Make a link to set a password")
    address = made.element("password-link-address")["value"]
    assert address.startswith("http://localhost/password/")
    page = visitor().visit(address)
    assert page.heading == "Set your password"
    assert page.element("sign-in-name")["value"] == "fritz@example.org"
    again = visitor(cast.ada).visit(f"/people/{cast.fritz.id}")
    assert address.rpartition("/")[2] not in again.html


@pytest.mark.databases("sqlite")
def test_the_link_appears_in_place_with_htmx(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit(f"/people/{cast.fritz.id}")
    made = page.press("Make a link to set a password", htmx=True)
    assert made.has("password-link-address")
    assert not made.root.all("html")


def test_somebody_without_an_address_gets_no_link(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.ada).visit(f"/people/{cast.fritz.id}")
    with app.app_context():
        db.session.execute(update(Person).where(Person.id == cast.fritz.id).values(email=None))
        db.session.commit()
    refused = page.press("Make a link to set a password")
    assert refused.status == 409
    assert "Fritz Fremd needs an e-mail address" in refused.text
    page = visitor(cast.ada).visit(f"/people/{cast.fritz.id}")
    assert not page.offers("Make a link to set a password")


@pytest.mark.databases("sqlite", "postgresql")
def test_people_are_found_by_a_part_of_the_name_or_the_address(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    add(ada, name="Özlem 100% Öz_türk", email="x@firma.example")
    for text in ("özl", "ÖZLEM", "oezl", "turk ozl", "100%", "z_t", "FIRMA"):
        found = ada.visit("/people").form("people-filter").fill(text=text).submit()
        assert [link for link in found.links if "Özlem" in link], text
        assert "Anna Berg" not in found.links
    assert "Nobody found" in ada.visit("/people?text=nobody-like-this").text


@pytest.mark.databases("sqlite", "postgresql")
def test_thousands_of_people_are_shown_page_by_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        rows = [
            {"key": f"p{number}", "name": f"Person {number:05}", "role": Role.GENERALIST}
            for number in range(120)
        ]
        db.session.execute(insert(Person), rows)
        db.session.commit()
    page = visitor(cast.ada).visit("/people?text=Person")
    seen = []
    while True:
        seen += [link for link in page.links if link.startswith("Person ")]
        if "More" not in page.links:
            break
        page = page.click("More")
    assert seen == [row["name"] for row in rows]
    assert page.click("Back").status == 200


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("query", ["page=0", "page=-3", "page=x", "page=99999999999999", "text="])
def test_an_address_that_makes_no_sense_shows_a_page_all_the_same(
    cast: Cast, visitor: Visitors, query: str
) -> None:
    assert visitor(cast.ada).visit(f"/people?{query}").status == 200


def test_a_name_with_markup_is_shown_as_text(cast: Cast, visitor: Visitors) -> None:
    page = add(visitor(cast.ada), name="<script>alert(1)</script>").follow()
    assert page.heading == "<script>alert(1)</script>"


def test_name_and_address_are_kept_without_what_nobody_sees(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    add(visitor(cast.ada), name=" Eva\u00ad Neu\u00a0", email="\u00a0eva@example.org ")
    eva = person(app, "Eva Neu")
    assert eva is not None
    assert eva.email == "eva@example.org"


@pytest.mark.parametrize("name", ["\u00a0", "\u200b\u00ad", "\u3164"])
def test_name_of_which_nothing_is_seen_is_missing(cast: Cast, visitor: Visitors, name: str) -> None:
    page = add(visitor(cast.ada), name=name)
    assert page.errors == ["Fill this in."]


def test_both_spellings_of_a_domain_with_umlauts_are_one_address(
    cast: Cast, visitor: Visitors
) -> None:
    add(visitor(cast.ada), email="eva@bücher-müller.de")
    page = add(visitor(cast.ada), name="Eva Alt", email="Eva@xn--bcher-mller-thbg.de")
    assert page.errors == ["Eva Neu has this address already."]


def test_umlauts_before_the_at_are_refused_with_the_reason(cast: Cast, visitor: Visitors) -> None:
    page = add(visitor(cast.ada), email="jörg@example.org")
    assert page.errors == [
        "Most mail servers take no umlauts or accents before the @. Write it without."
    ]


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize("text", ["O'Reilly", "o’reilly", "Tim O\u00ad'Reilly\u00a0"])
def test_people_are_found_whatever_kind_of_quote_is_typed(
    cast: Cast, visitor: Visitors, text: str
) -> None:
    ada = visitor(cast.ada)
    add(ada, name="Tim O’Reilly")
    form = ada.visit("/people").form("/people")
    assert "Tim O’Reilly" in form.fill(text=text).submit().text


def test_a_team_that_is_the_department_as_well_is_named_once(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.execute(update(Person).where(Person.id == cast.fritz.id).values(unit="North"))
        db.session.commit()
    lines = visitor(cast.ada).visit("/people").root.all("li")
    (line,) = [each for each in lines if "Fritz Fremd" in each.text]
    assert line.text.count("North") == 1


def test_a_link_to_a_password_has_a_button_that_copies_it(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit(f"/people/{cast.anna.id}")
    made = page.press("Make a link to set a password")
    (button,) = [each for each in made.root.all("button") if "data-copies" in each]
    assert made.element(button["data-copies"])["value"].startswith("http://localhost/password/")
