"""The worst gaps, each with what the reader can do against it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from planner.access import allows, standings_in_team
from planner.queries.plan import plans
from planner.team.coverage.queries.coverage import Cell, CoverageRow
from planner.views.web import Permission, gettext, me


@dataclass(frozen=True, slots=True)
class WorstGap:
    """Without an address there is nothing that the reader may do."""

    customer: CoverageRow
    cell: Cell
    field: str
    text: str = ""
    address: str = ""


def with_buttons(
    found: Sequence[tuple[CoverageRow, Cell]], fields: dict[int, str]
) -> list[WorstGap]:
    """Whose plan is missing is begun one; to any other plan an activity for the field is added."""
    there = standings_in_team(me())
    ids = [each.id for each, _cell in found] if allows(Permission.ADD_ACTIVITY, there) else []
    of_customers = plans.plans_of_customers(ids) if ids else {}
    gaps = []
    for customer, cell in found:
        field = fields.get(cell.field_id or 0, "")
        periods = of_customers.get(customer.id)
        button: tuple[str, ...] = ()
        if periods:
            address = url_for("activities.new", plan_id=periods[0].id, field=cell.field_id)
            button = (gettext("Add an activity"), address)
        elif not customer.has_plan and allows(Permission.BEGIN_PLAN, there):
            button = (gettext("Begin a plan"), url_for("plans.new", key=customer.key))
        gaps.append(WorstGap(customer, cell, field, *button))
    return gaps
