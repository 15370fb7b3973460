"""What the customer moves on their own page of a case, and how long that page is open."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField
from wtforms.validators import InputRequired

from planner.business_cases.forms.tables import AmountsForm, TableRow, label_rows
from planner.forms.base import Form
from planner.forms.inputs import DayField, LineField, MoneyField, NumberField
from planner.models import BusinessCase
from planner.translation import lazy as _


class CaseLinkForm(Form):
    expires_on = DayField(_("Open until"), required=True)


class ShownCaseForm(AmountsForm):
    """All amounts and the rate, filled in as they are in the case; nothing of it is stored."""

    discount_rate = NumberField(
        _("Discount rate in percent"), required=True, least=0, most=1, percent=True
    )

    def __init__(self, case: BusinessCase, sent: "MultiDict[str, str] | None") -> None:
        years = max(len(flow.amounts) for flow in case.flows)
        values = {
            f"amount_{flow.id}_{year}": Decimal(str(amount))
            for flow in case.flows
            for year, amount in enumerate([*flow.amounts, *[0] * (years - len(flow.amounts))])
        }
        inputs = {name: MoneyField(_("Amount")) for name in values}
        super().__init__(
            inputs,
            values | {"discount_rate": case.discount_rate},
            years,
            formdata=sent or None,
            edits=False,
            html_id="shown-case",
        )
        self.rows = [
            TableRow(
                str(flow.id), flow.label, [self[f"amount_{flow.id}_{n}"] for n in range(years)]
            )
            for flow in case.flows
        ]
        label_rows(self.rows)

    @property
    def amounts(self) -> Mapping[int, list[Decimal]]:
        """By the id of the line; what is left empty is 0."""
        return {int(row.name): row.typed for row in self.rows}

    @property
    def sent_on(self) -> list[tuple[str, Any]]:
        """What a second form carries along, to be read as the first was."""
        fields: list[Any] = [
            self.discount_rate,
            *(each for row in self.rows for each in row.amounts),
        ]
        written = [(field.name, field._value()) for field in fields]  # noqa: SLF001 - of widgets
        return [*written, ("written_in", self.written_in.data)]


class VersionForm(Form):
    """That the customer wants us to keep what they have made of it."""

    said_by = LineField(_("Your name, if you like"), longest=100)
    agrees = BooleanField(
        _("Yes, you may keep this version beside your offer."),
        [InputRequired(_("Without your yes nothing is kept."))],
    )
