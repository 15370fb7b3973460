"""Files of activities: tasks, events, logged calls, mails and notes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from planner import clock
from planner.imports.deciding.contacts import Contacts
from planner.imports.deciding.customers import Ambiguous, Customers
from planner.imports.deciding.deals import Deals
from planner.imports.deciding.naming import Ordinals, number_of
from planner.imports.deciding.options import Options
from planner.imports.deciding.people import Owners
from planner.imports.deciding.row import ExportRow
from planner.imports.deciding.table import ExportTable
from planner.imports.dirt import Dirt
from planner.imports.recognising.headings import PLAIN
from planner.imports.records import ActivityRecord, Source
from planner.imports.scratch import Kept, Known, Scratch
from planner.models.kinds import ActivityKind, ActivityStatus

_KINDS = (
    (re.compile(r"video|online|zoom|teams"), ActivityKind.VIDEO),
    (re.compile(r"call|anruf|phone|telefon"), ActivityKind.CALL),
    (re.compile(r"e-?mail|\bmail"), ActivityKind.EMAIL),
    (re.compile(r"workshop"), ActivityKind.WORKSHOP),
    (re.compile(r"meeting|termin|besprechung|visit|besuch|appointment|lunch"), ActivityKind.VISIT),
)
_DONE = re.compile(
    r"^(?:completed?|done|held|closed|finished|sent|received|abgeschlossen|erledigt|beendet|fertig"
    r"|durchgeführt|stattgefunden|geschlossen|gesendet|empfangen)\b"
)
_CANCELLED = re.compile(
    r"^(?:cancell?ed|no[ _-]?show|abgebrochen|abgesagt|storniert|nicht[ _-]erschienen|entfallen)\b"
)
_EVENTS = (ActivityKind.VISIT, ActivityKind.VIDEO)
_LOGGED = re.compile(r"note|notiz")


class _Regarded(NamedTuple):
    """What an activity is about: a customer, and perhaps a deal by the key of its source."""

    customer: str
    deal: str | None = None


class Activities:
    def __init__(
        self,
        options: Options,
        customers: Customers,
        contacts: Contacts,
        deals: Deals,
        owners: Owners,
        scratch: Scratch,
    ) -> None:
        self._options, self._customers, self._contacts = options, customers, contacts
        self._deals, self._owners = deals, owners
        self.records: Kept[ActivityRecord] = Kept(scratch)
        self._ordinals = Ordinals(scratch)
        self._seen: Known[bool] = Known(scratch)

    def read(self, tables: Sequence[ExportTable]) -> None:
        for table in tables:
            for row in table.rows():
                self._read(table, row)

    def _read(self, table: ExportTable, row: ExportRow) -> None:
        title = row.text("title") or row.text("kind") or row.text("text")
        if row.is_so("deleted") or not title:
            row.cells.note(Dirt.DELETED_THERE if title else Dirt.ROW_WITHOUT_KEY)
            return
        try:
            regarded = self._regarded(table, row)
        except Ambiguous as ambiguous:
            row.cells.note(Dirt.AMBIGUOUS_REFERENCE, "regarding", said=str(ambiguous))
            return
        if regarded is None:
            row.cells.note(Dirt.ACTIVITY_WITHOUT_CUSTOMER)
            return
        day = row.day("due_on") or row.day("starts_at")
        source = self._number(table, row) or self._ordinals.key(
            title, str(day or ""), row.text("regarding") or row.text("customer"), row.text("owner")
        )
        if not self._seen.add(number_of(source), True):
            row.cells.note(Dirt.REPEATED_KEY, said=source)
            return
        place = Source(table.system, source, place=row.place)
        self.records.append(self._record(table, row, title, place, regarded, day))

    def _number(self, table: ExportTable, row: ExportRow) -> str:
        counts = table.system != PLAIN or self._options.match.get("activities") == "number"
        return row.text("number") if counts else ""

    def _record(
        self,
        table: ExportTable,
        row: ExportRow,
        title: str,
        source: Source,
        regarded: _Regarded,
        day: date | None,
    ) -> ActivityRecord:
        status = _status(row, day)
        today, began = clock.today(), row.day("created_on")
        done_on = min(day or began or today, today)
        is_done = status is ActivityStatus.DONE
        created = min(began or day or today, done_on if is_done else today)
        return ActivityRecord(
            source=source,
            customer_key=regarded.customer,
            deal=regarded.deal,
            title=title,
            kind=_kind(table, row),
            status=status,
            due_on=day,
            done_on=done_on if is_done else None,
            created_on=created,
            owner_key=self._owners.of(table, row),
            text=row.long_text("text") or None,
            is_dated=(day or began) is not None,
        )

    def _regarded(self, table: ExportTable, row: ExportRow) -> _Regarded | None:
        """What it regards (deal, customer, contact), else the customer of its attendees if all
        known ones are of one. Raises Ambiguous where a name fits two."""
        regarding = row.text("regarding")
        for said in _listed(regarding, ";"):
            if deal := self._deals.find(said):
                return _Regarded(*deal)
            if customer := self._customers.find(said) or self._contacts.find(said):
                return _Regarded(customer)
        if customer := self._customers.named_by(table, row, makes=False):
            return _Regarded(customer)
        of_attendees = set(self._of_attendees(row))
        return _Regarded(of_attendees.pop()) if len(of_attendees) == 1 else None

    def _of_attendees(self, row: ExportRow) -> Iterator[str]:
        text = row.text("attendees")
        if customer := self._contacts.find(text):
            yield customer
            return
        for several in text.split(";"):
            # A comma parts a last name from the first one, or somebody from somebody else.
            for attendee in _listed(several, ","):
                if customer := self._contacts.find(attendee):
                    yield customer


def _listed(text: str, sign: str) -> list[str]:
    """The text itself, and then each part of it."""
    parts = [part.strip() for part in text.split(sign) if part.strip()]
    return [text.strip(), *parts] if len(parts) > 1 else parts


def _kind(table: ExportTable, row: ExportRow) -> ActivityKind:
    """By its kind, else by the first word of its subject, else a visit if it begins at an hour."""
    for said in (row.text("kind"), row.text("title").partition(" ")[0]):
        for pattern, kind in _KINDS:
            if pattern.search(said.casefold()):
                return kind
    return ActivityKind.VISIT if table.has("starts_at") else ActivityKind.OTHER


def _status(row: ExportRow, day: date | None) -> ActivityStatus:
    """Logged calls, mails and notes are done; so are events without a status once past."""
    said = row.text("status").casefold()
    if _CANCELLED.match(said):
        return ActivityStatus.CANCELLED
    if row.is_so("is_done") or _DONE.match(said):
        return ActivityStatus.DONE
    if said or row.mark("is_done") is not None:
        return ActivityStatus.PLANNED
    kind = row.text("kind").casefold()
    is_logged = _LOGGED.search(kind) or any(
        pattern.search(kind) for pattern, of in _KINDS if of.value in ("call", "email")
    )
    is_past = day is not None and day < clock.today()
    is_event = row.text("starts_at") != "" or any(
        pattern.search(kind) for pattern, of in _KINDS if of in _EVENTS
    )
    if (is_logged and (day is None or day <= clock.today())) or (is_past and is_event):
        return ActivityStatus.DONE
    return ActivityStatus.PLANNED
