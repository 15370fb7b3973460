"""Whom we know at customers: each sees the own connections, and the organisation only numbers."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.actions.people import connections, people, settings
from planner.actions.plan import customers
from planner.database import db
from planner.jobs import background, introductions
from planner.jobs.connections import compare, compare_again
from planner.models import (
    Connection,
    Contact,
    Customer,
    Event,
    Introduction,
    Notification,
    Person,
    SearchEntry,
)
from planner.models.kinds import NotificationKind
from planner.models.people.setting import REACH_SHOWN
from planner.reach.queries import comparison, known_people
from planner.reach.views import connections as connections_view, reach as reach_view
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
NAME = "Xaver Quastenflosser"
FILE = f"""Notes:
"When exporting your data, some e-mails are missing."

{HEADER}
Xaver,Quastenflosser,https://www.example.org/in/xaver?x=1,,Eisenwerk Brühl AG,CFO,03 Feb 2024
Yolanda,Zander,https://www.example.org/in/yolanda,,Nowhere KG,CEO,no day
,,,,Eisenwerk Brühl AG,,
"""


def bring_in(somebody: Visitor, text: str | bytes = FILE, **chosen: str) -> Page:
    data = text.encode() if isinstance(text, str) else text
    form = somebody.visit("/connections").form("connections-form")
    answer = form.fill(file=(data, "Connections.csv"), **chosen).submit()
    background.wait()
    return answer


def number_of(app: Flask, model: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def show_reach(app: Flask, cast: Cast) -> None:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(REACH_SHOWN, "yes", before="no", by=ada)
        db.session.commit()


@pytest.mark.databases("sqlite", "postgresql")
def test_a_file_is_brought_in_once_and_withdrawn_as_a_whole(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    page = bring_in(anna).follow()
    assert "2 connections are here. 1 row without a name was left out." in page.text
    assert NAME in page.element("known").text
    assert "Yolanda" not in page.text
    assert "here already; nothing has changed" in bring_in(anna).follow().text
    assert number_of(app, Connection) == 2
    page = anna.visit("/connections").press("Withdraw everything").follow()
    assert "Nothing of them is kept" in page.text
    assert NAME not in page.text
    assert number_of(app, Connection) == 0


def test_large_numbers_are_written_as_people_write_them(cast: Cast, visitor: Visitors) -> None:
    rows = [f"Max,Muster,https://www.example.org/in/{n},,Nowhere KG,," for n in range(1200)]
    anna = visitor(cast.anna)
    page = bring_in(anna, "\n".join([HEADER, *rows, *[",,,,,,"] * 1100])).follow()
    assert "1,200 connections are here. 1,100 rows without a name were left out." in page.text
    page = bring_in(anna, "\n".join([HEADER, rows[0]])).follow()
    assert "1 connection is here. New: 0, changed: 0, gone: 1,199, as before: 1." in page.text


@pytest.mark.databases("sqlite", "postgresql")
def test_a_second_file_says_what_it_has_changed(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is in both, by the address of the profile, stays as they are."""
    anna = visitor(cast.anna)
    bring_in(anna)
    second = FILE.replace("Nowhere KG", "Eisenwerk Brühl AG").replace("xaver", "another")
    monkeypatch.setattr(background, "start", lambda *_work: None)
    page = bring_in(anna, second.replace("Xaver", "Xenia")).follow()
    assert "2 connections are here. New: 1, changed: 1, gone: 1, as before: 0." in page.text
    assert "0 of 2 connections are compared with our customers." in page.element("comparing").text
    with app.app_context():
        assert compare() == 2
    page = anna.visit("/connections")
    assert not page.has("comparing")
    known = page.element("known").text
    assert ("Xenia" in known, "Yolanda Zander" in known, NAME in known) == (True, True, False)


@pytest.mark.databases("sqlite", "postgresql")
def test_customers_that_came_later_are_found_in_the_night(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    fritz = visitor(cast.fritz)
    bring_in(fritz)
    assert "Yolanda" not in fritz.visit("/connections").text
    with app.app_context():
        fritz_himself = db.session.get_one(Person, cast.fritz.id)
        customers.create({"name": "Nowhere KG"}, by=fritz_himself)
        db.session.commit()
        compare_again()
    assert "Yolanda Zander" in fritz.visit("/connections").element("known").text


@pytest.mark.databases("sqlite", "postgresql")
def test_its_owner_alone_puts_a_connection_into_contacts_where_it_stays(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    page = bring_in(anna).follow()
    put = page.links[f"Put into the contacts: {NAME}"]
    assert NAME not in put, "addresses are written down in many places"
    theirs = visitor(cast.tom).visit(put).form("contact-form")
    assert (theirs["name"], theirs["known_by"]) == ("", [])
    form = anna.visit(put).form("contact-form")
    assert form["name"] == NAME
    assert form["profile"].startswith("https://www.example.org/in/xaver")
    form.fill(function="CFO").submit()
    with app.app_context():
        contact = db.session.scalars(select(Contact)).one()
        assert [one.person_id for one in contact.acquaintances] == [cast.anna.id]
    page = anna.visit("/connections")
    assert "is a contact" in page.element("known").text
    page.press("Withdraw everything")
    page = anna.visit("/connections")
    assert not page.has("known")
    assert NAME in page.element("on-record").text
    bring_in(visitor(cast.vera))
    assert "Put into" not in visitor(cast.vera).visit("/connections").text, "she sees no customer"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This file is empty"),
        (" \n\n", "This file is empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 40, "This is no table"),
        (b"\x89PNG\r\n\x1a\n\x00,\x00;\xff", "This is no table"),
        (HEADER + "\n", "The file holds no connections"),
        (
            "Prénom,Nom,Entreprise\nXaver,Q,Eisenwerk Brühl AG\n",
            "Found: Prénom, Nom, Entreprise. Say",
        ),
    ],
)
def test_what_is_no_such_file_is_refused_with_what_was_found(
    app: Flask, cast: Cast, visitor: Visitors, text: str | bytes, said: str
) -> None:
    answer = bring_in(visitor(cast.anna), text)
    assert answer.status == 422
    assert said in answer.text
    assert number_of(app, Connection) == 0


def test_where_no_header_is_found_the_page_asks_which_column_is_which(
    cast: Cast, visitor: Visitors
) -> None:
    text = "Prénom;Nom;Entreprise\nXaver;Quastenflosser;Eisenwerk Brühl AG\n"
    answer = bring_in(visitor(cast.anna), text)
    form = answer.form("connections-form").fill(
        first="1: Prénom", last="2: Nom", company="3: Entreprise"
    )
    answer = form.fill(file=(text.encode(), "Connections.csv")).submit()
    background.wait()
    assert NAME in answer.follow().element("known").text


@pytest.mark.parametrize(
    "preamble",
    [
        'Remarques :\n"Lors de l\'exportation, certaines adresses manquent, comme prévu."\n\n',
        "Notas;;\n;;\n",
        "メモ:\n",
        "",
    ],
)
def test_a_preamble_in_any_language_is_passed_over(
    cast: Cast, visitor: Visitors, preamble: str
) -> None:
    text = preamble + FILE.partition("\n\n")[2]
    page = bring_in(visitor(cast.anna), text).follow()
    assert NAME in page.element("known").text


@pytest.mark.parametrize("header", ["Vorname;Nachname;Firma", "Vorname\tNachname\tUnternehmen"])
def test_german_headers_and_older_encodings_are_read(
    cast: Cast, visitor: Visitors, header: str
) -> None:
    separator = ";" if ";" in header else "\t"
    row = separator.join(("Jörg", "Quast", "Eisenwerk Brühl AG"))
    page = bring_in(visitor(cast.anna), f"{header}\n{row}\n".encode("cp1252")).follow()
    assert "Jörg Quast" in page.element("known").text


@pytest.mark.databases("sqlite", "postgresql")
def test_the_organisation_sees_numbers_and_never_a_name(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for person in (cast.anna, cast.tom):
        bring_in(visitor(person))
    paul = visitor(cast.paul)
    assert "does not compare this" in paul.visit("/team/reach").text
    show_reach(app, cast)
    page = paul.visit("/team/reach")
    sums = " ".join(page.element("reach-sums").text.split())
    assert "People in all files, added up 4" in sums
    assert "People, each counted once 2" in sums
    assert "At no customer 1" in sums
    assert "Eisenwerk Brühl AG 1 2" in " ".join(page.element("reach-customers").text.split())
    assert visitor(cast.anna).visit("/team/reach").status == 404
    customer, plan = cast.customer.key, cast.plan.id
    everywhere = (
        *("/team/reach", "/customers", "/search?text=Quastenflosser", "/today", "/notifications"),
        *(f"/plans/{plan}", f"/plans/{plan}/people", f"/plans/{plan}/history", "/data-use"),
        *(f"/customers/{customer}", f"/plans/{plan}/plan-file", "/connections", "/audit"),
    )
    for somebody in (cast.paul, cast.ada, cast.otto, cast.jo, cast.fritz):
        for address in everywhere:
            shown = visitor(somebody).visit(address).html.replace("text=Quastenflosser", "")
            assert NAME not in shown, (somebody.name, address)
    with app.app_context():
        assert db.session.scalars(select(Contact)).all() == []
        said = [
            str(event.changes) + event.subject_name for event in db.session.scalars(select(Event))
        ]
        said += [entry.folded for entry in db.session.scalars(select(SearchEntry))]
    assert not [text for text in said if "quastenflosser" in text.casefold()]


def shown_one_by_one(somebody: Visitor, address: str, table: str, monkeypatch: Any) -> list[str]:
    """What a list shows that holds one customer a page, from its first page to its last."""
    for view in (connections_view, reach_view):
        monkeypatch.setattr(view, "_SHOWN", 1)
    page, found = somebody.visit(address), list[str]()
    for _page in range(10):  # a list in another order than it says goes round and round
        found.append(page.element(table).text)
        if "More" not in page.links:
            break
        page = page.click("More")
    return found


@pytest.mark.databases("sqlite", "postgresql")
def test_pages_of_customers_show_each_once_in_their_order(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One's own by name, an umlaut as its letter; those of all of us by how many are known."""
    names = ["Öhler", "Zander", "Pabst 10", "Pabst 9"]
    for number, name in enumerate(names):
        planned.customer(app, f"c{number}", name=name, owner_id=cast.anna.id)
    known = [(name, 1 + number) for number, name in enumerate(names)]
    rows = [f"Max,{name} {n},,,{name},," for name, number in known for n in range(number)]
    bring_in(visitor(cast.anna), "\n".join([HEADER, *rows]))
    own = shown_one_by_one(visitor(cast.anna), "/connections", "known", monkeypatch)
    found = [each.removeprefix("Whom you know ").partition(" Max")[0] for each in own]
    assert found == ["Öhler", "Pabst 9", "Pabst 10", "Zander"]
    show_reach(app, cast)
    all_of_us = shown_one_by_one(visitor(cast.paul), "/team/reach", "reach-customers", monkeypatch)
    assert [each.rsplit(" ", 2)[1] for each in all_of_us] == ["4", "3", "2", "1"]


def test_as_long_as_a_file_is_being_compared_the_organisation_is_told_how_far_it_is(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_reach(app, cast)
    monkeypatch.setattr(background, "start", lambda *_work: None)
    bring_in(visitor(cast.anna))
    page = visitor(cast.paul).visit("/team/reach")
    assert "0 of 2 connections are compared" in page.element("comparing").text
    assert not page.has("reach-customers")
    with app.app_context():
        assert compare() == 2
    page = visitor(cast.paul).visit("/team/reach")
    assert not page.has("comparing")
    assert "Eisenwerk Brühl AG 1 1" in " ".join(page.element("reach-customers").text.split())


@pytest.mark.databases("sqlite", "postgresql")
def test_sums_of_the_organisation_are_made_again_for_what_they_rest_on_and_nothing_else(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_reach(app, cast)
    bring_in(visitor(cast.anna))
    made: list[int] = []
    compared = comparison.comparison

    def noted(reader: Person) -> comparison.ReachComparison:
        made.append(reader.id)
        return compared(reader)

    monkeypatch.setattr(comparison, "comparison", noted)
    paul = visitor(cast.paul)

    def shown() -> str:
        return paul.visit("/team/reach").text

    assert "Eisenwerk Brühl AG" in shown()
    planned.activity(app, cast)
    planned.goal(app, cast)
    shown()
    assert len(made) == 1, "what is done on plans changes nothing of it"
    planned.contact(app, cast)
    shown()
    assert len(made) == 2
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        anna = db.session.get_one(Person, cast.anna.id)
        customers.update(customer, {"name": "Eisenwerk Rhein AG"}, by=anna)
        db.session.commit()
    assert "Eisenwerk Rhein AG" in shown()
    visitor(cast.anna).visit("/connections").press("Withdraw everything")
    assert "Eisenwerk Rhein AG" not in shown()
    assert len(made) == 4


@pytest.mark.databases("sqlite", "postgresql")
def test_an_introduction_names_nobody_before_somebody_answers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, tom, jo = (visitor(who) for who in (cast.anna, cast.tom, cast.jo))
    bring_in(tom)
    page = anna.visit(f"/plans/{cast.plan.id}/relationships").press("Ask for an introduction")
    assert "Nobody has answered yet." in page.follow().element("asked").text
    assert "Tom" not in page.follow().element("asked").text
    assert not jo.visit("/connections").has("possible")
    possible = tom.visit("/connections")
    assert "Anna" not in possible.element("possible").text
    answered = possible.press("I can help: Eisenwerk Brühl AG").follow()
    assert "Anna Berg has asked, and learns now that you can help." in answered.text
    assert not answered.has("possible")
    assert "Tom Ahrens can help" in anna.visit("/connections").element("asked").text
    again = anna.visit(f"/plans/{cast.plan.id}/relationships").press("Ask for an introduction")
    assert again.status == 409
    anna.visit("/connections").press("Withdraw: Eisenwerk Brühl AG")
    assert number_of(app, Introduction) == 0


def test_who_withdraws_is_asked_no_more_and_others_cannot_answer(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, tom = visitor(cast.anna), visitor(cast.tom)
    bring_in(tom)
    anna.visit(f"/plans/{cast.plan.id}/relationships").press("Ask for an introduction")
    early = tom.visit("/connections")
    tom.visit("/connections").press("Withdraw everything")
    assert early.press("I can help: Eisenwerk Brühl AG").status == 404
    assert visitor(cast.fritz).send("DELETE", "/introductions/1", {}).status in (400, 403, 404)


@pytest.mark.databases("sqlite", "postgresql")
def test_the_file_of_who_leaves_goes_with_the_account(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    bring_in(visitor(cast.tom))
    with app.app_context():
        tom = db.session.get_one(Person, cast.tom.id)
        people.update(tom, {"is_active": False}, by=db.session.get_one(Person, cast.ada.id))
        db.session.commit()
    assert number_of(app, Connection) == 0


@pytest.mark.databases("sqlite", "postgresql")
def test_statements_do_not_grow_with_connections(app: Flask, cast: Cast) -> None:
    numbers = []
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        for rows in (10, 400):
            known = [(f"Somebody {n}", "Eisenwerk Brühl AG", "", "") for n in range(rows)]
            connections.bring_in_connections(known, by=anna)
            db.session.commit()
            compare()
            with counted(db.engine) as statements:
                known_people.own_connections(anna)
                comparison.comparison(anna)
            numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def asked_people(app: Flask) -> list[str]:
    """Whom the program has told that they are asked for an introduction."""
    background.wait()
    with app.app_context():
        kind = Notification.kind == NotificationKind.INTRODUCTION_ASKED
        rows = select(Person.name).join(Notification, Notification.person_id == Person.id)
        return list(db.session.scalars(rows.where(kind).order_by(Notification.id)))


def ask(visitor: Visitors, cast: Cast) -> None:
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/relationships")
    page.press("Ask for an introduction")


@pytest.mark.databases("sqlite", "postgresql")
def test_who_knows_somebody_there_is_asked_once_and_the_asker_told_of_the_answer(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for person in (cast.jo, cast.tom):
        bring_in(visitor(person))
    ask(visitor, cast)
    assert asked_people(app) == ["Jo Kilian"]
    with app.app_context():
        introductions.tell_asked()
    assert asked_people(app) == ["Jo Kilian"]
    jo = visitor(cast.jo)
    told = jo.visit("/notifications").element("notifications").text
    assert "Somebody asks for an introduction" in told
    assert "Tom" not in told
    assert "Somebody asks for an introduction" in jo.visit("/today").element("waiting").text
    jo.visit("/connections").press("I can help: Eisenwerk Brühl AG")
    assert "Somebody asks" not in jo.visit("/today").text
    told = visitor(cast.tom).visit("/notifications").element("notifications").text
    assert "can give you the introduction" in told
    assert "can give you" not in visitor(cast.anna).visit("/notifications").text


@pytest.mark.databases("sqlite", "postgresql")
def test_it_stands_among_what_waits_until_it_is_answered_whatever_becomes_of_the_notice(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """A second file of the same people takes the notices of the first away."""
    jo = visitor(cast.jo)
    bring_in(jo)
    ask(visitor, cast)
    background.wait()
    bring_in(jo, FILE + "Zoe,Zwei,https://www.example.org/in/zoe,,Nowhere KG,,\n")
    assert asked_people(app) == []
    assert "Somebody asks for an introduction" in jo.visit("/today").element("waiting").text
    jo.visit("/connections").press("I can help: Eisenwerk Brühl AG")
    assert "Somebody asks" not in jo.visit("/today").text


@pytest.mark.databases("sqlite", "postgresql")
def test_who_brings_in_a_file_later_is_asked_then_and_who_withdraws_it_no_more(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ask(visitor, cast)
    assert asked_people(app) == []
    bring_in(visitor(cast.jo))
    assert asked_people(app) == ["Jo Kilian"]
    visitor(cast.jo).visit("/connections").press("Withdraw everything")
    assert asked_people(app) == []
    assert "Somebody asks" not in visitor(cast.jo).visit("/today").text
