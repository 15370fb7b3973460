"""`make bench-api`: item, list and write of the API beside the page's, and bare Flask's.

All are asked for in turn, so that a slow moment of the machine hits each, and the time of the
processors is what counts. A bare one makes one statement and answers as many bytes as the API.
"""

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median

import psutil

from planner import create_app
from planner.api.tokens import actions as tokens
from planner.database import db
from planner.models import Person, TokenScope
from tools.bench import data, load, serving
from tools.bench.__main__ import CUSTOMERS, PORT, ROUNDS, SECONDS, Runs, worked
from tools.bench.load import Measured
from tools.bench.pages import MEASURED, Measurement

PLANS = int(os.environ.get("BENCH_PLANS", "20"))
_API = "/api/v1/customers"
_CURRENT = f"{_API}/bench-0/plans/current"


@dataclass(frozen=True)
class Asking:
    """Requests with a token, of which each is a new one; `status` is what is answered."""

    requests: Callable[[sqlite3.Connection], Iterator[bytes]]
    status: int = 200

    def run(self, port: int, _cookie: str, folder: Path, seconds: float) -> Measured:
        with sqlite3.connect(folder / "planner.sqlite", timeout=60) as connection:
            requests = self.requests(connection)
        return load.send(port, requests, seconds=seconds, status=self.status)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"Making a database with {CUSTOMERS} customers and {PLANS} plans ...", flush=True)
        cookie, token = data.make(folder, customers=CUSTOMERS, real_plans=PLANS), _token(folder)
        for title, of_api, of_page, of_bare in _pairs(folder, token):
            print(f"\n{title}", flush=True)
            _compare(of_api, of_page, of_bare, cookie, folder)


def _token(folder: Path) -> str:
    app = create_app(data.settings(folder))
    with app.app_context():
        anna = db.session.query(Person).filter_by(key="anna").one()
        _token, secret = tokens.make(anna, "bench", TokenScope.WRITE, 30, by=anna)
        db.session.commit()
    return secret


def _pairs(folder: Path, token: str) -> Iterator[tuple[str, Runs, Runs, Runs]]:
    """What is measured of the API, of the page and of the bare program."""
    with sqlite3.connect(folder / "planner.sqlite") as connection:
        goal, key = connection.execute(
            "SELECT goals.id, goals.key FROM goals JOIN plans ON plans.id = plan_id"
            " JOIN customers ON customers.id = customer_id WHERE customers.key = 'bench-0'"
        ).fetchone()
    bare = Measurement("bare", ["/page"])
    item = _reading(f"{_CURRENT}/goals/{key}", token)
    yield "an item: one of ten goals of a plan", item, Measurement("", [f"/goals/{goal}"]), bare
    listed = _reading(f"{_API}?limit=50", token)
    yield "a list: fifty customers", listed, Measurement("", ["/customers"]), bare
    talks = next(each for each in MEASURED if each.title == "log of a talk")
    yield "a write: an entry of a talk", _writing(token), talks, Asking(_bare_writes, 201)


def _reading(path: str, token: str) -> Asking:
    request = f"GET {path} {_head(token)}\r\n".encode()
    return Asking(lambda _connection: cycle([request]))


def _writing(token: str) -> Asking:
    def requests(connection: sqlite3.Connection) -> Iterator[bytes]:
        talks = connection.execute(
            "SELECT customers.key, conversations.key FROM conversations"
            " JOIN plans ON plans.id = plan_id JOIN customers ON customers.id = customer_id"
        ).fetchall()
        said = {"channel": "call", "state": "analysis", "summary": "Wants figures by month."}
        return (
            _post(f"{_API}/{customer}/plans/current/conversations/{talk}/entries", said, token)
            for customer, talk in cycle(talks)
        )

    return Asking(requests, 201)


def _bare_writes(_connection: sqlite3.Connection) -> Iterator[bytes]:
    return cycle([_post("/entries", {"summary": "Wants figures by month."}, "")])


def _post(path: str, said: object, token: str) -> bytes:
    body = json.dumps(said)
    length = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"POST {path} {_head(token)}{length}\r\n{body}".encode()


def _head(token: str) -> str:
    return f"HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n"


def _compare(of_api: Runs, of_page: Runs, of_bare: Runs, cookie: str, folder: Path) -> None:
    environment = {
        "PLANNER_DATA": str(folder),
        "PLANNER_CLOCKWORK": "off",
        "PLANNER_API_RATE": "off",
        "SECRET_KEY": "bench",
        "BENCH_DATABASE": str(folder / "planner.sqlite"),
    }
    with serving.served(["planner", "serve"], PORT, "/healthz", environment) as program:
        environment["BENCH_BYTES"] = str(of_api.run(PORT, cookie, folder, 1).size)
        bare = ["tools.bench.bare_server"]
        with serving.served(bare, PORT + 1, "/page", environment) as baseline:
            of_page.run(PORT, cookie, folder, 1)  # the first is made for everything that follows
            costs = [
                _costs(of_api, of_page, of_bare, (program, baseline), cookie, folder)
                for _ in range(ROUNDS)
            ]
    api, page, plain = (median(of) for of in zip(*costs, strict=True))
    print(f"  the API takes {api / page:.2f} of the page's and {api / plain:.1f} of bare Flask's")


def _costs(
    of_api: Runs,
    of_page: Runs,
    of_bare: Runs,
    servers: tuple[psutil.Process, psutil.Process],
    cookie: str,
    folder: Path,
) -> tuple[float, float, float]:
    """Milliseconds of processor time for one answer of each."""
    found = []
    program, baseline = servers
    for name, what, port, process in (
        ("API", of_api, PORT, program),
        ("page", of_page, PORT, program),
        ("bare Flask", of_bare, PORT + 1, baseline),
    ):
        measured, cost = worked(what, port, cookie, folder, process, SECONDS)
        found.append(cost)
        print(
            f"  {name:10} {measured.per_second:6.0f} /s   {cost:6.2f} ms of processor each"
            f"   {measured.size / 1000:.1f} kB   {measured.failures} failures",
            flush=True,
        )
    return found[0], found[1], found[2]


if __name__ == "__main__":
    main()
