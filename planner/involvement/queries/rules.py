"""The rules of involvement, and what they have done."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from planner.database import db
from planner.models import Involvement, InvolvementRule, InvolvementStatus


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with how often it has done what."""

    rule: InvolvementRule
    done: Counter[InvolvementStatus]


def all_rules() -> list[RuleRow]:
    """In the order in which they decide; two statements."""
    counted = select(Involvement.rule_id, Involvement.status, func.count()).group_by(
        Involvement.rule_id, Involvement.status
    )
    done: dict[int, Counter[InvolvementStatus]] = {}
    for rule_id, status, number in db.session.execute(counted):
        done.setdefault(rule_id, Counter())[status] = number
    rules = db.session.scalars(select(InvolvementRule).order_by(InvolvementRule.id))
    return [RuleRow(rule, done.get(rule.id, Counter())) for rule in rules]
