"""What a reader found for which this program has no place."""

from collections import Counter
from collections.abc import Iterable
from typing import cast

from planner.imports.dirt import Dirt
from planner.imports.records import Records
from planner.imports.writing.outcome import Outcome

_FIELD = {"series": "series of products", "price": "prices of products"}
_CUSTOMER = {
    "founded": "years in which customers were founded",
    "employees": "numbers of customers' employees",
    "subsidiary_of": "parent companies of customers",
}
_DEAL = {"stage": "stages of deals, beyond status and probability"}


def note_omissions(records: Records, outcome: Outcome) -> None:
    """Note every value that is read and not stored, so that nothing goes in silence."""
    for rows, columns in (
        (records.fields, _FIELD),
        (records.customers, _CUSTOMER),
        (records.deals, _DEAL),
    ):
        counts = Counter[str]()
        for row in cast(Iterable[object], rows):
            counts.update(column for column in columns if getattr(row, column) not in (None, ""))
        for column, what in columns.items():
            if counts[column]:
                outcome.noted.add(Dirt.NOT_STORED, what, count=counts[column])
