"""Programs bring in leads, by the rules of the public form."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.jobs import background
from planner.leads.actions import form_settings
from planner.models import Event, LeadStatus, Person, TokenScope
from tests.api.programs import Program
from tests.leads.sending import MONDAY, MORNING, all_leads, open_form, opened, sent
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

LEAD: dict[str, Any] = {
    "company": "Seilerei Möller GmbH",
    "person": "Lea Möller",
    "email": "lea@seilerei-moeller.example",
    "consent": True,
    "language": "de",
}


def posted(program: Program, **changed: Any) -> tuple[int, dict[str, Any]]:
    """The status and what is answered; a value that is None is not sent."""
    body = {name: value for name, value in (LEAD | changed).items() if value is not None}
    with clock.at(MONDAY, MORNING):
        answer = program.send("POST", "/leads", body)
        background.wait()
    document: dict[str, Any] = answer.get_json()
    return answer.status_code, document


def wrong(program: Program, **changed: Any) -> dict[str, str]:
    """What is said of each place, where nothing of it is taken."""
    status, document = posted(program, **changed)
    assert status == 422, document
    return {each["pointer"]: each["message"] for each in document["errors"]}


@pytest.mark.databases("sqlite", "postgresql")
def test_a_lead_of_another_program_goes_the_way_of_one_by_the_form(app: Flask, cast: Cast) -> None:
    open_form(app, cast, is_open=False)
    program = Program(app, cast.ada, TokenScope.WRITE)
    said = {"field": "Leasing", "country": "at", "postcode": "1010", "city": "Wien"}
    said |= {"message": "Wir brauchen zwei Pressen.", "source": "fair", "campaign": "spring"}
    status, document = posted(program, **said)
    (lead,) = all_leads(app)
    assert (status, document["id"], document["times"]) == (201, lead.id, 1)
    assert document["url"] == f"/leads/{lead.id}"
    assert (lead.company, lead.contact_name, lead.email) == (
        LEAD["company"],
        LEAD["person"],
        LEAD["email"],
    )
    assert (lead.field_id, lead.country, lead.message) == (
        cast.leasing.id,
        "AT",
        said["message"],
    )
    assert (lead.source, lead.campaign, lead.receiver_id) == ("fair", "spring", cast.tom.id)
    assert lead.consent.startswith("Ich bin einverstanden")
    assert (lead.consent_version, lead.consented_on) == (1, MONDAY)
    with app.app_context():
        told = select(Event).where(Event.type == "lead.created")
        assert db.session.scalars(told).one().actor_id == cast.ada.id


def test_what_is_wrong_with_a_lead_is_said_at_its_place_and_nothing_is_kept(
    app: Flask, cast: Cast
) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    assert wrong(program, company=None, person=" ", consent=None, language=None).keys() == {
        "/company",
        "/person",
        "/consent",
        "/language",
    }
    assert wrong(program, email=None) == {
        "/email": "Say how we can reach you: by e-mail or by telephone."
    }
    assert wrong(program, consent=False) == {"/consent": "Without your consent nothing is kept."}
    assert wrong(program, consent="yes").keys() == {"/consent"}
    several: dict[str, Any] = {
        "email": "lea",
        "telephone": "call me",
        "country": "Austria",
        "field": "Nobody's",
    }
    several |= {"message": "x" * 2001, "language": "fr", "colour": "red", "city": 5}
    assert wrong(program, **several).keys() == {f"/{name}" for name in several}
    assert wrong(program, company="x" * 300).keys() == {"/company"}
    odd: dict[str, Any] = {"language": ["de"], "field": {}, "consent": 1, "consent_version": True}
    assert wrong(program, **odd).keys() == {f"/{name}" for name in odd}
    assert all_leads(app) == []


def test_who_has_agreed_to_words_that_hold_no_more_is_asked_again(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        form_settings.change({"consent_de": "Ich möchte das."}, by=ada)
        db.session.commit()
    assert wrong(program, consent_version=1) == {
        "/consent_version": "Version 2 of the consent holds now. Show it and ask again."
    }
    assert wrong(program, consent_version="2").keys() == {"/consent_version"}
    assert posted(program, consent_version=2)[0] == 201
    assert [(lead.consent, lead.consent_version) for lead in all_leads(app)] == [
        ("Ich möchte das.", 2)
    ]


@pytest.mark.databases("sqlite", "postgresql")
def test_the_same_lead_by_form_and_by_program_within_a_day_is_one(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    program = Program(app, cast.anna, TokenScope.WRITE)
    sent(opened(visitor()))
    assert posted(program)[0] == 200
    assert posted(program)[1]["times"] == 3
    assert [lead.times for lead in all_leads(app)] == [3]


def test_advertising_by_a_program_waits_for_somebody_and_is_not_called_so(
    app: Flask, cast: Cast
) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    status, document = posted(program, message="<a href='https://x.example'>cheap</a>")
    assert (status, "status" in document) == (201, False)
    assert [lead.status for lead in all_leads(app)] == [LeadStatus.SUSPECTED]


def test_a_lead_takes_a_token_that_writes_of_somebody_who_adds_customers(
    app: Flask, cast: Cast
) -> None:
    for person, scope, status in (
        (cast.anna, TokenScope.READ, 403),
        (cast.jo, TokenScope.WRITE, 404),
        (cast.anna, TokenScope.WRITE, 201),
    ):
        assert posted(Program(app, person, scope))[0] == status, person.name
    reading = Program(app, cast.anna, TokenScope.WRITE).get("/leads")
    assert (reading.status_code, reading.headers["Allow"]) == (405, "POST")


def test_what_the_settings_of_the_form_show_can_be_sent_as_it_stands(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    shown = visitor(cast.ada).visit("/lead-form-settings").element("by-program")
    head, _, body = shown.all("code")[0].raw_text.partition("\n\n")
    assert head.startswith("POST http://localhost/api/v1/leads\n")
    answer = Program(app, cast.ada, TokenScope.WRITE).send("POST", "/leads", json.loads(body))
    background.wait()
    assert (answer.status_code, [lead.company for lead in all_leads(app)]) == (
        201,
        ["Example GmbH"],
    )
