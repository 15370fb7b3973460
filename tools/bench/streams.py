"""`make bench-streams`: open streams on 2 processes, with 10 edits a second across 100 plans.

The share of what arrives, the delay from the acknowledged edit to the arrival, the plan's page
with and without the streams, and the memory of each stream.
"""

import multiprocessing
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tools.bench import data, load, serving
from tools.bench.edits import edit
from tools.bench.listeners import listen

PLANS = 100
PORT = 18_420
SMALL, SECONDS = 1_000, 5.0
STEPS = (1_000, 2_500, 5_000)
_WARMS_UP_IN, _ARRIVES_WITHIN = 5.0, 3.0
_Edits = Sequence[tuple[int, float]]


def main() -> None:
    for count in STEPS:
        measure(count, seconds=10.0)


def small() -> None:
    """For `make bench`."""
    measure(SMALL, seconds=SECONDS)


def measure(count: int, *, seconds: float) -> None:
    """One server with so many streams; twice `seconds`: alone, and beside 8 readers."""
    _open_as_many_as_allowed()
    print(f"\n{count} open streams, 10 edits a second across {PLANS} plans", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cookie = data.make(folder, customers=1, real_plans=PLANS)
        environment = {"PLANNER_DATA": name, "SECRET_KEY": "bench", "PLANNER_WORKERS": "2"}
        with serving.served(["planner", "serve"], PORT, "/healthz", environment) as server:
            paths = [f"/customers/bench-{number}" for number in range(PLANS)]
            load.run(PORT, paths, cookie=cookie, seconds=_WARMS_UP_IN)
            with _editing(cookie):
                without = load.run(PORT, paths, cookie=cookie, seconds=seconds)
            before = serving.memory(server)
            with _listening(cookie, count) as listeners:
                opened, took = listeners.recv()
                held = serving.memory(server) - before
                print(f"  opened     {opened} in {took:.1f} s, {1000 * held / count:.1f} kB each")
                with _editing(cookie) as quiet:
                    worked = serving.seconds_of_work(server)
                    time.sleep(seconds)
                    share = (serving.seconds_of_work(server) - worked) / seconds
                with _editing(cookie, first=len(quiet)) as busy:
                    beside = load.run(PORT, paths, cookie=cookie, seconds=seconds)
                time.sleep(_ARRIVES_WITHIN)
                listeners.send("stop")
                arrivals, ended = listeners.recv()
    _print_delays("alone", quiet, 0, arrivals, count)
    _print_delays("busy", busy, len(quiet), arrivals, count)
    print(f"  work       {share:.0%} of one processor, alone")
    print(f"  streams    {ended} did not last")
    _print_pages(without, beside)


@contextmanager
def _editing(cookie: str, first: int = 0) -> Iterator[list[tuple[int, float]]]:
    """Somebody edits meanwhile; afterwards the list has what they did."""
    made: list[tuple[int, float]] = []
    with _process(edit, PORT, cookie, range(1, PLANS + 1), first) as told:
        told.recv()
        yield made
        told.send("stop")
        made += told.recv()


@contextmanager
def _listening(cookie: str, count: int) -> Iterator[Connection]:
    requests = [
        f"GET /plans/{1 + number % PLANS}/stream?window=w{number} HTTP/1.1\r\n"
        f"Host: bench\r\nCookie: {cookie}\r\n\r\n".encode()
        for number in range(count)
    ]
    with _process(listen, PORT, requests) as told:
        yield told


@contextmanager
def _process(work: Any, *arguments: object) -> Iterator[Connection]:
    """Work in a process of its own, with a line to it."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=work, args=(*arguments, there), daemon=True)
    process.start()
    there.close()
    try:
        yield here
    finally:
        here.close()
        process.terminate()
        process.join()


def _print_delays(
    name: str, edits: _Edits, first: int, arrivals: Sequence[tuple[int, float]], count: int
) -> None:
    on_plan = Counter(1 + number % PLANS for number in range(count))
    expected = sum(on_plan[plan_id] for plan_id, _at in edits)
    mine = [(n - first, at) for n, at in arrivals if first <= n < first + len(edits)]
    delays = sorted(max(0.0, at - edits[number][1]) for number, at in mine)
    p50, p95, p99 = (
        1000 * delays[min(len(delays) - 1, int(len(delays) * share))] if delays else 0.0
        for share in (0.5, 0.95, 0.99)
    )
    print(
        f"  {name:10} {len(edits)} edits, {len(mine)} of {expected} delivered"
        f"   p50 {p50:5.0f} ms   p95 {p95:5.0f} ms   p99 {p99:5.0f} ms",
        flush=True,
    )


def _print_pages(without: load.Measured, beside: load.Measured) -> None:
    for name, page in (("without", without), ("with", beside)):
        print(f"  page {name:8} {page.per_second:5.0f} /s   p95 {page.p95:5.1f} ms", flush=True)
    print(f"  ratio p95  {beside.p95 / without.p95:.2f}", flush=True)


def _open_as_many_as_allowed() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    main()
