"""What the rules before and after the signature are told about customers in the database."""

import pytest
from flask import Flask

from planner import clock
from planner.after_signature.account import account_on
from planner.after_signature.next_steps import best_step
from planner.after_signature.showing import customer_as_json
from planner.database import db
from planner.models import Plan
from planner.planfiles import read_plan_file
from planner.planfiles.account_facts import account_facts_from
from planner.planfiles.exporting import export_document
from planner.planfiles.importing import import_document
from planner.queries.accounts import accounts
from tests.support.statements import counted
from tests.support.stories.plan_documents import plan_document, plan_file


def bring_in(*keys: str) -> list[int]:
    for key in keys:
        document = plan_document()
        document["customer"]["key"] = key
        import_document(read_plan_file(plan_file(document), f"{key}.json"), by=None)
    db.session.commit()
    return list(db.session.scalars(db.select(Plan.id).order_by(Plan.id)))


@pytest.mark.databases("sqlite", "postgresql")
def test_the_rules_find_the_same_in_the_database_as_in_the_plan_file(app: Flask) -> None:
    with app.app_context():
        (plan_id,) = bring_in("here")
        written = account_facts_from(export_document(db.session.get_one(Plan, plan_id)))
        of_file, of_database = account_on(written, clock.today()), accounts.account_of_plan(plan_id)
        shown: dict[str, object] = {"sponsor_requests": []}  # which pages ask by themselves
        assert customer_as_json(of_database) == customer_as_json(of_file) | shown
        people = [person.key for person in of_file.facts.plan.people]
        assert any(best_step(of_file, person) for person in people)
        for person in people:
            assert best_step(of_database, person) == best_step(of_file, person)


@pytest.mark.databases("sqlite", "postgresql")
def test_the_statements_do_not_grow_with_the_customers(app: Flask) -> None:
    with app.app_context():
        numbers = []
        for keys in (("one",), ("two", "three", "four")):
            there = bring_in(*keys)
            with counted(db.engine) as statements:
                assert len(dict(accounts.accounts_of_plans(there))) == len(there)
            numbers.append(len(statements))
        assert numbers[0] == numbers[1]
