"""`screen`: a potential of a field is screened today."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from planner.rating.facts import Facts, PotentialFact
from planner.rating.situation import Situation
from planner.rating.way.steps import StepKind, WayStep


def screen(plan: Situation) -> Iterator[WayStep]:
    """One step, for the first field: which one it is makes no difference to any age, since value
    and status stay as last known, and are 0 and open where nothing was known."""
    fields = {potential.field for potential in plan.facts.potentials}
    fields |= {person.field for person in plan.people.values() if person.field and person.side}
    if fields:
        field = min(fields)
        last = _last_known(plan.facts, field)
        screened = replace(last, screened_on=plan.day.as_of) if last else _nothing(plan, field)
        yield WayStep(StepKind.SCREEN, partial(_put, last, screened), screened.reference)


def _last_known(facts: Facts, field: str) -> PotentialFact | None:
    known = (item for item in facts.potentials if item.field == field)
    return max(
        known, key=lambda item: (item.screened_on, item.annual_value, item.status), default=None
    )


def _nothing(plan: Situation, field: str) -> PotentialFact:
    return PotentialFact(field, Decimal(0), plan.day.as_of)


def _put(last: PotentialFact | None, screened: PotentialFact, facts: Facts) -> Facts:
    others = list(facts.potentials)
    if last in others:
        others.remove(last)
    return replace(facts, potentials=(*others, screened))
