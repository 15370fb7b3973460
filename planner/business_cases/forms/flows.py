"""All lines of a case in one table: what each is, its amounts, and lines that are new."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField

from planner.business_cases.forms.tables import (
    AmountsForm,
    TableRow,
    cells,
    label_rows,
    new_rows,
    rows_sent,
    year_inputs,
    year_values,
    years_of,
)
from planner.forms.base import Extra
from planner.forms.inputs import EnumField, LineField
from planner.models import BusinessCase, Flow, FlowKind
from planner.translation import lazy as _


class FlowsForm(AmountsForm):
    """All lines of a case at once."""

    def __init__(self, case: BusinessCase, **named: Any) -> None:
        names = [*(str(flow.id) for flow in case.flows), *new_rows()]
        years = years_of(flow.amounts for flow in case.flows)
        inputs = {name: asked for row in names for name, asked in _line_inputs(row, years)}
        values = {name: said for flow in case.flows for name, said in _line_values(flow)}
        super().__init__(inputs, values, years, edits=True, **named)
        self.rows = [self._row(name, self[f"label_{name}"].data or "") for name in names]
        label_rows(self.rows)
        self._gone = rows_sent() - set(names)

    fills_parts = True

    def told_by_input(self, events: Sequence[Any]) -> Sequence[Any]:
        """By cell. That a line was added is told as a change: the case begins before it."""
        of_flows = Flow.__tablename__
        return [
            replace(each, type="flow.updated", changes=_cells_of_line(each))
            if each.subject == of_flows
            else each
            for each in events
        ]

    def _row(self, name: str, title: str) -> TableRow:
        amounts = [self[f"amount_{name}_{year}"] for year in range(self.years)]
        gone = None if name.startswith("new") else self[f"gone_{name}"]
        return TableRow(name, title, amounts, self[f"label_{name}"], self[f"kind_{name}"], gone)

    def validate(self, extra_validators: Extra | None = None) -> bool:
        is_valid = super().validate(extra_validators)
        return self._names_lines() and self._meets_others() and is_valid

    def _names_lines(self) -> bool:
        kept = [row for row in self.rows if not _is_gone(row) and not row.is_empty]
        unnamed = [row.label for row in kept if row.label is not None and not row.label.data]
        for label in unnamed:
            label.errors = [*label.errors, gettext("Fill this in.")]
        if not kept:
            self.form_errors.append(gettext("A business case has at least one line."))
        return bool(kept) and not unnamed

    def _meets_others(self) -> bool:
        """Whoever takes a line away that somebody else is filling in does not do so unseen."""
        if self._gone:
            self.form_errors.append(
                gettext("Somebody has deleted a line meanwhile. Save again to go on without it.")
            )
        return not self._gone

    @property
    def gone(self) -> set[int]:
        return {int(row.name) for row in self.rows if _is_gone(row)}

    @property
    def known(self) -> dict[int, TableRow]:
        return {int(row.name): row for row in self.rows if not row.is_new}

    @property
    def new(self) -> list[TableRow]:
        return [row for row in self.rows if row.is_new and not row.is_empty]


def _cells_of_line(event: Any) -> dict[str, list[Any]]:
    changes = dict(event.changes)
    amounts = changes.pop("amounts", [None, None])
    found = {f"{name}_{event.subject_id}": pair for name, pair in changes.items()}
    return found | cells(event.subject_id, *amounts)


def _is_gone(row: TableRow) -> bool:
    return row.gone is not None and bool(row.gone.data)


def _line_inputs(row: str, years: int) -> Iterable[tuple[str, Any]]:
    yield f"label_{row}", LineField(_("Line"))
    yield f"kind_{row}", EnumField(_("Kind"), FlowKind, optional=True, nothing=_("as it is paid"))
    if row.isdecimal():
        yield f"gone_{row}", BooleanField(_("Delete"))
    yield from year_inputs(row, years)


def _line_values(flow: Flow) -> Iterable[tuple[str, Any]]:
    yield f"label_{flow.id}", flow.label
    yield f"kind_{flow.id}", flow.kind
    yield from year_values(flow, flow.amounts)
