"""How the share of each field came about: all screenings, as the history and the file tell them.

Whoever screens a field anew changes its potential, so that what it said before is in the history;
plan files can bring several of one field.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from planner.database import rows
from planner.models import Event, Potential
from planner.queries.plan import potentials

_TOLD = ("field", "unit", "screened_on", "share_of_wallet")


@dataclass(frozen=True, slots=True)
class Screening:
    """What was said of a cell on a day; the share is a part of 1."""

    name: str
    on: datetime.date
    share: Decimal


@dataclass(frozen=True, slots=True)
class ShareSeries:
    """By cell, its share on each of the days; None where nobody said anything."""

    days: list[datetime.date]
    of_cells: dict[str, list[Decimal | None]]

    def __bool__(self) -> bool:
        return len(self.days) > 1


def shares_of(customer_id: int) -> ShareSeries:
    """The stated shares; of two screenings of a cell on one day the later one."""
    found: dict[str, dict[datetime.date, Decimal]] = defaultdict(dict)
    for each in (*_of_history(customer_id), *_of_today(customer_id)):
        found[each.name][each.on] = each.share
    days = sorted({day for of_cell in found.values() for day in of_cell})
    return ShareSeries(
        days, {name: [of_cell.get(day) for day in days] for name, of_cell in found.items()}
    )


def _of_today(customer_id: int) -> Iterator[Screening]:
    for row in potentials.potentials_of_customer(customer_id, None):
        if row.share_of_wallet is not None:
            yield Screening(_name(row.field, row.unit), row.screened_on, row.share_of_wallet)


def _of_history(customer_id: int) -> Iterator[Screening]:
    """After each event what its potential said then."""
    statement = (
        select(Event.subject_id, Event.changes)
        .where(Event.customer_id == customer_id, Event.subject == Potential.__tablename__)
        .order_by(Event.id)
    )
    said: dict[int, dict[str, Any]] = defaultdict(dict)
    for potential, changes in rows(statement):
        now = said[potential]
        now |= {name: changes[name][1] for name in _TOLD if name in changes}
        if now.get("share_of_wallet") is not None and now.get("screened_on"):
            field = now.get("field")
            name = field["name"] if isinstance(field, dict) else str(field)
            on = datetime.date.fromisoformat(now["screened_on"])
            yield Screening(_name(name, now.get("unit")), on, Decimal(str(now["share_of_wallet"])))


def _name(field: str, unit: str | None) -> str:
    return field if unit is None else f"{field}, {unit}"
