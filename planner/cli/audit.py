"""`planner audit`: what auditors look at, as a file."""

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
from flask.cli import with_appcontext

from planner.cli.days import DayType
from planner.database import only_reading
from planner.exports import tables
from planner.exports.tables import Column, Table
from planner.nouns import happened
from planner.queries.history.audited import AuditedEvent, audited_events
from planner.translation import speaking

_COLUMNS: tuple[Column[AuditedEvent], ...] = (
    Column("id", lambda event: event.id, tables.Kind.NUMBER),
    Column("at", lambda event: event.at.isoformat()),
    Column("type", lambda event: event.type),
    Column("what", lambda event: happened(event.type)),
    Column("by", lambda event: event.actor),
    Column("subject", lambda event: event.subject),
    Column("subject_id", lambda event: event.subject_id, tables.Kind.NUMBER),
    Column("name", lambda event: event.name),
    Column("changes", lambda event: json.dumps(event.changes, ensure_ascii=False, sort_keys=True)),
)


@click.group()
def audit() -> None:
    """What auditors look at."""


@audit.command()
@click.option("--from", "first", type=DayType(), help="The first day; without, from the beginning.")
@click.option("--to", "last", type=DayType(), help="The last day; without, until now.")
@click.option(
    "--to-file",
    "path",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, which must not be there yet.",
)
@with_appcontext
def export(first: date | None, last: date | None, path: Path) -> None:
    """Write what was done to people, teams, fields, settings, tokens, calendars, imports and
    erasures into FILE: CSV, or one JSON object a line if it ends in .jsonl.

    It has times, who did it and what was changed; what somebody has read is kept nowhere.
    """
    if first and last and first > last:
        raise click.BadParameter("is before --from", param_hint="--to")
    with only_reading():
        found = audited_events(first, last)
        content = _as_lines(found) if path.suffix == ".jsonl" else _as_csv(found)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise click.ClickException(f"{path} is there already: name another file.") from error
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _as_csv(found: Iterable[AuditedEvent]) -> bytes:
    return tables.as_csv(Table("audit", _COLUMNS, found), "en")


def _as_lines(found: Iterable[AuditedEvent]) -> bytes:
    lines = []
    with speaking("en"):
        for event in found:
            said = {column.title: column.cell(event) for column in _COLUMNS[:-1]}
            lines.append(json.dumps({**said, "changes": event.changes}, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines).encode()
