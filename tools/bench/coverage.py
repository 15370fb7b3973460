"""The lead's table beside the bare SQL that returns the same figures, through the real server.

`make bench-coverage`: 10,000 customers in SQLite and PostgreSQL, then 100,000 in PostgreSQL.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask

from planner import clock
from tests.support.databases import postgres_keeper
from tools.bench import coverage_database, coverage_runs, serving
from tools.bench.coverage_bare import PAGES, Asked, Bare
from tools.bench.coverage_runs import Run

FEW, MANY, PORT = 10_000, 100_000, 18_420
ROUNDS = {FEW: 7, MANY: 3}


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds until the first byte, and of the bare statements right after it."""

    page: list[float]
    bare: list[float]

    def __str__(self) -> str:
        page, bare = statistics.median(self.page), statistics.median(self.bare)
        ratio = statistics.median(a / b for a, b in zip(self.page, self.bare, strict=True))
        return f"{page * 1000:6.0f} ms, bare {bare * 1000:6.0f} ms, ratio {ratio:5.2f}"


def main() -> None:
    print("This makes large databases first and takes some minutes.", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "coverage.sqlite"
        _measure(folder, f"sqlite:///{path}", FEW)
        if "sqlite" in sys.argv:
            return
        for number in (FEW, MANY):
            with postgresql(folder / str(number)) as address:
                _measure(folder, address, number)


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of a database server of its own, which is stopped at the end."""
    folder.mkdir()
    server = postgres_keeper.start(folder / "postgres")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.stop()


def _measure(folder: Path, address: str, customers: int) -> None:
    print(f"\n{customers} customers in {address.partition(':')[0]}: filling ...", flush=True)
    app, cookie = coverage_database.filled(folder, address, customers)
    environment = {
        "DATABASE_URL": address,
        "PLANNER_DATA": str(folder),
        "PLANNER_CLOCKWORK": "off",
        "SECRET_KEY": "bench",
    }
    with (
        serving.served(["planner", "serve"], PORT, "/healthz", environment),
        _bare(address) as bare,
    ):
        for title, asked in PAGES.items():
            coverage_database.compare(app, asked, bare)
            statements = coverage_runs.statements(app, asked.path, cookie)
            print(f"  {title}: {statements[0]} statements, {statements[1]} when asked again")
            run, rounds = Run(PORT, asked.path, cookie), ROUNDS[customers]
            print(f"    after a change  {_rounds(run, asked, bare, rounds, app)}", flush=True)
            print(f"    asked again     {_rounds(run, asked, bare, rounds)}", flush=True)


def _rounds(run: Run, asked: Asked, bare: Bare, rounds: int, app: Flask | None = None) -> Measured:
    """The page and the bare statements in turn, so that a slow moment hits both.

    With an application something is changed in its database before each.
    """
    measured = Measured([], [])
    run.seconds()
    bare.figures(asked)
    for _ in range(rounds):
        if app is not None:
            coverage_database.change(app)
        measured.page.append(run.seconds())
        start = time.perf_counter()
        bare.figures(asked)
        measured.bare.append(time.perf_counter() - start)
    return measured


@contextmanager
def _bare(address: str) -> Iterator[Bare]:
    """Prepared as the program prepares its own connections."""
    connection: Any
    if address.startswith("sqlite"):
        connection = sqlite3.connect(address.removeprefix("sqlite:///"))
        connection.execute("PRAGMA cache_size = -32000")
        marks = r":\1"
    else:
        url = address.replace("+psycopg", "")
        connection = psycopg.connect(url, options="-c jit=off", autocommit=True)
        marks = r"%(\1)s"
    try:
        yield Bare(connection, marks, clock.today())
    finally:
        connection.close()


if __name__ == "__main__":
    main()
