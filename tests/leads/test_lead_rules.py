"""Rules that say who gets which leads, and what administrators decide about the form."""

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.models import LeadRoute, Person
from planner.queries.people import form_settings
from tests.leads.sending import MONDAY, MORNING, all_leads, one_lead, open_form, opened, sent
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

FORM = "lead-rule-form"


def added(ada: Visitor, **values: object) -> Page:
    return ada.visit("/lead-rules/new").form(FORM).fill(**values).submit()


@pytest.mark.databases("sqlite", "postgresql")
def test_rules_are_tried_out_before_anybody_writes_to_us(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    open_form(app, cast)
    ada = visitor(cast.ada)
    for said in (
        {"country": "DE", "receiver_id": "Anna Berg"},
        {"postcode": "56", "receiver_id": "Paul Stein"},
        {"postcode": "5606", "receiver_id": "Jo Kilian"},
        {"field_id": "Leasing", "postcode": "56", "receiver_id": "Fritz Fremd"},
    ):
        assert added(ada, **said).status == 303

    assert "Leasing, postcode 56…" in ada.visit("/lead-rules").element("lead-rules").text

    def tried(**asked: object) -> str:
        form = ada.visit("/lead-rules").form("try-out-form").fill(**asked)
        return form.submit().element("try-out").text

    assert "It would go to Fritz Fremd, by rule 4." in tried(postcode="56068", field_id="Leasing")
    assert "It would go to Jo Kilian, by rule 3." in tried(postcode="56 068", country="DE")
    assert "It would go to Anna Berg, by rule 1." in tried(postcode="10115", country="DE")
    assert "It would go to Tom Ahrens, since no rule fits." in tried(postcode="10115")


@pytest.mark.databases("sqlite", "postgresql")
def test_of_equally_exact_rules_the_first_decides_and_their_order_can_be_changed(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    for name in ("Anna Berg", "Paul Stein"):
        added(ada, postcode="56", receiver_id=name)
    open_form(app, cast)
    sent(opened(visitor()), postcode="56068")
    ada.visit("/lead-rules").press("Up: rule 2")
    sent(opened(visitor()), postcode="56068", email="b@works.example")
    first, second = all_leads(app)
    assert (first.receiver_id, second.receiver_id) == (cast.anna.id, cast.paul.id)
    assert first.route is LeadRoute.RULE


@pytest.mark.databases("sqlite", "postgresql")
def test_a_rule_is_changed_and_deleted(app: Flask, cast: Cast, visitor: Visitors) -> None:
    ada = visitor(cast.ada)
    answer = added(ada, country="Germany", receiver_id="Anna Berg")
    assert (answer.status, answer.errors) == (422, ["Write two capital letters, such as DE."])
    added(ada, country="DE", receiver_id="Anna Berg")
    page = ada.visit("/lead-rules").click("1. DE")
    page.form(FORM).fill(country="AT").submit()
    assert "1. AT" in ada.visit("/lead-rules").text
    ada.visit("/lead-rules").click("1. AT").press("Delete this rule")
    assert "No rule yet." in ada.visit("/lead-rules").text


def test_whoever_has_left_passes_it_to_the_usual_receiver(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    added(ada, postcode="56", receiver_id="Anna Berg")
    with app.app_context():
        db.session.get_one(Person, cast.anna.id).is_active = False
        db.session.commit()
    lead_id = one_lead(app, cast, visitor(), postcode="56068")
    assert all_leads(app)[-1].receiver_id == cast.tom.id
    shown = visitor(cast.tom).visit(f"/leads/{lead_id}").text
    assert "as the usual receiver, since rule 1 leads to nobody who is there" in shown
    assert "instead of Anna Berg" in shown
    shown = ada.visit("/lead-rules?postcode=56068").element("try-out").text
    assert "By rule 1 it is for Anna Berg, who has left or is away and has no deputy." in shown
    assert "It would go to Tom Ahrens, who gets what is left." in shown


def go_away(somebody: Visitor, deputy: str) -> None:
    """Be away in this week, and let somebody stand in."""
    page = somebody.visit("/availabilities")
    page.form("availability-form").fill(hours="0", only_that_week=True).submit()
    page.form("deputy-form").fill(deputy_id=deputy).submit()


@pytest.mark.databases("sqlite", "postgresql")
def test_who_is_away_passes_it_to_the_deputy_by_the_rule_that_decided(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with clock.at(MONDAY, MORNING):
        ada = visitor(cast.ada)
        added(ada, postcode="56", receiver_id="Anna Berg")
        go_away(visitor(cast.anna), "Fritz Fremd")
        lead_id = one_lead(app, cast, visitor(), postcode="56068")
        lead = all_leads(app)[-1]
        assert (lead.receiver_id, lead.instead_of_id) == (cast.fritz.id, cast.anna.id)
        assert lead.route is LeadRoute.RULE
        shown = visitor(cast.fritz).visit(f"/leads/{lead_id}").element("lead").text
        assert "Fritz Fremd: by rule 1, instead of Anna Berg" in shown
        shown = ada.visit("/lead-rules?postcode=56068").element("try-out").text
        assert "By rule 1 it is for Anna Berg, who has left or is away." in shown
        assert "It would go to Fritz Fremd, the deputy." in shown


@pytest.mark.databases("sqlite", "postgresql")
def test_an_owner_who_is_away_passes_it_on_and_no_rule_decides_instead(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with clock.at(MONDAY, MORNING):
        added(visitor(cast.ada), receiver_id="Jo Kilian")
        go_away(visitor(cast.anna), "(nobody)")
        one_lead(app, cast, visitor(), company="Eisenwerk Brühl AG", city="Brühl")
        lead = all_leads(app)[-1]
        assert lead.customer_id == cast.customer.id
        assert (lead.receiver_id, lead.route) == (cast.tom.id, LeadRoute.USUAL)


def test_a_deputy_who_is_away_too_passes_nothing_round_and_round(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with clock.at(MONDAY, MORNING):
        added(visitor(cast.ada), receiver_id="Anna Berg")
        go_away(visitor(cast.anna), "Fritz Fremd")
        go_away(visitor(cast.fritz), "Anna Berg")
        one_lead(app, cast, visitor())
        assert all_leads(app)[-1].receiver_id == cast.tom.id
        go_away(visitor(cast.tom), "Paul Stein")
        one_lead(app, cast, visitor(), email="b@works.example")
        lead = all_leads(app)[-1]
        assert (lead.receiver_id, lead.instead_of_id) == (cast.paul.id, cast.anna.id)


def test_who_is_away_next_week_gets_it_this_week(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with clock.at(MONDAY, MORNING):
        added(visitor(cast.ada), receiver_id="Anna Berg")
        page = visitor(cast.anna).visit("/availabilities?week=2026-W26")
        page.form("availability-form").fill(hours="0", only_that_week=True).submit()
        one_lead(app, cast, visitor())
        assert all_leads(app)[-1].receiver_id == cast.anna.id


@pytest.mark.databases("sqlite", "postgresql")
def test_another_wording_of_the_consent_is_a_new_number_and_leads_keep_theirs(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    one_lead(app, cast, visitor())
    page = ada.visit("/lead-form-settings")
    page.form("lead-form-settings").fill(consent_en="Keep it.", button="#004400").submit()
    with app.app_context():
        settings = form_settings.current()
    assert (settings.consent_version, settings.button, settings.is_open) == (2, "#004400", True)
    sent(opened(visitor()), email="b@works.example")
    assert [lead.consent_version for lead in all_leads(app)] == [1, 2]
    assert all_leads(app)[1].consent == "Keep it."
    assert "/lead-form/de" in ada.visit("/lead-form-settings").element("how-to").text
    assert "Colour of the button" in ada.visit("/audit").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("button", "red", "Write a colour such as #1d4ed8."),
        ("sites", "https://x.example; script-src *", "script-src is no site."),
        ("sites", "https://x.example/path", "https://x.example/path is no site."),
        ("sites", "*", "* is no site."),
    ],
)
def test_what_is_wrong_about_the_form_is_said_and_changes_nothing(
    app: Flask, cast: Cast, visitor: Visitors, field: str, value: str, said: str
) -> None:
    page = visitor(cast.ada).visit("/lead-form-settings")
    answer = page.form("lead-form-settings").fill(**{field: value}).submit()
    assert answer.status == 422
    assert said in " ".join(answer.errors) or "is no site." in " ".join(answer.errors)
    with app.app_context():
        assert form_settings.current() == form_settings.LeadFormSettings()


def test_only_administrators_decide_about_the_form_and_the_rules(
    cast: Cast, visitor: Visitors
) -> None:
    for who in (cast.anna, cast.paul, cast.otto, cast.fritz):
        for address in ("/lead-form-settings", "/lead-rules", "/lead-rules/new"):
            assert visitor(who).visit(address).status == 404


def test_while_the_form_is_closed_its_addresses_say_so(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    assert "The form is closed." in ada.visit("/lead-form-settings").element("how-to").text
    open_form(app, cast)
    assert "The form is closed." not in ada.visit("/lead-form-settings").element("how-to").text
