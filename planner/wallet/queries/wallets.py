"""The wallet of a plan's customer: a table of fields by units, as the rules find it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from planner.after_signature.wallet import Wallet, WalletCell, wallet_of
from planner.models import Plan
from planner.queries.accounts import accounts
from planner.queries.plan import potentials
from planner.queries.plan.potentials import PotentialRow

_NEEDED = ("potentials", "contracts", "deals")
_Screened = tuple[str, str | None, datetime.date]


@dataclass(frozen=True, slots=True)
class WhitespaceCell:
    """`row` is the potential that can be changed."""

    cell: WalletCell
    row: PotentialRow

    @property
    def ours(self) -> Decimal | None:
        return as_decimal(self.cell.ours)

    @property
    def share(self) -> Decimal | None:
        return as_decimal(self.cell.share)


@dataclass(frozen=True)
class Whitespace:
    cells: Sequence[WhitespaceCell]

    @cached_property
    def units(self) -> list[str | None]:
        """In the order in which they are named; what is of no unit stands first."""
        found = dict.fromkeys(each.row.unit for each in self.cells)
        return sorted(found, key=lambda unit: unit is not None)

    @cached_property
    def fields(self) -> list[str]:
        return list(dict.fromkeys(each.row.field for each in self.cells))

    def at(self, field: str, unit: str | None) -> WhitespaceCell | None:
        there = (each for each in self.cells if (each.row.field, each.row.unit) == (field, unit))
        return next(there, None)

    @cached_property
    def sums(self) -> dict[str, Decimal | None]:
        """Value, ours, white, unknown and share, without what was rejected."""
        found = Wallet(tuple(each.cell for each in self.cells)).as_json()
        del found["cells"]
        return {name: None if one is None else Decimal(str(one)) for name, one in found.items()}


def whitespace_of_plan(plan: Plan) -> Whitespace:
    account = next(account for _id, account in accounts.accounts_of_plans([plan.id], _NEEDED))
    rows = {
        (row.field, row.unit, row.screened_on): row
        for row in potentials.potentials_of_customer(plan.customer_id, plan.id)
    }
    return Whitespace([_cell(cell, rows) for cell in wallet_of(account).cells])


def _cell(cell: WalletCell, rows: Mapping[_Screened, PotentialRow]) -> WhitespaceCell:
    potential = cell.potential
    return WhitespaceCell(cell, rows[potential.field, potential.unit, potential.screened_on])


def as_decimal(figure: Fraction | None) -> Decimal | None:
    """For printing; the rules count exactly."""
    return None if figure is None else Decimal(figure.numerator) / Decimal(figure.denominator)
