"""How many of each noun there are on a plan; all of them are asked for in one statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, func, select

from planner.database import rows
from planner.models import Conversation, Entry, Plan

Count = ScalarSelect[Any]


def count_of_plan(model: Any, *which: ColumnElement[bool]) -> Count:
    """Those of a plan."""
    there = select(func.count()).select_from(model)
    return there.where(model.plan_id == bindparam("plan_id"), *which).scalar_subquery()


def count_of_customer(model: Any) -> Count:
    """Those of the customer, whatever the plan."""
    there = select(func.count()).select_from(model)
    return there.where(model.customer_id == bindparam("customer_id")).scalar_subquery()


def talks() -> Count:
    """The talks about all topics of a plan."""
    there = select(func.count()).select_from(Entry)
    joined = there.join(Conversation, Conversation.id == Entry.conversation_id)
    return joined.where(Conversation.plan_id == bindparam("plan_id")).scalar_subquery()


def read_numbers(statement: Select[*tuple[Any, ...]], plan: Plan) -> Sequence[int]:
    """What a statement that selects such counts finds, in its order."""
    found: Sequence[int] = rows(statement, plan_id=plan.id, customer_id=plan.customer_id)[0]
    return found
