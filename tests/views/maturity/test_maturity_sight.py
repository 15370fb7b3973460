"""Who sees the ages of many plans, and that switching them off hides them everywhere at once."""

import pytest
from flask import Flask

from planner import clock
from planner.actions.people import settings
from planner.database import db
from planner.models import Member, Person
from planner.models.kinds import OF_RATINGS, Role
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS, AGES_VISIBLE_TO
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.rated import (
    before,
    fall_silent,
    further_plan,
    speak,
    store,
    symptom,
    told,
)
from tests.support.stories.visits import decide

WAYS = ("maturity_map", "maturity_plans", "one_sided_plans")
TABLES = ("teams", "months", "moves", "relapses")
TABS = {"Maturity map", "One-sided plans"}


@pytest.fixture
def addresses(app: Flask) -> list[str]:
    """Every address that shows the ages of many plans, each table of it as a file too."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] in WAYS]
    assert len(rules) == 2 * len(WAYS)
    adapter = app.url_map.bind("")
    found = []
    for rule in rules:
        for kind in ("csv", "xlsx") if "kind" in rule.arguments else ("",):
            values = {"kind": kind} if kind else {}
            found.append(adapter.build(rule.endpoint, values))
    more = [f"/team/maturity.csv?table={table}" for table in TABLES]
    return found + more


@pytest.fixture
def rated(app: Flask, cast: Cast) -> dict[str, int]:
    """A relapse of the plan of team South, and one of team North."""
    plans = {"South": cast.plan.id, "North": further_plan(app, "Werft", cast.fritz)}
    for plan in plans.values():
        store(app, plan, "modern", before(60))
        held = [symptom("no_goals")]
        store(app, plan, "iron", before(30), symptoms=held, one_sided=True, one_sidedness=80)
    return plans


def test_switched_off_it_is_gone_from_pages_tabs_links_files_and_mails(
    app: Flask, cast: Cast, visitor: Visitors, rated: dict[str, int], addresses: list[str]
) -> None:
    for reader in (cast.paul, cast.otto):
        somebody = visitor(reader)
        decide(app, cast, AGES_VISIBLE_TO, "leads")
        assert [somebody.visit(one).status for one in addresses] == [200] * len(addresses)
        assert somebody.visit("/team").links.keys() >= TABS
        decide(app, cast, AGES_VISIBLE_TO, "members")
        assert [somebody.visit(one).status for one in addresses] == [404] * len(addresses)
        for place in ("/team", "/customers", f"/plans/{cast.plan.id}", "/notifications", "/roles"):
            page = somebody.visit(place)
            assert not TABS & page.links.keys()
            assert not [one for one in page.links.values() if one.split("?")[0] in addresses]
            assert "Iron age" not in page.text
    fall_silent(app, cast, speak(app, cast, before(20)), before(10))
    kinds = {kind for person, kind, _code in told(app) if person in {"paul", "otto"}}
    assert told(app), "the members are told of it, by mail too"
    assert not kinds & set(OF_RATINGS), "what is mailed is what is told"


def test_administrator_switches_it_on_by_the_form_and_stays_on_record(
    cast: Cast, visitor: Visitors
) -> None:
    ada, paul = visitor(cast.ada), visitor(cast.paul)
    assert paul.visit("/team/maturity").status == 404
    form = ada.visit("/organisation/ages").form("ages-form")
    page = form.fill(ages_visible_to="leads").submit().follow()
    assert "Ada Admin" in page.element("settings-history").text
    assert paul.visit("/team/maturity").status == 200


@pytest.mark.parametrize("name", ["anna", "tom", "jo", "mira", "vera", "ada", "ruth", "fritz"])
def test_nobody_else_knows_of_it(
    app: Flask, cast: Cast, visitor: Visitors, addresses: list[str], name: str
) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    decide(app, cast, ADMINISTRATORS_SEE_PLANS, "yes")
    somebody = visitor(getattr(cast, name))
    assert {somebody.visit(one).status for one in addresses} == {404}
    if name == "ada":
        assert not TABS & somebody.visit("/team").links.keys()


def test_lead_of_one_team_gets_nothing_of_another(
    app: Flask, cast: Cast, visitor: Visitors, rated: dict[str, int], addresses: list[str]
) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    with app.app_context():
        db.session.add(Member(plan_id=rated["North"], person_id=cast.paul.id, joined_on=TODAY))
        db.session.commit()
    paul, otto = visitor(cast.paul), visitor(cast.otto)
    for address in addresses:
        if "xlsx" in address:
            continue
        for asked in ("", f"team={cast.north.id}", "region=Hamburg", "team=-"):
            where = f"{address}{'&' if '?' in address else '?'}{asked}"
            said = paul.visit(where).html
            assert "Werft" not in said, where
            assert "North" not in said, where
    assert "Werft" in otto.visit("/team/one_sided_plans").text
    assert "Werft" in otto.visit("/team/maturity.csv?table=relapses").html


def test_lead_who_may_read_plans_as_administrator_sees_ages_of_the_own_team_only(
    app: Flask, cast: Cast, visitor: Visitors, rated: dict[str, int]
) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    decide(app, cast, ADMINISTRATORS_SEE_PLANS, "yes")
    with app.app_context():
        db.session.get_one(Person, cast.paul.id).is_administrator = True
        db.session.commit()
    page = visitor(cast.paul).visit("/team/one_sided_plans")
    assert "Eisenwerk" in page.element("plans").text
    assert "Werft" not in page.text


def test_lead_without_a_team_leads_nobody(
    app: Flask, cast: Cast, visitor: Visitors, addresses: list[str]
) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    with app.app_context():
        lead = db.session.get_one(Person, cast.paul.id)
        lead.team_id = None
        assert lead.role is Role.TEAM_LEAD
        db.session.commit()
    assert {visitor(cast.paul).visit(one).status for one in addresses} == {404}


def test_nobody_signed_out_sees_it(visitor: Visitors, addresses: list[str]) -> None:
    assert {visitor().visit(one).status for one in addresses} == {302}


def test_no_person_is_named_beside_the_figures(
    app: Flask, cast: Cast, visitor: Visitors, rated: dict[str, int], addresses: list[str]
) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    with app.app_context():
        names = [person.name for person in db.session.query(Person)]
    otto = visitor(cast.otto)
    for address in addresses:
        page = otto.visit(address)
        said = page.element("main").text if page.has("main") else page.html
        assert not [name for name in names if name in said], address


def test_decision_holds_from_the_very_moment(app: Flask, cast: Cast, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    for value, status in (("leads", 200), ("members", 404), ("leads", 200)):
        with app.app_context(), clock.at(TODAY):
            settings.change(AGES_VISIBLE_TO, value, by=db.session.get_one(Person, cast.ada.id))
            db.session.commit()
        assert paul.visit("/team/maturity").status == status
