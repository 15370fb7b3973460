"""Planned deals."""

from planner import clock
from planner.actions.editing import Values, added, assign, remove
from planner.actions.history import events
from planner.models import Deal, Person, Plan
from planner.models.kinds import DealStatus


def create(plan: Plan, values: Values, *, by: Person) -> Deal:
    """Add a planned deal."""
    deal = added(Deal, plan, _with_day(values))
    events.record("created", deal, by=by)
    return deal


def update(deal: Deal, values: Values, *, by: Person) -> None:
    """Change a deal; one that is won or lost was decided today unless `values` say when."""
    assign(deal, _with_day(values))
    events.record("updated", deal, by=by)


def delete(deal: Deal, *, by: Person) -> None:
    """Delete a deal; activities aimed at it stay."""
    remove(deal, by=by)


def _with_day(values: Values) -> Values:
    """A deal that is said to be won or lost without a day was decided today."""
    decided = values.get("status") in (DealStatus.WON, DealStatus.LOST)
    if decided and "decided_on" in values and values["decided_on"] is None:
        return {**values, "decided_on": clock.today()}
    return values
