"""`planner crm inspect`: what the files of another program seem to be."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from planner.imports.export_error import ExportError
from planner.imports.reading import files_in, open_file
from planner.imports.recognising import Recognised, recognise

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LONGEST_SHOWN = 30


@click.command("inspect")
@click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def inspect(paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Say what files, or those in a folder, seem to be; change nothing."""
    files = [_seen(path) for path in files_in(paths)]
    if as_json:
        click.echo(json.dumps({"files": files}, ensure_ascii=False, indent=2))
    else:
        for file in files:
            click.echo("\n".join(map(_printable, _lines(file))))
    if any("error" in file for file in files):
        sys.exit(1)


def _seen(path: Path) -> dict[str, Any]:
    try:
        return _told(recognise(open_file(path)))
    except ExportError as refusal:
        return {"name": path.name, "error": " ".join(refusal.problems)}


def _told(found: Recognised) -> dict[str, Any]:
    return {
        "name": found.file.name,
        "system": found.system,
        "noun": found.noun,
        "encoding": found.file.encoding,
        "delimiter": found.file.delimiter,
        "sheet": found.sheet.name if found.sheet else None,
        "heading_row": found.heading_row,
        "columns": found.columns,
        "sample": found.sample(),
    }


def _lines(file: dict[str, Any]) -> Iterator[str]:
    if "error" in file:
        yield f"{file['error']}"
        return
    yield f"{file['name']}: {file['noun'] or 'nothing that is read'}{_of(file)}"
    yield f"  {_kind(file)}, headings in row {file['heading_row']}"
    for heading, name in file["columns"].items():
        yield f"  {heading:{_LONGEST_SHOWN}} {name or 'is not read'}"
    for row in file["sample"]:
        yield f"  | {' | '.join(cell[:_LONGEST_SHOWN] for cell in row)}"


def _of(file: dict[str, Any]) -> str:
    return f" of {file['system']}" if file["system"] else ""


def _kind(file: dict[str, Any]) -> str:
    if file["sheet"] is not None:
        return f"workbook, sheet “{file['sheet']}”"
    delimiter = _SEPARATORS.get(file["delimiter"], file["delimiter"])
    return f"text in {file['encoding']}, separated by {delimiter}"


def _printable(text: str) -> str:
    """A text that moves no cursor and changes no colours."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
