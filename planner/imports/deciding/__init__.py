"""Decides what the rows of recognised files become, whatever program they come from.

Each noun has a file. Rows that cannot be brought in are noted with their place; what becomes of
them stands in `dirt`. `read_exports` gives the records that the writer takes.
"""

from planner.imports.deciding.options import MATCHES, Options
from planner.imports.deciding.reader import Export, read_exports

__all__ = ["MATCHES", "Export", "Options", "read_exports"]
