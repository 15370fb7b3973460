"""Files of deals."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from planner.actions.keys import slug
from planner.imports.deciding.customers import Ambiguous, Customers
from planner.imports.deciding.naming import Ordinals, number_of
from planner.imports.deciding.options import Options
from planner.imports.deciding.people import Owners
from planner.imports.deciding.row import ExportRow
from planner.imports.deciding.table import ExportTable
from planner.imports.dirt import Dirt
from planner.imports.findings import Findings
from planner.imports.matching import fold_name
from planner.imports.recognising.headings import PLAIN
from planner.imports.records import DealRecord, Source
from planner.imports.scratch import Fits, Kept, Known, Scratch
from planner.models.kinds import DealStatus

_WON = re.compile(r"(?:\b|closed)won\b|gewonnen|\bwin\b")
_LOST = re.compile(
    r"lost\b|verloren|cancell?ed|abgebrochen|storniert|abgesagt|abgelehnt|rejected"
    r"|(?:not|nicht)[ _-]?(?:won|gewonnen)"
)
_OPEN = re.compile(r"^(?:open|offen|in progress|in bearbeitung|in arbeit|active|aktiv)\b")
_DELETED = re.compile(r"^(?:deleted|gelöscht)$")
_CLOSED = re.compile(r"\bclosed\b|geschlossen|abgeschlossen")
_FIRST_PROBABILITY = Decimal("0.1")
"""Of an open deal whose file says none: that of the first stage."""


class Deals:
    def __init__(
        self,
        options: Options,
        customers: Customers,
        owners: Owners,
        findings: Findings,
        scratch: Scratch,
        *,
        are_named: bool,
    ) -> None:
        """`are_named` says whether other files may name them."""
        self._options, self._customers, self._owners = options, customers, owners
        self._findings, self._are_named = findings, are_named
        self.records: Kept[DealRecord] = Kept(scratch)
        self._ordinals = Ordinals(scratch)
        self._seen: Known[bool] = Known(scratch)
        self._fits = Fits(scratch)
        self._customer_of: Known[str] = Known(scratch)

    def read(self, tables: Sequence[ExportTable]) -> None:
        for table in tables:
            if table.has("value") or table.has("actual_value"):
                self._findings.add(Dirt.AMOUNT_TAKEN_AS_ANNUAL, table.name)
            for row in table.rows():
                self._read(table, row)

    def _read(self, table: ExportTable, row: ExportRow) -> None:
        title = row.text("title") or row.text("number")
        is_deleted = row.is_so("deleted") or _DELETED.match(row.text("status").casefold())
        if is_deleted or not title:
            row.cells.note(Dirt.DELETED_THERE if title else Dirt.ROW_WITHOUT_KEY)
            return
        try:
            customer = self._customers.named_by(table, row, makes=True)
        except Ambiguous:
            row.cells.note(Dirt.AMBIGUOUS_REFERENCE, "customer", said=row.text("customer"))
            return
        started = row.day("started_on")
        source = self._number(table, row) or self._ordinals.key(
            title, row.text("customer"), str(started or "")
        )
        if not self._seen.add(number_of(source), True):
            row.cells.note(Dirt.REPEATED_KEY, said=source)
            return
        if customer is None:
            row.cells.note(Dirt.DEAL_WITHOUT_CUSTOMER, row.text("stage"))
        self.records.append(self._record(table, row, title, source, customer, started))
        if customer is not None and self._are_named:
            self._customer_of[source] = customer
            numbers = map(number_of, (row.text("number"), *row.other_numbers))
            for said in (*numbers, fold_name(title)):
                self._fits.add(said, source)

    def find(self, text: str) -> tuple[str, str] | None:
        """The customer of the deal with this number or title, and the key that the deal's source
        has. Raises Ambiguous if two are called so."""
        number, title = number_of(text), fold_name(text)
        if source := self._fits.find(number) or self._fits.find(title):
            return self._customer_of[source], source
        if self._fits.is_ambiguous(title):
            raise Ambiguous(text)
        found = self._customers.here.of_deal(text)
        if len(found) > 1:
            raise Ambiguous(text)
        return next(((self._customers.of_id(known), key) for known, key in found), None)

    def _number(self, table: ExportTable, row: ExportRow) -> str:
        counts = table.system != PLAIN or self._options.match.get("deals") == "number"
        return row.text("number") if counts else ""

    def _record(
        self,
        table: ExportTable,
        row: ExportRow,
        title: str,
        source: str,
        customer: str | None,
        started: date | None,
    ) -> DealRecord:
        status = status_of(row)
        expected, decided = _days(row, status)
        return DealRecord(
            key=slug(title),
            title=title,
            source=Source(table.system, source, place=row.place),
            stage=row.text("stage"),
            status=status,
            probability=_probability(row, status),
            customer_key=customer,
            seller_key=self._owners.of(table, row),
            started_on=started,
            expected_on=expected,
            decided_on=decided,
            value=_value(row, status),
            currency=row.currency(),
        )


def status_of(row: ExportRow) -> DealStatus:
    """Won and lost by the marks, else by the status, else by the stage."""
    is_won, is_closed = row.mark("is_won"), row.mark("is_closed")
    if is_won:
        return DealStatus.WON
    if row.is_so("is_lost") or (is_closed and is_won is False):
        return DealStatus.LOST
    if is_closed is False:
        return DealStatus.PLANNED
    found = _by_word(row.text("status")) or _by_word(row.text("stage"))
    if found is DealStatus.WON and is_won is False:
        return DealStatus.LOST
    return found or (DealStatus.LOST if is_closed else DealStatus.PLANNED)


def _by_word(said: str) -> DealStatus | None:
    """What a status or a stage says; None where it is not known."""
    word = said.casefold()
    if _OPEN.match(word):
        return DealStatus.PLANNED
    if _LOST.search(word):
        return DealStatus.LOST
    if _WON.search(word):
        return DealStatus.WON
    return DealStatus.LOST if _CLOSED.search(word) else None


def _days(row: ExportRow, status: DealStatus) -> tuple[date | None, date | None]:
    """The day on which it was or is expected, and that on which it was decided."""
    closes = row.day("closes_on")
    if status is DealStatus.PLANNED:
        if closes is None:
            row.cells.note(Dirt.OPEN_DEAL_WITHOUT_DAY, row.text("stage"))
        return closes, None
    by_status = row.day("won_on" if status is DealStatus.WON else "lost_on")
    decided = row.day("decided_on") or by_status or closes
    if decided is None:
        row.cells.note(Dirt.DECIDED_DEAL_WITHOUT_DAY, row.text("stage"))
    return closes or decided, decided


def _probability(row: ExportRow, status: DealStatus) -> Decimal:
    if status is not DealStatus.PLANNED:
        return Decimal(status is DealStatus.WON)
    said = row.probability()
    return _FIRST_PROBABILITY if said is None else said


def _value(row: ExportRow, status: DealStatus) -> Decimal | None:
    """What was really earned with a won one, else what it was said to be worth."""
    value, actual = row.amount("value"), row.amount("actual_value")
    if status is DealStatus.WON and actual:
        return actual
    if value is None:
        row.cells.note(Dirt.DEAL_WITHOUT_VALUE, row.text("stage"))
    return value
