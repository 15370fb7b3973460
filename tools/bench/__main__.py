"""`make bench`: pages and forms, beside two bare pages of the same size.

After them a small mass rating, beside the rows that it reads, and 1,000 open streams.
"""

import os
import tempfile
from pathlib import Path
from typing import Protocol

import psutil

from tools.bench import data, rating, serving, streams
from tools.bench.load import Measured
from tools.bench.pages import MEASURED, PLANS, Measurement, Sending

CUSTOMERS = 10_000
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
ROUNDS = 3
PORT = 18_400
BARE = {
    "bare page": Measurement("bare page", ["/page"]),
    "signed in": Measurement("bare page that signs its reader in", ["/signed-in"]),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"Making a database with {CUSTOMERS} customers and {PLANS} plans ...", flush=True)
        cookie = data.make(folder, customers=CUSTOMERS, real_plans=PLANS)
        for measured in MEASURED:
            _compare(measured, cookie, folder)
    rating.small()
    streams.small()


def _compare(what: Measurement | Sending, cookie: str, folder: Path) -> None:
    """The real page and the bare ones in turn, so that a slow moment of the machine hits all."""
    environment = {
        "PLANNER_DATA": str(folder),
        "PLANNER_CLOCKWORK": "off",
        "SECRET_KEY": "bench",
        "BENCH_DATABASE": str(folder / "planner.sqlite"),
    }
    print(f"\n{what.title}", flush=True)
    with serving.served(["planner", "serve"], PORT, "/healthz", environment) as program:
        size = what.run(PORT, cookie, folder, 1).size
        environment["BENCH_BYTES"] = str(size)
        bare = ["tools.bench.bare_server"]
        with serving.served(bare, PORT + 1, "/page", environment) as baseline:
            for _ in range(ROUNDS):
                real, cost = worked(what, PORT, cookie, folder, program)
                _print("program", real, f"{cost:.2f} ms of processor each")
                for title, page in BARE.items():
                    plain, bare_cost = worked(page, PORT + 1, cookie, folder, baseline)
                    _print(title, plain, f"{bare_cost:.2f} ms, share {bare_cost / cost:.2f}")
            print(f"  memory       {serving.memory(program):6.0f} MB program,", end="")
            print(f" {serving.memory(baseline):.0f} MB bare page", flush=True)


class Runs(Protocol):
    """What is measured."""

    def run(self, port: int, cookie: str, folder: Path, seconds: float, /) -> Measured: ...


def worked(
    what: Runs,
    port: int,
    cookie: str,
    folder: Path,
    process: psutil.Process,
    seconds: float = SECONDS,
) -> tuple[Measured, float]:
    """What was measured, and how many milliseconds of processor time an answer took: waiting for a
    machine that is busy with something else costs nothing."""
    before = serving.seconds_of_work(process)
    measured = what.run(port, cookie, folder, seconds)
    return measured, 1000 * (serving.seconds_of_work(process) - before) / measured.answers


def _print(name: str, measured: Measured, more: str = "") -> None:
    print(
        f"  {name:12} {measured.per_second:6.0f} /s   p50 {measured.p50:5.1f} ms"
        f"   p95 {measured.p95:5.1f} ms   p99 {measured.p99:5.1f} ms"
        f"   {measured.size / 1000:.1f} kB   {measured.failures} failures   {more}",
        flush=True,
    )


if __name__ == "__main__":
    main()
