"""Rules that say who deals with which leads, in an order."""

from sqlalchemy import select

from planner.actions.editing import Values, assign, remove
from planner.actions.history import events
from planner.database import db
from planner.models import LeadRule, Person


def create(values: Values, *, by: Person) -> LeadRule:
    """Add a rule behind the others."""
    rule = LeadRule(position=len(_in_order()))
    assign(rule, values)
    db.session.add(rule)
    events.record("created", rule, by=by)
    return rule


def update(rule: LeadRule, values: Values, *, by: Person) -> None:
    assign(rule, values)
    events.record("updated", rule, by=by)


def delete(rule: LeadRule, *, by: Person) -> None:
    """Delete a rule; leads that it has placed stay where they are."""
    remove(rule, by=by)
    _number(_in_order())


def move_up(rule: LeadRule) -> None:
    """Let it stand one place earlier; of equally exact rules the first decides."""
    rules = _in_order()
    at = rules.index(rule)
    if at:
        rules[at - 1 : at + 1] = [rule, rules[at - 1]]
        _number(rules)


def _in_order() -> list[LeadRule]:
    """Held, so that of two who order them one waits for the other."""
    ordered = select(LeadRule).order_by(LeadRule.position, LeadRule.id).with_for_update()
    return list(db.session.scalars(ordered))


def _number(rules: list[LeadRule]) -> None:
    for position, rule in enumerate(rules):
        rule.position = position
