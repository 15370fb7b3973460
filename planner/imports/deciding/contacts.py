"""Files of the customers' people."""

from collections.abc import Sequence

from planner.imports.deciding.customers import Ambiguous, Customers
from planner.imports.deciding.naming import Ordinals, number_of
from planner.imports.deciding.options import Options
from planner.imports.deciding.row import ExportRow
from planner.imports.deciding.table import ExportTable
from planner.imports.dirt import Dirt
from planner.imports.matching import fold_name
from planner.imports.recognising.headings import PLAIN
from planner.imports.records import ContactRecord, Source
from planner.imports.scratch import Fits, Kept, Known, Scratch
from planner.models import ErasedKind
from planner.queries.people.erased import ErasedHere


class Contacts:
    def __init__(
        self,
        options: Options,
        customers: Customers,
        erased: ErasedHere,
        scratch: Scratch,
        *,
        are_named: bool,
    ) -> None:
        """`are_named` says whether other files may name them."""
        self._options, self._customers, self._are_named = options, customers, are_named
        self._erased = erased
        self.records: Kept[ContactRecord] = Kept(scratch)
        self._ordinals = Ordinals(scratch)
        self._seen: Known[bool] = Known(scratch)
        self._fits = Fits(scratch)

    def read(self, tables: Sequence[ExportTable]) -> None:
        for table in tables:
            for row in table.rows():
                self._read(table, row)

    def _read(self, table: ExportTable, row: ExportRow) -> None:
        name = row.full_name()
        if row.is_so("deleted") or not name:
            row.cells.note(Dirt.DELETED_THERE if name else Dirt.ROW_WITHOUT_KEY)
            return
        try:
            customer = self._customers.named_by(table, row, makes=table.system == PLAIN)
        except Ambiguous:
            row.cells.note(Dirt.AMBIGUOUS_REFERENCE, "customer", said=row.text("customer"))
            return
        if customer is None:
            row.cells.note(Dirt.CONTACT_WITHOUT_CUSTOMER)
            return
        email = row.email()
        source = self._number(table, row) or self._ordinals.key(
            self._customers.source_key_of(customer), email or name
        )
        if not self._seen.add(number_of(source), True):
            row.cells.note(Dirt.REPEATED_KEY, said=source)
            return
        if self._are_named:
            numbers = map(number_of, (row.text("number"), *row.other_numbers))
            for said in (*numbers, email.casefold(), fold_name(name)):
                self._fits.add(said, customer)
        if self._was_erased(table, source, row):
            row.cells.note(Dirt.ERASED_HERE)  # without the name
            return
        self.records.append(
            ContactRecord(
                source=Source(table.system, source, place=row.place),
                customer_key=customer,
                name=name,
                function=row.text("function") or None,
                email=email or None,
            )
        )

    def find(self, text: str) -> str | None:
        """The key of the customer whose contact this is, by number, address or name; None if
        nobody is called so, or people of two customers are."""
        for said in (number_of(text), text.casefold(), fold_name(text)):
            if customer := self._fits.find(said):
                return customer
        found = self._customers.here.of_contact(text) if text else set()
        return self._customers.of_id(*found) if len(found) == 1 else None

    def _was_erased(self, table: ExportTable, source: str, row: ExportRow) -> bool:
        foreign, email = (table.system, source), row.email()
        if self._erased.has(ErasedKind.CONTACT, foreign=foreign, email=email or None):
            return True
        is_only_named = not email and not self._number(table, row)
        return is_only_named and self._erased.has(ErasedKind.CONTACT, name=row.full_name())

    def _number(self, table: ExportTable, row: ExportRow) -> str:
        counts = table.system != PLAIN or self._options.match.get("contacts") == "number"
        return row.text("number") if counts else ""
