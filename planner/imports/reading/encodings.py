"""Finds out how the signs of a text file are written."""

import codecs
from pathlib import Path

from planner.imports.export_error import ExportError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before those of UTF-16, which begin alike.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = {
    # By where zeros stand among the first four bytes of plain letters.
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
_CHUNK = 1 << 20


def encoding_of(path: Path) -> str:
    """The name of the codec: by its mark, by its zeros, else UTF-8 if all of it is, else
    Windows-1252. Raises ExportError for what is no text in any of them."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            _refuse_unless_decodable(path, encoding)
            return encoding
    zeros = tuple(byte == 0 for byte in start)
    if zeros in _UNMARKED:
        _refuse_unless_decodable(path, _UNMARKED[zeros])
        return _UNMARKED[zeros]
    if undecodable(path, "utf-8") is None:
        return "utf-8"
    _refuse_unless_decodable(path, "cp1252")
    return "cp1252"


def family(encoding: str) -> str:
    """The encoding as people call it: whichever byte comes first, it is UTF-16."""
    return encoding.removesuffix("-le").removesuffix("-be")


def undecodable(path: Path, encoding: str) -> int | None:
    """The byte in or behind which the file stops being in this encoding; None if it never does."""
    decoder = codecs.getincrementaldecoder(encoding)()
    read = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return read + error.start
            if "\0" in text:
                return read
            read += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return read
    return None


def _refuse_unless_decodable(path: Path, encoding: str) -> None:
    if undecodable(path, encoding) is not None:
        raise ExportError(
            [
                f"{path.name}: is no text in UTF-8, UTF-16, UTF-32 or Windows-1252; "
                "save the table as “CSV UTF-8” or as an Excel workbook (.xlsx)"
            ]
        )
