"""Tables of amounts: a row for each line of a case, a column for each year.

Which inputs there are follows from the case, and from how many lines and years the sender has asked
to see; lines and years that were added and are not saved yet travel with the form.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from flask import has_request_context, request
from flask_babel import gettext
from wtforms import BooleanField, Field

from planner.forms.base import Extra, Form, began_from
from planner.forms.inputs import EnumField, LineField, MoneyField, NumberField
from planner.models import BusinessCase, Flow, FlowKind, Scenario
from planner.models.plan.business_case import MOST_YEARS
from planner.translation import lazy as _

_AMOUNT = re.compile(r"amount_\w+_(\d{1,4})")
_ROW = re.compile(r"label_(\d+|new\d{1,3})")
_MOST_NEW = 50
_FEWEST_YEARS = 2
LARGEST_FACTOR = 100
MORE_LINES, MORE_YEARS = "line", "year"
"""What the sender asks to see, in `only_look`."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line: `name` is the id of its flow, or `new1`. What a table does not ask for is None."""

    name: str
    title: str
    amounts: Sequence[Field]
    label: Field | None = None
    kind: Field | None = None
    gone: Field | None = None
    factor: Field | None = None

    @property
    def is_new(self) -> bool:
        return not self.name.isdecimal()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in a row that waits for a new line."""
        said = [*self.amounts, *([self.label] if self.label else [])]
        return self.is_new and not any(_is_filled(field) for field in said)

    @property
    def errors(self) -> list[str]:
        inputs = (self.label, self.kind, self.factor, *self.amounts)
        return [str(error) for each in inputs if each for error in each.errors]

    @property
    def typed(self) -> list[Decimal]:
        """The amounts up to the last that was typed; empty ones between are 0."""
        found = [field.data for field in self.amounts]
        while found and found[-1] is None:
            found.pop()
        return [amount or Decimal(0) for amount in found]


def _is_filled(field: Field) -> bool:
    return any(str(text).strip() for text in field.raw_data or ()) or bool(field.data)


class AmountsForm(Form):
    """What the tables share: inputs made from the case, besides those of the class."""

    def __init__(
        self, inputs: Mapping[str, Any], values: Mapping[str, Any], years: int, **named: Any
    ) -> None:
        # WTForms binds what stands here; it knows no public way to give one form more inputs.
        self._unbound_fields = [*self._unbound_fields, *inputs.items()]
        self.years = years
        super().__init__(data=values, **named)
        self._begin_with_new()
        self.rows: list[TableRow] = []

    def _begin_with_new(self) -> None:
        """What was added since the form was made first begins as empty."""
        began = self.versions_sent
        new = {each.name: began_from(each, None) for each in self.shown if each.name not in began}
        if self.edits and began:
            self.began.data = json.dumps({**began, **new})

    def validate(self, extra_validators: Extra | None = None) -> bool:
        is_valid = super().validate(extra_validators)
        if years_sent() > MOST_YEARS:
            said = gettext("A case has at most %(most)s years after year 0.", most=MOST_YEARS - 1)
            self.form_errors.append(said)
        return is_valid and not self.form_errors


class FlowsForm(AmountsForm):
    """All lines of a case at once."""

    def __init__(self, case: BusinessCase, **named: Any) -> None:
        names = [*(str(flow.id) for flow in case.flows), *_new_rows()]
        years = _years(flow.amounts for flow in case.flows)
        inputs = {name: asked for row in names for name, asked in _line_inputs(row, years)}
        values = {name: said for flow in case.flows for name, said in _line_values(flow)}
        super().__init__(inputs, values, years, edits=True, **named)
        self.rows = [self._row(name, self[f"label_{name}"].data or "") for name in names]
        label_rows(self.rows)
        self._gone = _rows_sent() - set(names)

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


class ScenarioForm(AmountsForm):
    """What another view of a case changes: a factor or other amounts of a line, or the rate."""

    title = LineField(_("Scenario"), required=True)
    discount_rate = NumberField(_("Own discount rate in percent"), least=0, most=1, percent=True)

    def __init__(self, case: BusinessCase, scenario: Scenario | None = None, **named: Any) -> None:
        changes = {each["flow"]: each for each in scenario.changes} if scenario else {}
        own = [each.get("amounts", []) for each in changes.values()]
        years = _years([*(flow.amounts for flow in case.flows), *own])
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
            found |= _cells(flow.id, before.get("amounts"), after.get("amounts"))
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


def _cells_of_line(event: Any) -> dict[str, list[Any]]:
    changes = dict(event.changes)
    amounts = changes.pop("amounts", [None, None])
    found = {f"{name}_{event.subject_id}": pair for name, pair in changes.items()}
    return found | _cells(event.subject_id, *amounts)


def _cells(flow_id: int, old: list[Any] | None, new: list[Any] | None) -> dict[str, list[Any]]:
    """By the name of its input what each year's amount was and became."""
    years = zip_longest(old or (), new or ())
    named = {f"amount_{flow_id}_{year}": list(pair) for year, pair in enumerate(years)}
    return {name: pair for name, pair in named.items() if pair[0] != pair[1]}


def _is_said(field: Field) -> bool:
    return field.data is not None


def _is_gone(row: TableRow) -> bool:
    return row.gone is not None and bool(row.gone.data)


def _line_inputs(row: str, years: int) -> Iterable[tuple[str, Any]]:
    yield f"label_{row}", LineField(_("Line"))
    yield f"kind_{row}", EnumField(_("Kind"), FlowKind, optional=True, nothing=_("as it is paid"))
    if row.isdecimal():
        yield f"gone_{row}", BooleanField(_("Delete"))
    yield from _year_inputs(row, years)


def _change_inputs(row: str, years: int) -> Iterable[tuple[str, Any]]:
    yield f"factor_{row}", NumberField(_("Factor"), least=0, most=LARGEST_FACTOR)
    yield from _year_inputs(row, years)


def _year_inputs(row: str, years: int) -> Iterable[tuple[str, Any]]:
    return ((f"amount_{row}_{year}", MoneyField(_("Amount"))) for year in range(years))


def _line_values(flow: Flow) -> Iterable[tuple[str, Any]]:
    yield f"label_{flow.id}", flow.label
    yield f"kind_{flow.id}", flow.kind
    yield from _year_values(flow, flow.amounts)


def _change_values(flow: Flow, change: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    factor = change.get("factor")
    yield f"factor_{flow.id}", None if factor is None else Decimal(str(factor))
    yield from _year_values(flow, change.get("amounts", ()))


def _year_values(flow: Flow, amounts: Iterable[float]) -> Iterable[tuple[str, Any]]:
    return (
        (f"amount_{flow.id}_{year}", Decimal(str(amount))) for year, amount in enumerate(amounts)
    )


def label_rows(rows: Iterable[TableRow]) -> None:
    """Name each input by its line and year, for those who listen, and in conflicts."""
    for row in rows:
        title = row.title or gettext("New line")
        for year, amount in enumerate(row.amounts):
            amount.label.text = gettext("%(line)s, year %(year)s", line=title, year=year)
        for field in (row.label, row.kind, row.gone, row.factor):
            if field is not None:
                field.label.text = f"{title}: {field.label.text}"


def _sent() -> Iterable[str]:
    return request.form if has_request_context() else ()


def years_sent() -> int:
    """How many columns the sender had, 0 where nothing was sent."""
    found = (_AMOUNT.fullmatch(name) for name in _sent())
    return max((int(match[1]) + 1 for match in found if match), default=0)


def _years(amounts: Iterable[Sequence[Any]]) -> int:
    there = max((len(each) for each in amounts), default=0)
    asked = max(there, years_sent(), _FEWEST_YEARS) + _asks_for(MORE_YEARS)
    return min(asked, MOST_YEARS)


def _asks_for(what: str) -> int:
    return int(has_request_context() and request.form.get(Form.only_look) == what)


def _rows_sent() -> set[str]:
    found = (_ROW.fullmatch(name) for name in _sent())
    return {match[1] for match in found if match}


def _new_rows() -> list[str]:
    """Room for one new line, and for those that were asked for."""
    sent = [int(name.removeprefix("new")) for name in _rows_sent() if name.startswith("new")]
    number = max(sent, default=1) + _asks_for(MORE_LINES)
    return [f"new{n}" for n in range(1, min(number, _MOST_NEW) + 1)]
