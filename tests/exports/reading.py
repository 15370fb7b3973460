"""What a spreadsheet finds in the files: the cells as it reads them."""

import csv
import io
import re
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook


def csv_rows(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def xlsx_rows(data: bytes, sheet: int = 0) -> list[tuple[Any, ...]]:
    """The values of a sheet, the names of the columns first."""
    rows = opened(data).worksheets[sheet].iter_rows(values_only=True)
    return [tuple(_unescaped(value) for value in row) for row in rows]


def _unescaped(value: Any) -> Any:
    """As Excel shows it: it writes signs that its files cannot hold as `_x0001_`."""
    if not isinstance(value, str):
        return value
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value)
