"""What another view of a case changes, in a table with a row for each of its lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms import Field

from planner.business_cases.forms.tables import (
    AmountsForm,
    TableRow,
    cells,
    label_rows,
    year_inputs,
    year_values,
    years_of,
)
from planner.forms.base import Extra
from planner.forms.inputs import LineField, NumberField
from planner.models import BusinessCase, Flow, Scenario
from planner.translation import lazy as _

LARGEST_FACTOR = 100


class ScenarioForm(AmountsForm):
    """What another view of a case changes: a factor or other amounts of a line, or the rate."""

    title = LineField(_("Scenario"), required=True)
    discount_rate = NumberField(_("Own discount rate in percent"), least=0, most=1, percent=True)

    def __init__(self, case: BusinessCase, scenario: Scenario | None = None, **named: Any) -> None:
        changes = {each["flow"]: each for each in scenario.changes} if scenario else {}
        own = [each.get("amounts", []) for each in changes.values()]
        years = years_of([*(flow.amounts for flow in case.flows), *own])
        inputs = {
            name: asked
            for flow in case.flows
            for name, asked in _change_inputs(str(flow.id), years)
        }
        values = {
            name: said
            for flow in case.flows
            for name, said in _change_values(flow, changes.get(flow.key, {}))
        }
        if scenario is not None:
            values |= {"title": scenario.title, "discount_rate": scenario.discount_rate}
        super().__init__(inputs, values, years, edits=scenario is not None, **named)
        self.rows = [self._row(flow) for flow in case.flows]
        self.flows = case.flows
        label_rows(self.rows)

    def told_by_input(self, events: Sequence[Any]) -> Sequence[Any]:
        """By cell, as far as the history tells of lines that are still there."""
        return [replace(each, changes=self._cells(each.changes)) for each in events]

    def _cells(self, changes: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
        old, new = ({c["flow"]: c for c in said or ()} for said in changes.get("changes", [[], []]))
        found = {name: pair for name, pair in changes.items() if name != "changes"}
        for flow in self.flows:
            before, after = old.get(flow.key, {}), new.get(flow.key, {})
            found[f"factor_{flow.id}"] = [before.get("factor"), after.get("factor")]
            found |= cells(flow.id, before.get("amounts"), after.get("amounts"))
        return {name: pair for name, pair in found.items() if pair[0] != pair[1]}

    def _row(self, flow: Flow) -> TableRow:
        amounts = [self[f"amount_{flow.id}_{year}"] for year in range(self.years)]
        return TableRow(str(flow.id), flow.label, amounts, factor=self[f"factor_{flow.id}"])

    def validate(self, extra_validators: Extra | None = None) -> bool:
        is_valid = super().validate(extra_validators)
        both = [
            row.factor for row in self.rows if row.factor and _is_said(row.factor) and row.typed
        ]
        for factor in both:
            said = gettext("Write a factor or amounts, not both.")
            factor.errors = [*factor.errors, said]
        return is_valid and not both


def _is_said(field: Field) -> bool:
    return field.data is not None


def _change_inputs(row: str, years: int) -> Iterable[tuple[str, Any]]:
    yield f"factor_{row}", NumberField(_("Factor"), least=0, most=LARGEST_FACTOR)
    yield from year_inputs(row, years)


def _change_values(flow: Flow, change: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    factor = change.get("factor")
    yield f"factor_{flow.id}", None if factor is None else Decimal(str(factor))
    yield from year_values(flow, change.get("amounts", ()))
