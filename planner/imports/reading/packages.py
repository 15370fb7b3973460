"""Looks through a packed workbook before it is opened, so that none can do harm."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from planner.imports.export_error import ExportError
from planner.imports.reading.sheets import LARGEST_TABLE

_SAVE_AGAIN = "open it in your program for tables and save it again"
_CHUNK = 1 << 20
_MOST_CELLS = 50_000_000
"""A reader holds the whole rectangle that the outermost cells span: so many take 1.2 GB."""
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLACE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Z]{1,3})(\d{1,7})"')
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError)
_FROM_1904 = re.compile(rb'date1904="(?:1|true)"')


class Package(NamedTuple):
    """`ending` is what its name should end with."""

    ending: str
    counts_from_1904: bool


def look_through(path: Path) -> Package:
    """Refuse what is broken, locked, too large, or asks for other files.

    Unpacks everything once, a piece at a time, which also compares the checksums.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _refuse_locked(path, package)
            if sum(member.file_size for member in package.infolist()) > LARGEST_TABLE:
                raise ExportError([f"{path.name}: unpacks to more than 2 GB; export it in parts"])
            # All of them, not until the first that says so.
            looked = [_looks_from_1904(path, package, name) for name in _names(package)]
            ending = ".xlsx" if "xl/workbook.xml" in package.namelist() else ".ods"
            return Package(ending, any(looked))
    except _BROKEN as error:
        problem = f"{path.name}: is a broken workbook ({error}); {_SAVE_AGAIN}"
        raise ExportError([problem]) from None


def _names(package: zipfile.ZipFile) -> list[str]:
    return [member.filename for member in package.infolist() if not member.is_dir()]


def _refuse_locked(path: Path, package: zipfile.ZipFile) -> None:
    is_locked = any(member.flag_bits & 1 for member in package.infolist())
    if "META-INF/manifest.xml" in package.namelist():
        is_locked |= b"encryption-data" in package.read("META-INF/manifest.xml")
    if is_locked:
        raise ExportError([locked(path)])


def locked(path: Path) -> str:
    """What is said of a file that nobody can read without its password."""
    return f"{path.name}: is protected by a password; save it without one"


def _looks_from_1904(path: Path, package: zipfile.ZipFile, name: str) -> bool:
    """Look through one member; whether it says that days count from 1904."""
    is_sheet = name.startswith("xl/worksheets/")
    from_1904, rest, columns, rows = False, b"", 0, 0
    with package.open(name) as member:
        while chunk := member.read(_CHUNK):
            text, rest = rest + chunk, chunk[-200:]
            if name.endswith((".xml", ".rels")) and _ENTITY.search(text):
                problem = "holds declarations of entities, which no program for tables writes"
                raise ExportError([f"{path.name}: {problem}; {_SAVE_AGAIN}"])
            from_1904 |= name == "xl/workbook.xml" and _FROM_1904.search(text) is not None
            for letters, number in _PLACE.findall(text) if is_sheet else ():
                columns, rows = max(columns, _column(letters)), max(rows, int(number))
    if columns * rows > _MOST_CELLS:
        problem = f"a sheet reaches to column {columns:,} of row {rows:,}, nearly all of it empty"
        raise ExportError([f"{path.name}: {problem}; copy the table into a new workbook"])
    return from_1904


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
