"""The next export of the same program: what it changes, and what people changed in between."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from planner.actions.people import people
from planner.actions.plan import customers, deals
from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.writing import Fate, Outcome
from planner.models import Event
from planner.models.kinds import DealStatus, Role, Stage
from tests.imports.exports import ACCOUNTS, PIPELINE, TEAMS, Export
from tests.imports.written import Written, counts, noon, noted


def change(export: Export, old: str, new: str) -> None:
    """Let the CRM say something else about opportunities."""
    assert old in PIPELINE
    export.pipeline(PIPELINE.replace(old, new))


def again(export: Export, written: Written, between: Callable[[], None]) -> Outcome:
    """Import, let people do something, and import the same once more."""
    written.bring_in(export)
    between()
    db.session.commit()
    return written.bring_in(export)


def test_the_same_export_changes_nothing_the_second_time(export: Export, written: Written) -> None:
    export.add("sales_pipeline", "B1,Moses Frase,GTX Pro,,Engaging,2017-01-01,,")
    written.bring_in(export)
    events = db.session.scalar(select(func.count(Event.id)))

    outcome = written.bring_in(export, on=date(2026, 9, 30))

    assert not outcome.changes_anything
    assert counts(outcome, Fate.UNCHANGED) == {
        "fields": 2, "teams": 2, "people": 5, "customers": 3, "deals": 5,
    }  # fmt: skip
    assert db.session.scalar(select(func.count(Event.id))) == events


def test_a_deal_that_was_won_since_is_won_on_its_day_by_its_seller(
    export: Export, written: Written
) -> None:
    written.bring_in(export)
    change(
        export, "Isdom,Engaging,2016-11-02,,", "Isdom,Won,2016-11-02,2026-05-20,60"
    )  # fmt: skip

    outcome = written.bring_in(export, on=date(2026, 6, 1))

    deal = written.deal("A3")
    event = written.events(deal)[-1]
    assert (deal.status, deal.decided_on, deal.annual_value) == (
        DealStatus.WON, date(2026, 5, 20), Decimal(60),
    )  # fmt: skip
    assert (event.at, event.actor) == (noon(2026, 5, 20), written.person("Anna Snelling"))
    assert event.changes["status"] == ["planned", "won"]
    assert event.changes["annual_value"] == [55, 60]
    assert counts(outcome, Fate.CHANGED) == {"deals": 1}


def test_names_sectors_and_regions_follow_the_export(export: Export, written: Written) -> None:
    written.bring_in(export)
    export.write("accounts", ACCOUNTS.replace("Isdom,medical", "Isdom,finance"))
    export.write("sales_teams", TEAMS.replace("Cara Losch,East", "Cara Losch,West"))

    outcome = written.bring_in(export)

    isdom, team = written.customer("Isdom"), written.person("Cara Losch").team
    assert team is not None
    assert (isdom.industry, team.region) == ("finance", "West")
    assert written.events(isdom)[-1].changes == {"industry": ["medical", "finance"]}
    assert counts(outcome, Fate.CHANGED) == {"teams": 1, "customers": 1}


def test_a_won_deal_makes_a_prospect_a_customer(export: Export, written: Written) -> None:
    written.bring_in(export)
    change(export, "Bioholding,Prospecting,,,", "Bioholding,Won,2026-01-02,2026-05-01,4800")

    written.bring_in(export)

    assert written.customer("Bioholding").stage is Stage.CUSTOMER


def test_what_people_changed_stays_while_the_export_says_the_same(
    export: Export, written: Written
) -> None:
    def work() -> None:
        anna = written.person("Anna Snelling")
        values = {"annual_value": Decimal(99), "expected_on": date(2026, 8, 1)}
        deals.update(written.deal("A3"), {**values, "status": DealStatus.MOVED}, by=anna)
        deals.update(written.deal("A1"), {"status": DealStatus.LOST}, by=anna)
        customers.update(written.customer("Isdom"), {"industry": "health"}, by=anna)
        people.update(anna, {"role": Role.SPECIALIST, "email": "anna@example.com"}, by=anna)

    outcome = again(export, written, work)

    moved = written.deal("A3")
    assert not outcome.changes_anything
    assert (moved.annual_value, moved.expected_on) == (Decimal(99), date(2026, 8, 1))
    assert (moved.status, written.deal("A1").status) == (DealStatus.MOVED, DealStatus.LOST)
    assert written.customer("Isdom").industry == "health"
    assert written.person("Anna Snelling").role is Role.SPECIALIST
    assert dict(noted(outcome, Dirt.CHANGED_HERE)) == {
        "deals: annual_value": 1, "deals: status": 2, "customers: industry": 1, "people: role": 1,
    }  # fmt: skip


def test_what_people_changed_gives_way_when_the_export_says_something_new(
    export: Export, written: Written
) -> None:
    written.bring_in(export)
    anna = written.person("Anna Snelling")
    deals.update(written.deal("A1"), {"annual_value": Decimal(99)}, by=anna)
    db.session.commit()
    change(export, "2017-03-01,4514", "2017-03-01,4600")

    written.bring_in(export)
    written.bring_in(export)

    deal = written.deal("A1")
    assert deal.annual_value == Decimal(4600)
    assert [event.changes.get("annual_value") for event in written.events(deal)] == [
        [None, 4514], None, [4514, 99], [99, 4600],
    ]  # fmt: skip


def test_an_owner_chosen_here_stays(export: Export, written: Written) -> None:
    def hand_over() -> None:
        anna, moses = written.person("Anna Snelling"), written.person("Moses Frase")
        customers.update(written.customer("Isdom"), {"owner_id": moses.id}, by=anna)

    assert not again(export, written, hand_over).changes_anything
    assert written.customer("Isdom").owner is written.person("Moses Frase")
