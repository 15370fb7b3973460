"""Tables of amounts: a row for each line of a case, a column for each year.

Which inputs there are follows from the case, and from how many lines and years the sender has asked
to see; lines and years that were added and are not saved yet travel with the form.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from flask import has_request_context, request
from flask_babel import gettext
from wtforms import Field

from planner.forms.base import Extra, Form, began_from
from planner.forms.inputs import MoneyField
from planner.models import Flow
from planner.models.plan.business_case import MOST_YEARS
from planner.translation import lazy as _

_AMOUNT = re.compile(r"amount_\w+_(\d{1,4})")
_ROW = re.compile(r"label_(\d+|new\d{1,3})")
_MOST_NEW = 50
_FEWEST_YEARS = 2
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


def cells(flow_id: int, old: list[Any] | None, new: list[Any] | None) -> dict[str, list[Any]]:
    """By the name of its input what each year's amount was and became."""
    years = zip_longest(old or (), new or ())
    named = {f"amount_{flow_id}_{year}": list(pair) for year, pair in enumerate(years)}
    return {name: pair for name, pair in named.items() if pair[0] != pair[1]}


def year_inputs(row: str, years: int) -> Iterable[tuple[str, Any]]:
    return ((f"amount_{row}_{year}", MoneyField(_("Amount"))) for year in range(years))


def year_values(flow: Flow, amounts: Iterable[float]) -> Iterable[tuple[str, Any]]:
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


def years_of(amounts: Iterable[Sequence[Any]]) -> int:
    there = max((len(each) for each in amounts), default=0)
    asked = max(there, years_sent(), _FEWEST_YEARS) + _asks_for(MORE_YEARS)
    return min(asked, MOST_YEARS)


def _asks_for(what: str) -> int:
    return int(has_request_context() and request.form.get(Form.only_look) == what)


def rows_sent() -> set[str]:
    found = (_ROW.fullmatch(name) for name in _sent())
    return {match[1] for match in found if match}


def new_rows() -> list[str]:
    """Room for one new line, and for those that were asked for."""
    sent = [int(name.removeprefix("new")) for name in rows_sent() if name.startswith("new")]
    number = max(sent, default=1) + _asks_for(MORE_LINES)
    return [f"new{n}" for n in range(1, min(number, _MOST_NEW) + 1)]
