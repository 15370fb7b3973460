"""`make bench`: the plan page and the customers list, beside a bare page of the same size.

After them a small mass rating, beside the rows that it reads, and 1,000 open streams.
"""

import tempfile
from pathlib import Path

from tools.bench import data, load, rating, serving, streams
from tools.bench.load import Measured

CUSTOMERS = 10_000
SECONDS = 6.0
ROUNDS = 3
PORT = 18_400
# More pages of real size than a process keeps, so that read in turn each is made anew.
PLANS = 600
PAGES = {
    "plan page (10 goals, 40 activities, 60 entries), read again": ["/customers/bench-0"],
    "plan page, made anew each time": [f"/customers/bench-{n}" for n in range(PLANS)],
    f"customers list ({CUSTOMERS} customers)": ["/customers"],
    "customers list, page 150": ["/customers?page=150"],
    "customers list, search": ["/customers?text=muller+99"],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"Making a database with {CUSTOMERS} customers and {PLANS} plans ...", flush=True)
        cookie = data.make(folder, customers=CUSTOMERS, real_plans=PLANS)
        for title, paths in PAGES.items():
            _compare(title, paths, cookie, folder)
    rating.small()
    streams.small()


def _compare(title: str, paths: list[str], cookie: str, folder: Path) -> None:
    """The real page and the bare one in turn, so that a slow moment of the machine hits both."""
    environment = {
        "PLANNER_DATA": str(folder),
        "PLANNER_CLOCKWORK": "off",
        "SECRET_KEY": "bench",
        "BENCH_DATABASE": str(folder / "planner.sqlite"),
    }
    print(f"\n{title}", flush=True)
    with serving.served(["planner", "serve"], PORT, "/healthz", environment) as program:
        size = load.run(PORT, paths, cookie=cookie, seconds=1).size
        environment["BENCH_BYTES"] = str(size)
        bare = ["tools.bench.bare_server"]
        with serving.served(bare, PORT + 1, "/page", environment) as baseline:
            load.run(PORT + 1, ["/page"], cookie=cookie, seconds=1)
            for _ in range(ROUNDS):
                real = load.run(PORT, paths, cookie=cookie, seconds=SECONDS)
                plain = load.run(PORT + 1, ["/page"], cookie=cookie, seconds=SECONDS)
                _print("program", real)
                _print("bare page", plain)
                print(f"  ratio        {real.per_second / plain.per_second:9.2f}", flush=True)
            print(f"  memory       {serving.memory(program):6.0f} MB program,", end="")
            print(f" {serving.memory(baseline):.0f} MB bare page", flush=True)


def _print(name: str, measured: Measured) -> None:
    print(
        f"  {name:12} {measured.per_second:6.0f} /s   p50 {measured.p50:5.1f} ms"
        f"   p95 {measured.p95:5.1f} ms   p99 {measured.p99:5.1f} ms"
        f"   {measured.size / 1000:.1f} kB   {measured.failures} failures",
        flush=True,
    )


if __name__ == "__main__":
    main()
