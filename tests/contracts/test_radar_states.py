"""The radar narrows by state as the rules decide it, whatever the database adds up for that."""

from random import Random

import pytest
from flask import Flask

from planner.after_signature.renewals import OPEN_QUESTIONS, renewals_of
from planner.contracts.queries import radar_table
from planner.database import db
from planner.models import Contract, Customer, Person, Setting
from planner.models.kinds import Role
from planner.models.people.setting import DAYS_BEFORE_LEADS
from planner.queries.accounts import accounts
from planner.queries.after_signature import radar
from planner.queries.after_signature.radar import RadarFilter
from planner.queries.plan import plans
from tests.support.statements import counted
from tests.support.stories import signed_world, worlds

SEEDS = (3, 11)


def a_reader(seed: int) -> Person:
    """Who sees all of it at once, where the members have no days of their own."""
    reader = worlds.filled(signed_world.fill, Random(seed))
    db.session.add(Setting(name=DAYS_BEFORE_LEADS, value="0"))
    db.session.flush()
    return reader


def decided(reader: Person) -> dict[int, str]:
    """By contract, the state that the rules find in all that the reader's plans hold."""
    customers = list(db.session.scalars(db.select(Customer.id)))
    readable = {plan: one for one, plan in plans.readable(reader, customers).items()}
    ids = {
        (customer, key): identity
        for identity, customer, key in db.session.execute(
            db.select(Contract.id, Contract.customer_id, Contract.key)
        )
    }
    return {
        ids[readable[plan], renewal.contract.key]: renewal.state.value
        for plan, account in accounts.accounts_of_plans(readable)
        for renewal in renewals_of(account)
    }


@pytest.mark.databases("sqlite", "postgresql")
def test_the_radar_finds_the_states_that_the_rules_find(app: Flask, seed: int) -> None:
    with app.app_context():
        reader = a_reader(seed)
        states = decided(reader)
        for state in OPEN_QUESTIONS:
            found = {line.id for line in radar.found_lines(reader, RadarFilter(state=state))}
            with_plan = {one for one in found if one in states}
            assert with_plan == {one for one, there in states.items() if there == state}
            # Those without a plan, too, are what they are called where they are shown in full.
            shown = radar.rows_of(reader, radar.found_lines(reader, RadarFilter(state=state)))
            assert {row.renewal.state for row in shown} == {state}
            assert {row.contract.id for row in shown} == found
            assert found - with_plan or state == "in_work"


@pytest.mark.databases("sqlite", "postgresql")
def test_the_table_to_take_away_says_what_the_page_says_in_full(app: Flask) -> None:
    with app.app_context(), app.test_request_context():
        reader = a_reader(3)
        for state in ("", "at_risk", "running", "terminated"):
            wanted = RadarFilter(state=state)
            rows = radar.rows_of(reader, radar.found_lines(reader, wanted))
            lines = radar_table.table_lines(reader, wanted)
            assert [
                (line.contract, line.customer, line.decision_on, line.notice_on, line.ends_on)
                for line in lines
            ] == [
                (
                    row.contract.title,
                    row.customer.name,
                    row.renewal.decision_on,
                    row.notice_on,
                    row.ends_on,
                )
                for row in rows
            ]
            assert [
                (line.state, line.why, line.field, line.annual_value, line.owner) for line in lines
            ] == [
                (
                    row.state,
                    row.why,
                    row.contract.field,
                    row.contract.annual_value,
                    row.customer.owner,
                )
                for row in rows
            ]


@pytest.mark.databases("sqlite", "postgresql")
def test_who_does_not_read_a_plan_learns_nothing_of_the_work_on_it(app: Flask) -> None:
    with app.app_context():
        otto = worlds.filled(signed_world.fill, Random(3))
        seller = db.session.query(Person).filter_by(role=Role.CUSTOMER_DEVELOPER).one()
        all_in_work = set(_in_work(otto))
        own = set(_in_work(seller))
        states = decided(seller)
        assert own == {one for one, state in states.items() if state == "in_work"}
        assert own < all_in_work


def _in_work(reader: Person) -> list[int]:
    return [line.id for line in radar.found_lines(reader, RadarFilter(state="in_work"))]


@pytest.mark.databases("sqlite", "postgresql")
def test_a_state_takes_as_many_statements_however_many_contracts(app: Flask) -> None:
    with app.app_context():
        reader = a_reader(3)
        numbers = []
        for _times in range(2):
            db.session.expire_all()
            with counted(db.engine) as statements:
                radar.radar_page(reader, RadarFilter(state="in_work"))
            numbers.append(len(statements))
            db.session.query(Contract).filter(Contract.id % 2 == 0).delete()
        # One looks up what only some of the shown have.
        assert numbers[1] <= numbers[0] <= numbers[1] + 1
