"""Business cases: what an offer is worth to the customer in money."""

from collections.abc import Mapping, Sequence

from planner import clock
from planner.actions.editing import Values, added, assign
from planner.actions.history import events
from planner.models import BusinessCase, Flow, Person, Plan


def create(
    plan: Plan, values: Values, flows: Mapping[str, Sequence[int | float]], *, by: Person
) -> BusinessCase:
    """Calculate a case; `flows` has amounts by year under a label, year 0 first, costs negative."""
    case = added(BusinessCase, plan, values)
    case.author, case.on = by, clock.today()
    case.flows = [
        Flow(label=label, amounts=list(amounts), position=n)
        for n, (label, amounts) in enumerate(flows.items())
    ]
    events.record("created", case, by=by)
    return case


def update(case: BusinessCase, values: Values, *, by: Person) -> None:
    """Change what a case is about; its payments stay."""
    assign(case, values)
    events.record("updated", case, by=by)
