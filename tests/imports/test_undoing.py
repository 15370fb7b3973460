"""An import is taken back exactly: what it made goes, what it changed is as before."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from planner.actions.errors import Refused
from planner.actions.people import people
from planner.actions.plan import activities, customers, deals
from planner.database import db
from planner.models import Customer, Deal, Event, Field, ImportMade, Person
from planner.models.kinds import ActivityKind, DealStatus, Role
from planner.nouns import OF_NAME, types_of
from tests.imports.exports import ACCOUNTS, PIPELINE, TEAMS, Export
from tests.imports.undone import bring_in, everything, take_back, touched
from tests.imports.written import Written


def say_more(export: Export) -> None:
    """The next export: a deal won, one more, another sector, region, name of a seller's team."""
    lines = PIPELINE.replace("Isdom,Engaging,2016-11-02,,", "Isdom,Won,2016-11-02,2026-05-02,60")
    lines = lines.replace("Bioholding,Prospecting,,,", "Bioholding,Won,2026-01-02,2026-05-01,4800")
    export.pipeline(lines + "A5,Moses Frase,GTX Pro,Bioholding,Engaging,2026-02-02,,\n")
    export.write("accounts", ACCOUNTS.replace("Isdom,medical", "Isdom,finance"))
    export.write("sales_teams", TEAMS.replace("Cara Losch,East", "Cara Losch,West"))


@pytest.fixture
def here_before(written: Written) -> Person:
    """Somebody who was there before the import, with a customer."""
    ruth = people.create(
        {"name": "Ruth Falk", "role": Role.GENERALIST, "email": "ruth@example.com"}, by=None
    )
    db.session.flush()
    customers.create({"name": "Old customer"}, by=ruth)
    db.session.commit()
    return ruth


def test_after_the_first_import_everything_is_as_before(
    export: Export, written: Written, here_before: Person
) -> None:
    before = everything()
    run = bring_in(export)
    assert everything() != before

    undone = take_back(run)

    assert everything() == before
    assert (undone.removed["deals"], undone.removed["customers"], undone.kept) == (4, 2, [])


def test_after_the_second_import_everything_is_as_after_the_first(
    export: Export, written: Written
) -> None:
    bring_in(export)
    after_first = everything()
    say_more(export)
    second = bring_in(export)
    assert everything() != after_first

    undone = take_back(second)

    assert everything() == after_first
    assert undone.restored["deals"] == 2
    assert undone.removed["deals"] == 1


def test_both_are_taken_back_one_after_the_other(export: Export, written: Written) -> None:
    before = everything()
    first = bring_in(export)
    say_more(export)
    second = bring_in(export)

    take_back(second)
    take_back(first)

    assert everything() == before


def test_what_was_there_before_is_as_it_was(export: Export, written: Written) -> None:
    """A field that the import found by its name was not made by it."""
    db.session.add(Field(name="GTX Pro"))
    db.session.commit()
    before = everything()

    take_back(bring_in(export))

    assert everything() == before


def test_what_was_taken_back_comes_in_again(export: Export, written: Written) -> None:
    bring_in(export)
    say_more(export)
    second = bring_in(export)
    after_second = everything()
    take_back(second)

    bring_in(export)

    isdom, deal = written.customer("Isdom"), written.deal("A3")
    assert (isdom.industry, deal.status) == ("finance", DealStatus.WON)
    assert {table: len(rows) for table, rows in everything().items()} == {
        table: len(rows) for table, rows in after_second.items()
    }


def test_history_tells_of_what_was_set_back_and_of_what_went(
    export: Export, written: Written
) -> None:
    bring_in(export)
    say_more(export)
    take_back(bring_in(export))

    isdom, plan = written.customer("Isdom"), written.plan("Bioholding")
    assert written.events(isdom)[-1].changes == {"industry": ["finance", "medical"]}
    gone = select(Event).where(Event.type == "deal.deleted", Event.plan_id == plan.id)
    assert db.session.scalars(gone).one().subject_name == "GTX Pro (A5)"
    undone = db.session.scalars(select(Event).where(Event.type == "import_run.undone")).one()
    assert undone.subject_name == "2 (maven: accounts.csv)"


def test_all_that_history_tells_has_words(export: Export, written: Written) -> None:
    bring_in(export)
    say_more(export)
    take_back(bring_in(export))

    assert {one.type for one in written.all(Event)} <= {*types_of(OF_NAME)}


def test_an_import_that_changes_nothing_is_no_run(export: Export, written: Written) -> None:
    bring_in(export)

    assert bring_in(export) is None


def test_it_is_taken_back_once(export: Export, written: Written) -> None:
    run = bring_in(export)
    take_back(run)

    with pytest.raises(Refused, match="Import 1 was undone before"):
        take_back(run)


def test_there_must_be_such_an_import(written: Written) -> None:
    with pytest.raises(Refused, match="There is no import 7"):
        take_back(7)


def test_what_it_made_takes_little_room(export: Export, written: Written) -> None:
    bring_in(export)

    stretches = db.session.scalars(select(ImportMade).where(ImportMade.of_table == "deals"))
    assert [(one.first_id, one.last_id) for one in stretches] == [(1, 4)]


class TestTouched:
    @pytest.fixture
    def run(self, export: Export, here_before: Person) -> int:
        return bring_in(export)

    def test_what_somebody_changed_is_named(self, written: Written, run: int) -> None:
        ruth = written.person("Ruth Falk")
        deals.update(written.deal("A3"), {"annual_value": Decimal(99)}, by=ruth)
        db.session.commit()

        assert touched(run) == {("deals", "MG Special (A3)"): "Ruth Falk"}

    def test_what_somebody_used_is_named(self, written: Written, run: int) -> None:
        ruth = written.person("Ruth Falk")
        activities.create(
            written.plan("Isdom"),
            {"title": "Visit", "kind": ActivityKind.VISIT, "deal_id": written.deal("A3").id},
            by=ruth,
        )
        db.session.commit()

        assert touched(run) == {
            ("plans", "Isdom"): "Ruth Falk", ("deals", "MG Special (A3)"): "Ruth Falk",
        }  # fmt: skip

    def test_a_person_who_did_something_is_named(self, written: Written, run: int) -> None:
        anna = written.person("Anna Snelling")
        customers.update(written.customer("Old customer"), {"industry": "steel"}, by=anna)
        db.session.commit()

        assert touched(run) == {("people", "Anna Snelling"): "Anna Snelling"}

    def test_a_refusal_changes_nothing(self, written: Written, run: int) -> None:
        deals.update(
            written.deal("A3"), {"annual_value": Decimal(99)}, by=written.person("Ruth Falk")
        )
        db.session.commit()
        before = everything()

        touched(run)

        assert everything() == before

    def test_what_was_touched_stays_with_what_it_needs(self, written: Written, run: int) -> None:
        deals.update(
            written.deal("A3"), {"annual_value": Decimal(99)}, by=written.person("Ruth Falk")
        )
        db.session.commit()

        undone = take_back(run, keep_touched=True)

        assert [one.name for one in undone.kept] == ["MG Special (A3)"]
        assert [deal.foreign_key for deal in written.all(Deal)] == ["A3"]
        assert written.deal("A3").plan.customer is written.customer("Isdom")
        assert written.deal("A3").annual_value == Decimal(99)
        assert [one.name for one in written.all(Customer)] == ["Old customer", "Isdom"]

    def test_what_somebody_changed_back_stays_untouched_by_the_undo(
        self, export: Export, written: Written, run: int
    ) -> None:
        say_more(export)
        second = bring_in(export)
        ruth = written.person("Ruth Falk")
        customers.update(written.customer("Isdom"), {"industry": "health"}, by=ruth)
        db.session.commit()

        assert touched(second) == {("customers", "Isdom"): "Ruth Falk"}
        take_back(second, keep_touched=True)
        assert written.customer("Isdom").industry == "health"
        assert written.deal("A3").status is DealStatus.PLANNED

    def test_a_later_import_is_named(self, export: Export, written: Written, run: int) -> None:
        say_more(export)
        second = bring_in(export)

        assert set(touched(run).values()) == {f"import {second}"}
        take_back(second)
        take_back(run)
        assert written.all(Deal) == []
