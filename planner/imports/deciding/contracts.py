"""Files of contracts: those that somebody has signed."""

import datetime
from collections.abc import Sequence

from planner import clock
from planner.after_signature.notice_periods import months_later
from planner.imports.deciding.customers import Ambiguous, Customers
from planner.imports.deciding.naming import Ordinals, number_of
from planner.imports.deciding.row import ExportRow
from planner.imports.deciding.table import ExportTable
from planner.imports.dirt import Dirt
from planner.imports.recognising.headings import PLAIN
from planner.imports.records import ContractRecord, Source
from planner.imports.scratch import Kept, Known, Scratch

_SIGNED = frozenset({"activated", "active", "signed", "aktiviert", "aktiv", "unterzeichnet"})
_SIGNED_ON = ("signed_on", "company_signed_on", "activated_on")
"""The day of the customer counts before those of the seller."""


class Contracts:
    def __init__(self, customers: Customers, scratch: Scratch) -> None:
        self._customers = customers
        self.records: Kept[ContractRecord] = Kept(scratch)
        self._ordinals = Ordinals(scratch)
        self._seen: Known[bool] = Known(scratch)

    def read(self, tables: Sequence[ExportTable]) -> None:
        for table in tables:
            for row in table.rows():
                self._read(table, row)

    def _read(self, table: ExportTable, row: ExportRow) -> None:
        title = row.text("title") or row.text("number")
        if row.is_so("deleted"):
            row.cells.note(Dirt.DELETED_THERE)
            return
        signed_on = _signed_on(row)
        if signed_on is None:
            row.cells.note(Dirt.CONTRACT_NOT_SIGNED)
            return
        try:
            customer = self._customers.named_by(table, row, makes=table.system == PLAIN)
        except Ambiguous:
            row.cells.note(Dirt.AMBIGUOUS_REFERENCE, "customer", said=row.text("customer"))
            return
        if customer is None or not title:
            kind = Dirt.ROW_WITHOUT_KEY if customer else Dirt.CONTRACT_WITHOUT_CUSTOMER
            row.cells.note(kind)
            return
        source = row.text("number") or self._ordinals.key(
            self._customers.source_key_of(customer), title, str(row.day("starts_on") or "")
        )
        if not self._seen.add(number_of(source), True):
            row.cells.note(Dirt.REPEATED_KEY, said=source)
            return
        starts_on, ends_on = _term(row)
        self.records.append(
            ContractRecord(
                source=Source(table.system, source, place=row.place),
                customer_key=customer,
                title=title,
                signed_on=signed_on,
                starts_on=starts_on,
                ends_on=ends_on,
                value=row.amount("value"),
            )
        )


def _signed_on(row: ExportRow) -> datetime.date | None:
    """The day on which somebody signed; of one of which only the status says so, that on which it
    began. None if nothing says that it is signed."""
    days = filter(None, map(row.day, _SIGNED_ON))
    if day := next(days, None):
        return day
    if row.text("status").casefold() not in _SIGNED:
        return None
    return min(row.day("starts_on") or clock.today(), clock.today())


def _term(row: ExportRow) -> tuple[datetime.date | None, datetime.date | None]:
    """Its first and its last day; where only a number of months is said, it ends after those."""
    starts_on, ends_on = row.day("starts_on"), row.day("ends_on")
    months = row.quantity("months")
    if starts_on and ends_on is None and months and 0 < months <= _MOST_MONTHS:
        ends_on = months_later(starts_on, int(months)) - datetime.timedelta(days=1)
    if starts_on and ends_on and ends_on <= starts_on:
        row.cells.note(Dirt.BAD_DATE, "ends_on", said=row.text("ends_on"))
        return starts_on, None
    return starts_on, ends_on


_MOST_MONTHS = 1200
