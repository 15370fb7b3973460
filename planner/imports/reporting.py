"""The report of an import: each row that was left out or changed in meaning, with the reason."""

import csv
import re
from collections import defaultdict
from pathlib import Path

from planner.exports.tables import is_formula
from planner.imports.bringing import Brought
from planner.imports.dirt import Handling
from planner.imports.findings import Finding
from planner.imports.reading import shown

_CHANGED_IN_MEANING = (Handling.LEFT_OUT, Handling.ASSUMED, Handling.CORRECTED)
_PLACE = re.compile(r"(.+?):(\d+)(?: |$)")


def write_report(path: Path, brought: Brought) -> None:
    """Write a line for each row that was left out or changed in meaning: file, line, kind, what
    was done, and the row itself."""
    noted: dict[str, dict[int, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in brought.outcome.findings:
        if finding.treatment.handling in _CHANGED_IN_MEANING:
            for place in finding.places:
                if found := _PLACE.match(place):
                    noted[found[1]][int(found[2])].append(finding)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        report = csv.writer(file)
        report.writerow(("file", "line", "kind", "what was done", "row"))
        for read in brought.export.files:
            lines = noted.get(read.file.name, {})
            for line in read.rows() if lines else ():
                for finding in lines.get(line.number, ()):
                    cells = [_harmless(shown(cell)) for cell in line.cells]
                    treatment = finding.treatment
                    report.writerow(
                        (read.file.name, line.number, finding.kind.value, treatment.how, *cells)
                    )


def _harmless(text: str) -> str:
    """A text that no program for tables takes for a formula."""
    return f"'{text}" if is_formula(text) else text


def place_alone(example: str) -> str:
    """An example as `file:line`, without what stands there; what has no row as it stands."""
    found = _PLACE.match(example)
    return f"{found[1]}:{found[2]}" if found else example
