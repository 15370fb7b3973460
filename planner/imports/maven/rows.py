"""Goes through the rows of a file whose first column names the thing."""

from collections.abc import Iterator

from planner.imports.cells import Cells
from planner.imports.dirt import Dirt
from planner.imports.findings import Findings
from planner.imports.tables import FileRow


def named_rows(rows: list[FileRow], column: str, findings: Findings) -> Iterator[tuple[str, Cells]]:
    """Each row with its name; rows without a name or with one that was there are left out."""
    first: dict[str, str] = {}
    for row in rows:
        cells = Cells(row, findings)
        name = cells.text(column)
        if not name:
            cells.note(Dirt.ROW_WITHOUT_KEY, column)
        elif name in first:
            findings.add(Dirt.REPEATED_KEY, column, place=f"{row.place} “{name}” ({first[name]})")
        else:
            first[name] = row.place
            yield name, cells
