"""The public form: what people outside see, send and agree to."""

from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.models import LeadStatus
from tests.leads.sending import FORM, MONDAY, TYPED, all_leads, later, open_form, opened, sent
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite", "postgresql")
def test_somebody_outside_sends_the_form_and_it_arrives_with_their_consent(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    page = opened(visitor(), source="website", campaign="spring")
    answer = sent(page, field_id=cast.leasing.id, country="de")
    assert (answer.status, answer.follow().heading) == (303, "Thank you")
    (lead,) = all_leads(app)
    assert (lead.company, lead.email, lead.message) == tuple(
        TYPED[name] for name in ("company", "email", "message")
    )
    assert (lead.source, lead.campaign, lead.country) == ("website", "spring", "DE")
    assert lead.status is LeadStatus.NEW
    assert lead.consent.startswith("I agree that what I say here is kept")
    assert (lead.consent_version, lead.consented_on) == (1, MONDAY)
    assert lead.receiver_id == cast.tom.id


def test_it_is_closed_until_somebody_opens_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    assert visitor().visit("/lead-form/en").status == 404
    open_form(app, cast)
    assert visitor().visit("/lead-form/en").status == 200
    assert visitor().visit("/lead-form/fr").status == 404


def test_no_cookie_no_script_and_only_the_named_sites_show_it_in_a_frame(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast, sites="https://bank.example\nhttps://www.bank.example")
    outside = visitor()
    page = opened(outside)
    for answer in (page, sent(page), sent(opened(outside), agreed=False)):
        assert "Set-Cookie" not in answer.headers
        assert "<script" not in answer.html
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://bank.example https://www.bank.example" in policy
    assert "script-src" not in policy
    inside = visitor(cast.ada).visit("/lead-form-settings").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in inside


def test_without_consent_nothing_is_kept_and_nothing_typed_is_lost(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    answer = sent(opened(visitor()), agreed=False)
    assert (answer.status, all_leads(app)) == (422, [])
    assert "Without your consent nothing is kept." in answer.text
    assert answer.form(FORM)["message"] == TYPED["message"]


def test_what_was_forgotten_is_added_and_sent_at_once(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Whoever has had the form open is no program for a tick that follows in a second."""
    open_form(app, cast)
    again = sent(opened(visitor()), agreed=False)
    with clock.at(MONDAY, later(61)):
        assert again.form(FORM).fill(agreed=True).submit().status == 303
    with clock.at(MONDAY, later(62)):
        assert again.form(FORM).fill(agreed=True).submit().status == 303
    assert [lead.times for lead in all_leads(app)] == [1], "it is the same copy of the form"


@pytest.mark.databases("sqlite", "postgresql")
def test_who_has_read_other_words_than_hold_now_reads_them_before_agreeing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    page = opened(visitor())
    open_form(app, cast, consent_en="You may call me.")
    again = sent(page)
    assert (again.status, all_leads(app)) == (422, [])
    assert "What you agree to has changed meanwhile. Please read it and agree to it." in again.text
    assert "You may call me." in again.text
    form = again.form(FORM)
    assert form["message"] == TYPED["message"]
    assert not form["agreed"]
    with clock.at(MONDAY, later(61)):
        assert form.fill(agreed=True).submit().status == 303
    assert [(each.consent, each.consent_version) for each in all_leads(app)] == [
        ("You may call me.", 2)
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"company": " "}, "Fill this in."),
        ({"email": "", "telephone": ""}, "Say how we can reach you: by e-mail or by telephone."),
        ({"email": "nobody"}, "This is no e-mail address."),
        ({"telephone": "call me"}, "This is no telephone number."),
        ({"country": "Germany"}, "Write two letters, such as DE."),
        ({"message": "x" * 2001}, "Use at most 2000 characters."),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    app: Flask, cast: Cast, visitor: Visitors, wrong: dict[str, Any], said: str
) -> None:
    open_form(app, cast)
    answer = sent(opened(visitor()), **wrong)
    assert answer.status == 422
    assert said in [each.text for each in answer.root.all(class_="error")]
    assert all_leads(app) == []


def test_it_speaks_the_language_of_its_address(app: Flask, cast: Cast, visitor: Visitors) -> None:
    open_form(app, cast)
    german = opened(visitor(language="en"), language="de")
    assert german.heading == "Ihre Anfrage"
    assert german.root.all("html")[0]["lang"] == "de"
    sent(german)
    assert all_leads(app)[0].consent.startswith("Ich bin einverstanden")


def test_the_colours_are_those_of_the_organisation_and_can_be_read(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast, button="#ffee00", background="#202020")
    look = visitor().visit("/lead-form/look.css")
    assert look.headers["Content-Type"].startswith("text/css")
    for line in ("--button: #ffee00", "--on-button: #111111", "--on-background: #ffffff"):
        assert line in look.html


@pytest.mark.databases("sqlite", "postgresql")
def test_the_same_person_of_the_same_company_within_a_day_is_one_lead(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    sent(opened(visitor()))
    sent(opened(visitor()), email=TYPED["email"].upper(), company="seilerei möller gmbh")
    sent(opened(visitor()), company="Another one")
    assert [lead.times for lead in all_leads(app)] == [2, 1]
