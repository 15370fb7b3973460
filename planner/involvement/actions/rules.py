"""Rules of involvement."""

from sqlalchemy import select

from planner.actions.editing import Values, assign
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import InvolvementRule, Person


def create(values: Values, *, by: Person) -> InvolvementRule:
    """Add a rule; raise Refused when another has its name."""
    _refuse_taken_name(values["name"], None)
    rule = InvolvementRule()
    assign(rule, values)
    db.session.add(rule)
    events.record("created", rule, by=by)
    return rule


def update(rule: InvolvementRule, values: Values, *, by: Person) -> None:
    """Change a rule, which is another one then: it brings in again who was taken off before. That
    it holds no longer, or again, or has another name changes nothing of that."""
    _refuse_taken_name(values.get("name", rule.name), rule)
    before = _said(rule)
    assign(rule, values)
    if _said(rule) != before:
        rule.version += 1
    events.record("updated", rule, by=by)


def _said(rule: InvolvementRule) -> tuple[object, ...]:
    when = (rule.field_id, rule.least_potential, rule.segment, rule.stage)
    return (*when, rule.whom, rule.desk_id, rule.how, rule.working_days)


def _refuse_taken_name(name: str, but: InvolvementRule | None) -> None:
    other = db.session.scalar(select(InvolvementRule).where(InvolvementRule.name == name))
    if other is not None and other is not but:
        raise Refused("There is a rule of this name already.", field="name")
