"""products.csv: products become fields."""

from dataclasses import dataclass, field
from decimal import Decimal

from planner.actions.keys import Keys
from planner.imports.findings import Findings
from planner.imports.matching import Names
from planner.imports.maven.meanings import SYSTEM
from planner.imports.maven.rows import named_rows
from planner.imports.records import FieldRecord, Source
from planner.imports.tables import FileRow

PRODUCT_COLUMNS = ("product", "series", "sales_price")


@dataclass
class Fields:
    records: list[FieldRecord] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    prices: dict[str, Decimal | None] = field(default_factory=dict)


def read_products(rows: list[FileRow], findings: Findings) -> Fields:
    """The fields in the order of the file, their prices by key."""
    keys, fields = Keys(), Fields()
    for name, cells in named_rows(rows, "product", findings):
        record = FieldRecord(
            key=keys.make(name),
            name=name,
            source=Source(SYSTEM, name, place=cells.row.place),
            series=cells.text("series") or None,
            price=cells.amount("sales_price"),
        )
        fields.records.append(record)
        fields.names.add(name, record.key)
        fields.prices[record.key] = record.price
    return fields
