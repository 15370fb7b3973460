"""Tells by its first bytes what a file is, and opens it."""

from collections.abc import Sequence
from pathlib import Path

from planner.imports.export_error import ExportError
from planner.imports.reading import texts, workbooks
from planner.imports.reading.sheets import LARGEST_TABLE, SheetFile

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
_SAVE_AS = "save the table as CSV or as an Excel workbook (.xlsx)"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF file",
    b"\x1f\x8b": "a packed file",
    b"{": "a JSON file",
    b"<": "a web page or an XML file",
}


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, and those in folders in the order of their names; hidden ones are
    the computer's own."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [each for each in inside if each.is_file() and not each.name.startswith(".")]
    return found


def open_file(path: Path) -> SheetFile:
    """The tables of a file; raises ExportError, with what to do, if it has none."""
    if path.suffix.casefold() not in ENDINGS:
        raise ExportError([f"{path.name}: no kind of file that is read; {_SAVE_AS}"])
    try:
        with path.open("rb") as file:
            start = file.read(512)
        size = path.stat().st_size
    except OSError as error:
        raise ExportError([f"{path.name}: cannot be opened: {error.strerror}"]) from None
    if size > LARGEST_TABLE:
        raise ExportError([f"{path.name}: is larger than 2 GB; export it in parts"])
    return _opened(path, start)


def _opened(path: Path, start: bytes) -> SheetFile:
    if start.startswith(_ZIP):
        return workbooks.open_packed(path)
    if start.startswith(_OLE) or (path.suffix.casefold() == ".xls" and start.startswith(b"\x09")):
        return workbooks.open_old(path)
    if path.suffix.casefold() in (".xlsx", ".ods"):
        raise ExportError([f"{path.name}: is no workbook, or a broken one; {_SAVE_AS} again"])
    for mark, what in _OTHERS.items():
        if start.lstrip(b" \r\n\t\xef\xbb\xbf").startswith(mark):
            raise ExportError([f"{path.name}: is {what}; {_SAVE_AS}"])
    return texts.open_text(path)
