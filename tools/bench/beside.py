"""`make bench-beside TREE=../before`: the pages of this tree beside those of another checkout.

Both serve the same invented customers from databases of their own, in turn, so that a slow moment
of the machine hits both. The time of the processors is what counts: waiting costs nothing.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from tools.bench import serving
from tools.bench.__main__ import CUSTOMERS, PORT, ROUNDS, SECONDS, worked
from tools.bench.load import Measured
from tools.bench.pages import MEASURED, PLANS, Measurement, Sending

HERE = Path(__file__).parents[2]
_MAKE = """
import sys
from pathlib import Path
from tools.bench import data
print(data.make(Path(sys.argv[1]), customers=int(sys.argv[2]), real_plans=int(sys.argv[3])))
"""


@dataclass(frozen=True)
class _Served:
    port: int
    cookie: str
    folder: Path
    process: psutil.Process

    def run(self, what: Measurement | Sending, seconds: float = SECONDS) -> tuple[Measured, float]:
        """What was measured, and milliseconds of processor time for one answer."""
        return worked(what, self.port, self.cookie, self.folder, self.process, seconds)


def main(other: Path) -> None:
    with ExitStack() as opened:
        trees = {"here": HERE, "there": other.absolute()}
        pair = {
            name: opened.enter_context(_served(tree, PORT + place))
            for place, (name, tree) in enumerate(trees.items())
        }
        for what in MEASURED:
            _compare(what, pair)


@contextmanager
def _served(tree: Path, port: int) -> Iterator[_Served]:
    """A checkout with its own program, tools and database."""
    with tempfile.TemporaryDirectory() as name:
        python = str(tree / ".venv/bin/python")
        words = [python, "-c", _MAKE, name, str(CUSTOMERS), str(PLANS)]
        made = subprocess.run(words, cwd=tree, stdout=subprocess.PIPE, text=True, check=True)
        environment = {"PLANNER_DATA": name, "PLANNER_CLOCKWORK": "off", "SECRET_KEY": "bench"}
        planner = [str(tree / ".venv/bin/planner"), "serve"]
        with serving.started(planner, port, "/healthz", environment) as process:
            yield _Served(port, made.stdout.split()[-1], Path(name), process)


def _compare(what: Measurement | Sending, pair: Mapping[str, _Served]) -> None:
    print(f"\n{what.title}", flush=True)
    costs: dict[str, list[float]] = {name: [] for name in pair}
    for name, served in pair.items():
        measured, _cost = served.run(what, 1)
        if measured.failures:
            print(f"  {name} does not answer it: {measured.failures} of {measured.answers}")
            return
    for _ in range(ROUNDS):
        for name, served in pair.items():
            measured, cost = served.run(what)
            costs[name].append(cost)
            print(
                f"  {name:6} {measured.per_second:8.0f} a second, {cost:6.2f} ms of processor each",
                flush=True,
            )
    print(f"  ratio of processor time {median(costs['here']) / median(costs['there']):.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
