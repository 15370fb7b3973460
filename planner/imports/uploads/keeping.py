"""Keeps sent files in the data folder, each whole or not at all, and for nobody else to read."""

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from planner.imports.reading import open_file
from planner.imports.reading.sheets import LARGEST_TABLE
from planner.imports.recognising import recognise
from planner.private_files import make_private_folder

REPORT = ".report.csv"
"""Hidden, so that it is none of the files to be imported."""
_NEW = ".new"
_CHUNK = 1 << 20
_LONGEST_NAME = 120
"""In characters: of four bytes each it would still be a name on every disk."""
_UNWANTED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e]+')


class TooLarge(Exception):
    """A file of more than 2 GB."""


class Doubled(Exception):
    """A file of this name is there already."""


def place_of_all(data_folder: Path) -> Path:
    return data_folder / "imports"


def folder_of(data_folder: Path, upload_id: int) -> Path:
    """Where the files of one upload lie."""
    return place_of_all(data_folder) / str(upload_id)


def name_to_keep(said: str) -> str:
    """The name of a sent file without folders and without what no disk, or no reader, takes."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", said))[-1]
    name = _UNWANTED.sub("-", last).strip().lstrip(".")
    stem, dot, ending = name.rpartition(".")
    room = _LONGEST_NAME - len(dot + ending)
    return f"{stem[:room]}{dot}{ending}" if room > 0 else name[:_LONGEST_NAME]


def keep(folder: Path, name: str, stream: IO[bytes]) -> Path:
    """Keep a file once it can be read as a table.

    Raises ExportError with what to do if it cannot, Doubled, TooLarge, or OSError if the disk does
    not take it; nothing of it is kept then.
    """
    path, new = folder / name, folder / _NEW / name
    if path.exists():
        raise Doubled
    for private in (folder.parent, folder, new.parent):
        make_private_folder(private)
    try:
        write(new, stream)
        recognise(open_file(new))
        new.replace(path)
    finally:
        shutil.rmtree(new.parent, ignore_errors=True)
    return path


def write(path: Path, stream: IO[bytes]) -> None:
    """All of it, down to the disk; raises TooLarge or OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    written = 0
    with os.fdopen(handle, "wb") as file:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            if written > LARGEST_TABLE:
                raise TooLarge
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def size_of(folder: Path) -> int:
    """Bytes of all files that are to be imported."""
    return sum(path.stat().st_size for path in files_of(folder))


def files_of(folder: Path) -> Iterator[Path]:
    """In the order of their names."""
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.name[:1] != ".")


def drop_files(folder: Path) -> None:
    """Once they are imported; the report stays."""
    for path in files_of(folder):
        path.unlink(missing_ok=True)


def drop(folder: Path) -> None:
    """All that there is."""
    shutil.rmtree(folder, ignore_errors=True)
