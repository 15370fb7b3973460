"""The same table as a file of every kind, made without the library that reads them."""

import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

Value = str | int | float | Decimal | date
Table = Sequence[Sequence[Value]]

_SECTOR = 512
_FREE, _END_OF_CHAIN, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def write_table(path: Path, rows: Table, *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a table as the ending of its name says."""
    match path.suffix:
        case ".xlsx":
            write_xlsx(path, {"Sheet": rows})
        case ".ods":
            write_ods(path, rows)
        case ".xls":
            path.write_bytes(xls(rows))
        case _:
            path.write_bytes(text(rows, delimiter).encode(encoding))
    return path


def text(rows: Table, delimiter: str = ",") -> str:
    def quoted(value: Value) -> str:
        said = str(value)
        needs = any(sign in said for sign in f'{delimiter}"\r\n')
        return '"' + said.replace('"', '""') + '"' if needs else said

    return "".join(delimiter.join(map(quoted, row)) + "\r\n" for row in rows)


def write_xlsx(path: Path, sheets: dict[str, Table], *, from_1904: bool = False) -> None:
    with xlsxwriter.Workbook(str(path), {"date_1904": from_1904}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, place, value, days)
                    elif isinstance(value, str):
                        sheet.write_string(number, place, value)
                    else:
                        sheet.write_number(number, place, float(value))


def write_ods(path: Path, rows: Table, *, head: str = "", manifest: str = "") -> None:
    """`head` stands before the document, where entities would be declared."""

    def cell(value: Value) -> str:
        if isinstance(value, str):
            kind = 'office:value-type="string"'
        elif isinstance(value, date):
            kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        else:
            kind = f'office:value-type="float" office:value="{value}"'
        said = escape(str(value))
        return f"<table:table-cell {kind}><text:p>{said}</text:p></table:table-cell>"

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {names}>'
        f'<office:body><office:spreadsheet><table:table table:name="Sheet">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        listed = f'<manifest:file-entry manifest:full-path="content.xml">{manifest}'
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_MANIFEST}">{listed}</manifest:file-entry>'
            "</manifest:manifest>",
        )
        package.writestr("content.xml", content)


def xls(rows: Table, *, from_1904: bool = False, locked: bool = False) -> bytes:
    """A workbook of 1997 with one sheet: records (BIFF8) in a compound file."""
    sheet = _begin(0x0010) + b"".join(
        _value(number, place, value, from_1904=from_1904)
        for number, row in enumerate(rows)
        for place, value in enumerate(row)
        if value != ""
    )
    sheet += _record(0x0A)
    plain, day = struct.pack("<HH", 0, 0), struct.pack("<HH", 0, 14)
    head = _begin(0x0005) + (_record(0x2F, bytes(6)) if locked else b"")
    head += _record(0x22, struct.pack("<H", from_1904))
    head += b"".join(_record(0xE0, form + bytes(16)) for form in (plain, day))
    name = struct.pack("<BB", 5, 0) + b"Sheet"
    place = len(head) + 4 + 6 + len(name) + 4
    head += _record(0x85, struct.pack("<IH", place, 0) + name) + _record(0x0A)
    return _compound(head + sheet)


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 6))


def _value(number: int, place: int, value: Value, *, from_1904: bool) -> bytes:
    if isinstance(value, str):
        said = struct.pack("<HB", len(value.encode("utf-16-le")) // 2, 1)
        return _record(
            0x0204, struct.pack("<HHH", number, place, 0) + said + value.encode("utf-16-le")
        )
    if isinstance(value, date):
        began = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        return _record(0x0203, struct.pack("<HHHd", number, place, 1, (value - began).days))
    return _record(0x0203, struct.pack("<HHHd", number, place, 0, float(value)))


def _compound(stream: bytes) -> bytes:
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    chain = [_FAT, _END_OF_CHAIN, *range(3, sectors + 2), _END_OF_CHAIN]
    assert len(chain) <= _SECTOR // 4, "so long a table needs more than one sector of its chain"
    chain += [_FREE] * (_SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIII", 0, 1, 1, 0, 4096)
    header += struct.pack("<IIII", _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    folder = _entry("Root Entry", 5, _END_OF_CHAIN, 0, child=1)
    folder += _entry("Workbook", 2, 2, len(stream))
    return header + struct.pack("<128I", *chain) + folder.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    said = (name + "\0").encode("utf-16-le")
    head = said.ljust(64, b"\0") + struct.pack("<HBB", len(said), kind, 1)
    head += struct.pack("<III", _FREE, _FREE, child) + bytes(36)
    return head + struct.pack("<IQ", start, size)
