"""Reads comma-separated files with a header line, in UTF-8 with or without a mark."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from planner.imports.findings import Findings


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of a file; `place` is `file:line`, `cells` the texts by column, as they stand."""

    place: str
    cells: Mapping[str, str]


_Columns = tuple[str, ...]


def read_tables(
    folder: Path, wanted: Mapping[str, _Columns], findings: Findings
) -> dict[str, list[FileRow]]:
    """The rows of each wanted file. Refuses with the problems of all of them together."""
    if not folder.is_dir():
        raise ExportError([f"{folder}: there is no such folder"])
    tables: dict[str, list[FileRow]] = {}
    problems: list[str] = []
    for name, columns in wanted.items():
        try:
            tables[name] = read_table(folder / name, columns, findings)
        except ExportError as refusal:
            problems.extend(refusal.problems)
    if problems:
        raise ExportError(problems)
    for path in sorted(folder.iterdir()):
        if path.name not in wanted:
            findings.add(Dirt.FILE_NOT_READ, path.name)
    return tables


def read_table(path: Path, columns: _Columns, findings: Findings) -> list[FileRow]:
    """The rows of a file; refuses one that lacks a column or is not text in UTF-8."""
    try:
        return list(_rows(path, columns, findings))
    except FileNotFoundError:
        raise ExportError([f"{path.name}: the file is missing from {path.parent}"]) from None
    except OSError as error:
        raise ExportError([f"{path.name}: cannot be opened: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise ExportError([_wrong_encoding(path)]) from None


def _rows(path: Path, columns: _Columns, findings: Findings) -> Iterator[FileRow]:
    line = 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        # Strict, because a quotation mark that never ends would swallow all rows after it.
        reader = csv.reader(file, strict=True)
        try:
            header = _header(next(reader, []), path.name, columns, findings)
            line = reader.line_num + 1
            for values in reader:
                place, line = f"{path.name}:{line}", reader.line_num + 1
                if values and len(values) == len(header):
                    yield FileRow(place, dict(zip(header, values, strict=True)))
                elif values:
                    about = f"{path.name}: {len(values)} instead of {len(header)}"
                    findings.add(Dirt.ROW_OF_WRONG_LENGTH, about, place=place)
        except csv.Error as error:
            problem = f"{path.name}:{line}: not well-formed from here on: {error}"
            raise ExportError([problem]) from None


def _header(names: list[str], file: str, columns: _Columns, findings: Findings) -> _Columns:
    header = tuple(name.strip().casefold() for name in names)
    if not header:
        raise ExportError([f"{file}: the file is empty"])
    problems = [f"{file}:1: column {name} is missing" for name in columns if name not in header]
    problems += [
        f"{file}:1: column {name} is there {header.count(name)} times"
        for name in columns
        if header.count(name) > 1
    ]
    if problems and len(header) == 1:
        problems.append(f"{file}:1: there is one column only; commas must separate the columns")
    if problems:
        raise ExportError(problems)
    for name in header:
        if name not in columns:
            findings.add(Dirt.COLUMN_NOT_READ, f"{file}: {name}")
    return header


def _wrong_encoding(path: Path) -> str:
    """Say at which line the file stops being UTF-8."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                byte = line[error.start]
                return (
                    f"{path.name}:{number}: byte 0x{byte:02X} is not UTF-8; "
                    "save the file as “CSV UTF-8” and import it again"
                )
    return f"{path.name}: not UTF-8; save the file as “CSV UTF-8” and import it again"
