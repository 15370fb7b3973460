"""Runs of an import, and the bare inserts of the rows that it has written."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, Table, func, insert, select

from planner import create_app
from planner.cli.database import upgrade_to_head
from planner.config import Settings
from planner.database import Base, db
from planner.models import Person
from planner.models.kinds import Role

_PLANNER = str(Path(sys.executable).with_name("planner"))
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Run:
    """`memory` is the most MB that the process held; `processor` leaves out the database's own."""

    seconds: float
    processor: float
    memory: float


def new_database(address: str) -> Flask:
    """An application on a new database with one person, who imports."""
    folder = Path(tempfile.gettempdir())
    app = create_app(Settings(address, folder, secret_key="bench"))  # noqa: S106 - signs nothing
    with app.app_context():
        upgrade_to_head()
        db.session.add(Person(key="importer", name="Ida Import", role=Role.GENERALIST))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return app


def import_files(address: str, folder: Path, *arguments: str) -> Run:
    """`planner crm import` of a folder; raises RuntimeError if it fails."""
    command = (_PLANNER, "crm", "import", str(folder), "--by", "importer", "--json", *arguments)
    with tempfile.TemporaryDirectory() as data:
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "SECRET_KEY": "bench",
            "PLANNER_DATA": data,
        }
        start = time.perf_counter()
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"The import ended with status {process.returncode}.")
    return _run(seconds, used)


def _run(seconds: float, used: resource.struct_rusage) -> Run:
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def insert_alike(of: Flask, into: Flask) -> tuple[Run, int]:
    """Insert what one database has into a new one, in one transaction, with nothing made of it; and
    how many rows that are. Only the inserting is counted."""
    with of.app_context():
        source = db.engine
    with into.app_context():
        target = db.engine
    run, count = Run(0, 0, 0), 0
    with source.connect() as reading, target.begin() as writing:
        for table in reversed([*_in_order()]):
            writing.execute(table.delete())
        for table in _in_order():
            found = reading.execution_options(yield_per=_AT_ONCE).execute(select(table)).mappings()
            while some := [dict(row) for row in islice(found, _AT_ONCE)]:
                run, count = _inserted(writing, table, some, run), count + len(some)
        start, before = time.perf_counter(), time.process_time()
        writing.commit()
    ended = Run(time.perf_counter() - start, time.process_time() - before, 0)
    return Run(run.seconds + ended.seconds, run.processor + ended.processor, 0), count


def _inserted(writing: Any, table: Table, rows: list[dict[str, Any]], so_far: Run) -> Run:
    start, before = time.perf_counter(), time.process_time()
    writing.execute(insert(table), rows)
    seconds, processor = time.perf_counter() - start, time.process_time() - before
    return Run(so_far.seconds + seconds, so_far.processor + processor, 0)


def _in_order() -> Iterator[Table]:
    """All tables that an import writes, what others refer to first."""
    for table in Base.metadata.sorted_tables:
        if table.name != "settings":
            yield table


def rows_in(engine: Engine) -> dict[str, int]:
    """How many rows each table has, of those with any."""
    with engine.connect() as connection:
        counts = {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }
    return {name: count for name, count in counts.items() if count}
