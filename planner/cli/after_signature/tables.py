"""Tables that commands read, and what is said of one that cannot be read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from planner.cli.plan_file_lines import write_line
from planner.matching.tables import TableRefused

Rows = TypeVar("Rows")

path_type = click.Path(path_type=Path)


def read_table(path: Path, read: Callable[[bytes], Rows], *, as_json: bool) -> Rows:
    """What `read` makes of a file; exit with 1 and say why where it cannot."""
    try:
        return read(path.read_bytes())
    except OSError as error:
        refuse(path, f"The file cannot be opened: {error.strerror}.", as_json=as_json)
    except TableRefused as refused:
        refuse(path, str(refused), as_json=as_json)
    raise click.exceptions.Exit(1)


def refuse(path: Path, reason: str, *, as_json: bool) -> None:
    """Say what is wrong with a file."""
    if as_json:
        write_line(json.dumps({"file": path.name, "error": reason}))
    click.echo(f"{path}: {reason}", err=True)
