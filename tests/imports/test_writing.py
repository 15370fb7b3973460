"""What an export becomes in the database."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.writing import Fate, write_export
from planner.models import Customer, Deal, Event, Field, Person, Team
from planner.models.kinds import DealStatus, Mode, PlanStatus, Role, Stage
from tests.imports.exports import Export
from tests.imports.written import TODAY, Written, counts, noon, noted


def test_everything_in_an_export_is_there_afterwards(export: Export, written: Written) -> None:
    outcome = written.bring_in(export)

    assert counts(outcome, Fate.CREATED) == {
        "fields": 2, "teams": 2, "people": 5, "customers": 2, "plans": 2, "members": 3, "deals": 4,
    }  # fmt: skip
    assert outcome.changes_anything


def test_everything_keeps_the_key_of_the_foreign_program(export: Export, written: Written) -> None:
    written.bring_in(export)

    nouns = (Field, Team, Person, Customer, Deal)
    keys = [written.foreign_keys(noun) for noun in nouns]
    assert keys == [
        {("maven", "GTX Pro"), ("maven", "MG Special")},
        {("maven", "Dustin Brinkmann"), ("maven", "Cara Losch")},
        {("maven", name) for name in (
            "Dustin Brinkmann", "Cara Losch", "Anna Snelling", "Moses Frase", "Zoë Müller",
        )},
        {("maven", "Isdom"), ("maven", "Bioholding")},
        {("maven", "A1"), ("maven", "A2"), ("maven", "A3"), ("maven", "A4")},
    ]  # fmt: skip


def test_sellers_are_people_of_the_team_that_their_manager_leads(
    export: Export, written: Written
) -> None:
    written.bring_in(export)

    zoe, cara = written.person("Zoë Müller"), written.person("Cara Losch")
    assert (zoe.role, cara.role) == (Role.GENERALIST, Role.TEAM_LEAD)
    assert zoe.team is cara.team
    assert zoe.team is not None
    assert (zoe.team.name, zoe.team.region) == ("Team Cara Losch", "East")
    assert (zoe.email, zoe.password_hash) == (None, None)


def test_an_account_is_a_customer_with_owner_and_stage(export: Export, written: Written) -> None:
    written.bring_in(export)

    isdom, bioholding = written.customer("Isdom"), written.customer("Bioholding")
    assert (isdom.key, isdom.industry, isdom.country) == ("isdom", "medical", "US")
    assert (isdom.annual_revenue, isdom.currency) == (Decimal(3178240000), "USD")
    assert isdom.owner is written.person("Anna Snelling")
    assert (isdom.stage, bioholding.stage) == (Stage.CUSTOMER, Stage.PROSPECT)


def test_a_customer_has_one_plan_for_this_year_with_its_sellers(
    export: Export, written: Written
) -> None:
    written.bring_in(export)

    plan = written.plan("Isdom")
    assert (plan.starts_on, plan.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (plan.status, plan.activated_on, plan.mode) == (
        PlanStatus.ACTIVE, TODAY, Mode.SPECIALIST,
    )  # fmt: skip
    assert written.members("Isdom") == [("Anna Snelling", "owner"), ("Moses Frase", "policy")]
    assert [deal.foreign_key for deal in plan.deals] == ["A1", "A2", "A3"]


def test_opportunities_are_deals_with_field_value_and_days(
    export: Export, written: Written
) -> None:
    written.bring_in(export)

    won, lost, planned = (written.deal(number) for number in ("A1", "A2", "A3"))
    assert won.field is not None
    assert (won.title, won.key, won.field.name) == ("GTX Pro (A1)", "a1", "GTX Pro")
    assert (won.status, won.annual_value, won.probability) == (
        DealStatus.WON, Decimal(4514), Decimal(1),
    )  # fmt: skip
    assert won.expected_on == won.decided_on == date(2017, 3, 1)
    assert (lost.status, lost.annual_value) == (DealStatus.LOST, Decimal(55))
    assert (planned.status, planned.decided_on) == (DealStatus.PLANNED, None)
    assert (planned.expected_on, planned.probability) == (date(2026, 6, 30), Decimal("0.4"))


def test_history_tells_when_a_deal_began_and_was_decided_and_by_whom(
    export: Export, written: Written
) -> None:
    written.bring_in(export)

    began, decided = written.events(written.deal("A1"))
    moses = written.person("Moses Frase")
    assert (began.type, began.at, began.actor) == ("deal.created", noon(2016, 10, 20), moses)
    assert began.changes["status"] == [None, "planned"]
    assert began.changes["field"][1]["name"] == "GTX Pro"
    assert (decided.type, decided.at, decided.actor) == ("deal.updated", noon(2017, 3, 1), moses)
    assert decided.changes == {"status": ["planned", "won"], "decided_on": [None, "2017-03-01"]}
    assert {(one.plan_id, one.customer_id) for one in (began, decided)} == {
        (written.plan("Isdom").id, written.customer("Isdom").id)
    }


def test_the_history_of_a_plan_is_in_the_order_of_its_days(
    export: Export, written: Written
) -> None:
    written.bring_in(export)

    of_plan = select(Event).where(Event.plan_id == written.plan("Isdom").id).order_by(Event.id)
    events = db.session.scalars(of_plan)
    told = [(event.type, clock.local(event.at).date().isoformat()) for event in events]
    assert told == [
        ("deal.created", "2016-10-20"),
        ("deal.created", "2016-10-25"),
        ("deal.created", "2016-11-02"),
        ("deal.updated", "2017-03-01"),
        ("deal.updated", "2017-03-11"),
        ("plan.created", "2026-05-04"),
        ("member.joined", "2026-05-04"),
        ("member.joined", "2026-05-04"),
    ]


def test_a_deal_without_a_customer_goes_to_a_collecting_one_of_its_seller(
    export: Export, written: Written
) -> None:
    export.add("sales_pipeline", "B1,Moses Frase,GTX Pro,,Engaging,2017-01-01,,")

    written.bring_in(export)

    customer = written.deal("B1").plan.customer
    assert (customer.name, customer.stage) == ("Without customer (Moses Frase)", Stage.SUSPECT)
    assert customer.owner is written.person("Moses Frase")


def test_what_has_no_place_is_counted(export: Export, written: Written) -> None:
    outcome = written.bring_in(export)

    assert dict(noted(outcome, Dirt.NOT_STORED)) == {
        "series of products": 2,
        "prices of products": 2,
        "years in which customers were founded": 2,
        "numbers of customers' employees": 2,
        "parent companies of customers": 1,
        "stages of deals, beyond status and probability": 4,
    }


def test_progress_is_told_of_rows_of_every_file(export: Export, written: Written) -> None:
    export.add("sales_pipeline", "B1,Moses Frase,GTX Pro,,Engaging,2017-01-01,,")
    steps: list[int] = []

    write_export(export.read(), advance=steps.append)

    assert sum(steps) >= 2 + 5
