"""What a customer spends on each field, how much of that is ours, and where there is room."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from planner.after_signature.account import Account
from planner.after_signature.notice_periods import days_later
from planner.after_signature.numbers import printed_money, printed_rate
from planner.rating import PotentialFact
from planner.rating.value import value

WalletPlace = tuple[str, str | None]
"""A field, and the customer's unit that has the demand."""


@value
class WalletCell:
    """A field and a unit of the customer, as last screened.

    `share` is a part of 1, `source` says where it is from (stated or contracts), amounts are a
    year's; None is unknown.
    """

    potential: PotentialFact
    share: Fraction | None
    source: str | None
    change: Fraction | None
    state: str
    is_stale: bool

    @property
    def amount(self) -> Fraction:
        """What the customer spends on it in a year, with everybody."""
        return Fraction(self.potential.annual_value)

    @property
    def ours(self) -> Fraction | None:
        if self.amount == 0:
            return Fraction(0)
        return None if self.share is None else self.amount * self.share

    @property
    def white(self) -> Fraction | None:
        return None if self.ours is None else self.amount - self.ours

    @property
    def competitor(self) -> str | None:
        """The one with the largest share, the first of them on a tie."""
        others = self.potential.competitors
        return max(others, key=lambda each: each.share or 0).name if others else None

    @property
    def reference(self) -> str:
        unit = self.potential.unit
        return f"potential:{self.potential.field}" + ("" if unit is None else f"/{unit}")

    def as_json(self) -> dict[str, object]:
        return {
            "field": self.potential.field,
            "unit": self.potential.unit,
            "value": printed_money(self.amount),
            "share": printed_rate(self.share),
            "source": self.source,
            "ours": printed_money(self.ours),
            "white": printed_money(self.white),
            "change": printed_rate(self.change),
            "competitor": self.competitor,
            "state": self.state,
            "stale": self.is_stale,
            "screened_on": self.potential.screened_on.isoformat(),
        }


@dataclass(frozen=True)
class Wallet:
    """All cells, in the order in which the file names them first, and their sums."""

    cells: tuple[WalletCell, ...]

    def as_json(self) -> dict[str, object]:
        """Rejected cells are in no sum."""
        counted = [cell for cell in self.cells if cell.potential.status != "rejected"]
        known = [cell for cell in counted if cell.ours is not None]
        value_of_known = _sum(cell.amount for cell in known)
        ours = _sum(cell.ours for cell in known)
        amount = _sum(cell.amount for cell in counted)
        return {
            "cells": [cell.as_json() for cell in self.cells],
            "value": printed_money(amount),
            "ours": printed_money(ours),
            "white": printed_money(_sum(cell.white for cell in known)),
            "unknown": printed_money(amount - value_of_known),
            "share": printed_rate(ours / value_of_known if value_of_known else None),
        }


def _sum(amounts: Iterable[Fraction | None]) -> Fraction:
    return sum((amount for amount in amounts if amount is not None), Fraction(0))


def wallet_of(account: Account) -> Wallet:
    now = _last_screened(account, account.day)
    before = _last_screened(account, days_later(account.day, -account.thresholds.screened_days))
    cells_of_field = Counter(field for field, _unit in now)
    return Wallet(
        tuple(
            _cell(account, potential, before.get(place), is_only=cells_of_field[place[0]] == 1)
            for place, potential in now.items()
        )
    )


def _last_screened(account: Account, day: date) -> dict[WalletPlace, PotentialFact]:
    """The potential of each cell at a day: the last one by date, and then by order."""
    found: dict[WalletPlace, PotentialFact] = {}
    for potential in account.facts.plan.potentials:
        if potential.screened_on <= day:
            at = (potential.field, potential.unit)
            last = found.setdefault(at, potential)
            if potential.screened_on >= last.screened_on:
                found[at] = potential
    return found


def _cell(
    account: Account, potential: PotentialFact, before: PotentialFact | None, *, is_only: bool
) -> WalletCell:
    stated = potential.share_of_wallet
    share = Fraction(stated) if stated is not None else None
    source = None if share is None else "stated"
    if share is None and is_only and potential.annual_value > 0:
        share = _share_by_contracts(account, potential)
        source = None if share is None else "contracts"
    age = account.days_since(potential.screened_on)
    cell = WalletCell(
        potential=potential,
        share=share,
        source=source,
        change=_change(potential, before),
        state="unknown",
        is_stale=age > account.thresholds.screened_days,
    )
    return replace(cell, state=_state(account, cell))


def _share_by_contracts(account: Account, potential: PotentialFact) -> Fraction | None:
    """What the field's contracts that are not over come to, at most everything."""
    contracts = [each for each in account.running_contracts if each.field == potential.field]
    values = [each.annual_value for each in contracts if each.annual_value is not None]
    if not values:
        return None
    return min(Fraction(1), Fraction(sum(values)) / Fraction(potential.annual_value))


def _change(now: PotentialFact, before: PotentialFact | None) -> Fraction | None:
    """The stated share now less the stated share of that time."""
    if before is None or now.share_of_wallet is None or before.share_of_wallet is None:
        return None
    return Fraction(now.share_of_wallet) - Fraction(before.share_of_wallet)


def _state(account: Account, cell: WalletCell) -> str:
    if cell.potential.status == "rejected":
        return "rejected"
    if cell.white is None:
        return "unknown"
    if cell.white == 0:
        return "closed"
    is_pursued = any(deal.field == cell.potential.field for deal in account.planned_deals)
    return "pursued" if is_pursued else "white"
