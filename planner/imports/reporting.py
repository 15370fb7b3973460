"""The report of an import: each row that was left out or changed in meaning, with the reason."""

import csv
import re
from pathlib import Path

from planner.exports.tables import is_formula
from planner.imports.bringing import Brought
from planner.imports.dirt import TREATMENTS
from planner.imports.reading import shown

_PLACE = re.compile(r"(.+?):(\d+)(?: |$)")


def write_report(path: Path, brought: Brought) -> None:
    """Write a line for each row that was left out or changed in meaning: file, line, kind, what
    was done, and the row itself."""
    places = brought.outcome.places
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        report = csv.writer(file)
        report.writerow(("file", "line", "kind", "what was done", "row"))
        for read in brought.export.files:
            name = read.file.name
            for line in read.rows():
                for kind in places.kinds_at(f"{name}:{line.number}"):
                    cells = [_harmless(shown(cell)) for cell in line.cells]
                    how = TREATMENTS[kind].how
                    report.writerow((name, line.number, kind.value, how, *cells))


def _harmless(text: str) -> str:
    """A text that no program for tables takes for a formula."""
    return f"'{text}" if is_formula(text) else text


def place_alone(example: str) -> str:
    """An example as `file:line`, without what stands there; what has no row as it stands."""
    found = _PLACE.match(example)
    return f"{found[1]}:{found[2]}" if found else example
