"""Reads workbooks: .xlsx, .ods, and .xls of old."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook, PasswordError

from planner.imports.export_error import ExportError
from planner.imports.reading.packages import locked, look_through
from planner.imports.reading.sheets import LONGEST_CELL, Cell, Line, Sheet, SheetFile

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEGIN = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
"""How the records of the whole workbook begin in .xls, of 1997 and of 1995."""
_END, _DATE_MODE, _LOCK = 0x0A, 0x22, 0x2F
_LONGEST_RECORD = 8224


def open_packed(path: Path) -> SheetFile:
    """The sheets of an .xlsx or .ods."""
    package = look_through(path)
    return _opened(path, package.ending, counts_from_1904=package.counts_from_1904)


def open_old(path: Path) -> SheetFile:
    """The sheets of an .xls; an .xlsx with a password looks like one."""
    content = path.read_bytes()
    if _ENCRYPTED in content:
        raise ExportError([locked(path)])
    records = _records(content)
    if _LOCK in records:
        raise ExportError([locked(path)])
    return _opened(path, ".xls", counts_from_1904=records.get(_DATE_MODE, b"")[:1] == b"\x01")


def _records(content: bytes) -> dict[int, bytes]:
    """What the first records of an .xls say of all of it, by their numbers."""
    found: dict[int, bytes] = {}
    place = next((place for begin in _BEGIN if (place := content.find(begin)) >= 0), len(content))
    while place + 4 <= len(content):
        number = int.from_bytes(content[place : place + 2], "little")
        length = int.from_bytes(content[place + 2 : place + 4], "little")
        if number == _END or length > _LONGEST_RECORD:
            break
        found.setdefault(number, content[place + 4 : place + 4 + length])
        place += 4 + length
    return found


def _opened(path: Path, ending: str, *, counts_from_1904: bool) -> SheetFile:
    workbook = _workbook(path, ending)
    sheets = tuple(_sheet(path, workbook, name) for name in workbook.sheet_names)
    return SheetFile(path.name, None, None, sheets, counts_from_1904)


def _workbook(path: Path, ending: str) -> CalamineWorkbook:
    try:
        if path.suffix.casefold() == ending:
            return CalamineWorkbook.from_path(path)
        # Misnamed: the reader would believe the ending of the name, but not of a stream.
        with path.open("rb") as file:
            return CalamineWorkbook.from_filelike(file)
    except PasswordError:
        raise ExportError([locked(path)]) from None
    except BaseException as error:
        raise _broken(path, error) from None


def _broken(path: Path, error: BaseException) -> BaseException:
    """What the reader stumbled over; it is written in another language and may panic as well."""
    if isinstance(error, KeyboardInterrupt | SystemExit | ExportError):
        return error
    problem = f"{path.name}: is a broken workbook ({error})"
    return ExportError([f"{problem}; open it in your program for tables and save it again"])


def _sheet(path: Path, workbook: CalamineWorkbook, name: str) -> Sheet:
    def lines() -> Iterator[Line]:
        try:
            sheet = workbook.get_sheet_by_name(name)
        except BaseException as error:
            raise _broken(path, error) from None
        first = sheet.start[0] + 1 if sheet.start else 1
        for number, values in enumerate(sheet.to_python(), start=first):
            cells = tuple(map(_cell, values))
            if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
                problem = "a cell of more than 1 MB; take the text out of it"
                raise ExportError([f"{path.name}:{number}: {problem}"])
            if any(cell != "" for cell in cells):
                yield Line(number, cells)

    return Sheet(name, lines)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return Decimal(int(value)) if float(value).is_integer() else Decimal(repr(value))
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    return str(value) if isinstance(value, time | timedelta) else str(value or "")
