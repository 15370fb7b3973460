"""An import of many rows, beside the time that the database needs for the bare inserts of them.

`python -m tools.bench.imports` is `make bench-imports`: 100,000 customers with 800,000 rows beside
them, and a tenth of that, so that the memory of both can be compared. `--customers` takes other
sizes, `--database` one of both.
"""

import argparse
import datetime
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from planner import clock
from planner.database import db
from tests.support.databases import postgres_keeper
from tools.bench import import_files, import_runs
from tools.bench.import_runs import Run

SIZES = (10_000, 100_000)
DATABASES = ("sqlite", "postgresql")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--customers", type=int, nargs="+", default=SIZES)
    options.add_argument("--database", choices=DATABASES, nargs="+", default=DATABASES)
    options.add_argument("--preview", action="store_true", help="only try them")
    said = options.parse_args()
    for customers in said.customers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "export"
            folder.mkdir()
            rows = import_files.write(folder, customers, _today())
            print(f"\n{customers:,} customers, {rows - customers:,} rows beside them", flush=True)
            for kind in said.database:
                with _databases(kind, Path(name)) as addresses:
                    _measure(kind, addresses, folder, is_preview=said.preview)


def _measure(kind: str, addresses: Sequence[str], folder: Path, *, is_preview: bool) -> None:
    apps = [import_runs.new_database(address) for address in addresses]
    if is_preview:
        _print(f"{kind}: preview", import_runs.import_files(addresses[0], folder, "--dry-run"))
        return
    run = import_runs.import_files(addresses[0], folder)
    _print(f"{kind}: import", run)
    bare, count = import_runs.insert_alike(*apps)
    _print(f"bare inserts of {count:,} rows", bare)
    print(
        f"  ratio: {run.seconds / bare.seconds:.1f} by the clock,"
        f" {run.processor / bare.processor:.1f} by the processor time of the program",
        flush=True,
    )
    for app in apps:
        with app.app_context():
            db.engine.dispose()


def _print(what: str, run: Run) -> None:
    memory = f", {run.memory:.0f} MB" if run.memory else ""
    print(f"  {what}: {run.seconds:.1f} s, {run.processor:.1f} s processor{memory}", flush=True)


def _today() -> datetime.date:
    return clock.today()


@contextmanager
def _databases(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two new ones: for the import and for the bare inserts."""
    if kind == "sqlite":
        paths = [folder / f"{name}.sqlite" for name in ("import", "bare")]
        yield f"sqlite:///{paths[0]}", f"sqlite:///{paths[1]}"
        for path in paths:
            path.unlink()
        return
    server = postgres_keeper.start(folder / "postgres")
    try:
        address = server.get_uri(driver="psycopg")
        yield _made(address, "import"), _made(address, "bare")
    finally:
        server.stop()


def _made(address: str, name: str) -> str:
    """A new database of this name on the same server."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return make_url(address).set(database=name).render_as_string(hide_password=False)


if __name__ == "__main__":
    main()
