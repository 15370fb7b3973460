"""What was written down of an import: which rows it made, and what it changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, select

from planner.actions.history.id_stretches import Numbers
from planner.actions.history.row_json import exact
from planner.database import db
from planner.models import ImportChanged, ImportMade, ImportRun

AT_ONCE = 500
"""So many rows are read or written by one statement."""


def made_by(run: ImportRun) -> dict[str, Numbers]:
    """The ids of what the import made, by table."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    statement = select(ImportMade.of_table, ImportMade.first_id, ImportMade.last_id)
    for table, first, last in db.session.execute(statement.where(ImportMade.run_id == run.id)):
        found[table].append((first, last))
    return {table: Numbers(stretches) for table, stretches in found.items()}


def changed_by(run: ImportRun) -> Iterator[ImportChanged]:
    """What it changed, by table, without holding all of it."""
    statement = select(ImportChanged).where(ImportChanged.run_id == run.id)
    in_order = statement.order_by(ImportChanged.of_table, ImportChanged.row_id)
    return iter(db.session.scalars(in_order.execution_options(yield_per=AT_ONCE)))


def later_than(run: ImportRun) -> list[ImportRun]:
    """The imports that came after it and still hold, the newest first."""
    statement = select(ImportRun).where(ImportRun.id > run.id, ImportRun.undone_at.is_(None))
    return list(db.session.scalars(statement.order_by(ImportRun.id.desc())))


def is_of_run(run: ImportRun, column: Any, table: Table) -> ColumnElement[bool]:
    """Whether the id in a column is one of those of a table that the import made."""
    return exists().where(
        ImportMade.run_id == run.id,
        ImportMade.of_table == table.name,
        ImportMade.first_id <= column,
        ImportMade.last_id >= column,
    )


def stored_rows(table: Table, ids: Iterable[int]) -> Iterator[dict[str, Any]]:
    """Some rows as they are stored, by the names of their columns, as JSON keeps them."""
    waiting = iter(ids)
    while some := list(islice(waiting, AT_ONCE)):
        found = db.session.connection().execute(select(table).where(table.c.id.in_(some)))
        for row in found.mappings():
            yield {column.name: exact(row[column.name]) for column in table.c}
