"""The mass rating, beside the time that the database needs to hand over the same rows.

`python -m tools.bench.rating` is `make bench-rating`: 10,000 plans in SQLite and 100,000 in
PostgreSQL. `small` is the part of `make bench`.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.databases import postgres_keeper
from tools.bench import rating_runs
from tools.bench.rating_runs import Measured

ROUNDS = 3
FEW, SMALL, MANY, VERY_MANY = 1000, 2000, 10_000, 100_000


def small() -> None:
    """A few plans in SQLite: seconds."""
    with tempfile.TemporaryDirectory() as name:
        address = _sqlite(Path(name), SMALL)
        _measure(address, SMALL)
        _measure_nights(address, SMALL)


def main() -> None:
    print("This makes large databases first and takes several minutes.", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for plans, rounds in ((FEW, 1), (MANY, ROUNDS)):
            address = _sqlite(folder, plans)
            _measure(address, plans, rounds)
            _measure_nights(address, plans)
        with _postgresql(folder / "few") as address:
            _measure(address, FEW, rounds=1)
        with _postgresql(folder / "many") as address:
            _measure(address, VERY_MANY)


def _sqlite(folder: Path, plans: int) -> str:
    return f"sqlite:///{folder / f'rating-{plans}.sqlite'}"


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    """The address of a server of its own, which is stopped at the end."""
    folder.mkdir()
    server = postgres_keeper.start(folder / "postgres")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.stop()


def _measure(address: str, plans: int, rounds: int = ROUNDS) -> None:
    kind = address.partition(":")[0].partition("+")[0]
    print(f"\nrating of {plans} plans in {kind}: filling the database ...", flush=True)
    app = rating_runs.filled(address, plans)
    _print_items(rating_runs.items(app))
    for _ in range(rounds):
        measured = rating_runs.measure(app, address)
        _print_round(measured)
    _print_parts(measured)


def _print_items(counts: dict[str, int]) -> None:
    plans = counts.pop("plans")
    print(
        "  on average  ", ", ".join(f"{count / plans:.1f} {name}" for name, count in counts.items())
    )


def _print_round(measured: Measured) -> None:
    plans, rows, command = measured.plans, measured.rows_alone, measured.command
    print(
        f"  command      {plans / command:6.0f} plans/s   rows alone {plans / rows:6.0f} plans/s"
        f"   ratio {command / rows:.2f}   memory {measured.memory:.0f} MB"
        f" in {measured.processes} processes",
        flush=True,
    )


def _print_parts(measured: Measured) -> None:
    """One process, part after part."""
    plans = measured.plans
    print(f"  rules alone  {plans / measured.rules:6.0f} plans/s")
    parts = {"start": measured.start, "rows": measured.rows_alone}
    parts["facts from rows"] = measured.facts - measured.rows_alone
    parts |= {"rules": measured.rules, "JSON": measured.writing}
    shown = ", ".join(f"{name} {1e6 * seconds / plans:.0f}" for name, seconds in parts.items())
    print(f"  microseconds a plan in one process: {shown}", flush=True)


def _measure_nights(address: str, plans: int) -> None:
    first, second, memory = rating_runs.nights(address)
    print(
        f"  nightly      {plans / first:6.0f} plans/s where every rating is new,"
        f" {plans / second:.0f} where none is   memory {memory:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
