"""The way of a plan to the next age, with the items that its steps name."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from planner.database import db
from planner.models import Person, Plan
from planner.queries.maturity import evidence, facts, organisation
from planner.queries.maturity.evidence import EvidenceItem
from planner.rating.situation import situation_on
from planner.rating.way import StepKind, Way, WayStep, way_from


@dataclass(frozen=True, slots=True)
class WayOfPlan:
    """`items` are those that the steps are done to, by reference; `invited` is the name of who is
    to be invited, None where nobody is or it may be anybody."""

    way: Way
    items: Mapping[str, EvidenceItem]
    invited: str | None = None

    def item_of(self, step: WayStep) -> EvidenceItem | None:
        return None if step.item is None else self.items.get(step.item)

    def request_of(self, step: WayStep) -> EvidenceItem | None:
        """The request to join that an invitation answers, while it waits."""
        asked = self.items.get(_request(step))
        return asked if asked is not None and asked.is_pending else None

    def name_of(self, step: WayStep) -> str | None:
        """What or who the step is about; None where it makes something new."""
        if step.kind is StepKind.INVITE:
            return self.invited
        item = self.item_of(step)
        if item is not None:
            return item.name
        return step.item.partition(":")[2] if step.kind is StepKind.SCREEN and step.item else None


def way_of(plan: Plan, day: datetime.date) -> WayOfPlan | None:
    """From where the plan stood at the end of a day; None where it has nowhere to go.

    It takes the statements of a rating and of what the steps name, and as much time as a hundred
    ratings and more: for a single plan, not for a list.
    """
    situation = situation_on(day, facts.facts_of_plan(plan.id), organisation.thresholds())
    way = way_from(situation)
    if way is None:
        return None
    return with_names(way, evidence.items_of_evidence(plan, references(way)))


def references(way: Way | None) -> set[str]:
    """All that the steps name, and the request of who is to be invited."""
    if way is None:
        return set()
    named = {step.item for step in way.steps if step.item is not None}
    return named | {_request(step) for step in way.steps if step.kind is StepKind.INVITE}


def with_names(way: Way, items: Mapping[str, EvidenceItem]) -> WayOfPlan:
    """The way with its items, among which others may be."""
    keys = [_key(step) for step in way.steps if step.kind is StepKind.INVITE]
    names = db.session.scalars(select(Person.name).where(Person.key.in_(keys))) if keys else ()
    return WayOfPlan(way, items, next(iter(names), None))


def _key(step: WayStep) -> str:
    return (step.item or "").partition(":")[2]


def _request(step: WayStep) -> str:
    return f"request:{_key(step)}"
