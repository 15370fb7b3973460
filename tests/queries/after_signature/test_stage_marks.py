"""What the head of a plan says of the stage is what the rules find in all that is there."""

from random import Random

import pytest
from flask import Flask

from planner.after_signature.stages import stage_of
from planner.database import db
from planner.models import Plan
from planner.queries.accounts import accounts
from planner.queries.after_signature import stage_marks
from tests.support.statements import counted
from tests.support.stories import signed_world, worlds


@pytest.mark.databases("sqlite", "postgresql")
def test_the_mark_of_each_customer_is_what_the_rules_find_and_takes_two_statements(
    app: Flask,
) -> None:
    with app.app_context():
        worlds.filled(signed_world.fill, Random(7))
        plans = {plan.id: plan for plan in db.session.scalars(db.select(Plan))}
        there = {one: stage_of(account) for one, account in accounts.accounts_of_plans(plans)}
        codes = {}
        for identity, plan in plans.items():
            with counted(db.engine) as statements:
                found = stage_marks.stage_found(plan)
            assert len(statements) == 2
            whole = there[identity]
            codes[identity] = [each.code for each in found.codes]
            assert found.evident == whole.evident, plan.customer.key
            assert found.recorded == whole.recorded
            assert codes[identity] == [each.code for each in whole.codes], plan.customer.key
        assert {code for found in codes.values() for code in found} == {
            *("no_owner", "owner_wrong", "stage_behind")
        }
        assert [] in codes.values()
        assert {found.evident for found in there.values()} == {
            *("customer", "former", "prospect", "suspect")
        }
