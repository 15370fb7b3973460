"""The search while somebody types beside the bare statement that counts the same.

`make bench-search`: 10,000 customers and 100,000 talks in SQLite and in PostgreSQL.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import text

from planner import clock, create_app
from planner.actions import search_entries
from planner.cli.database import upgrade_to_head
from planner.config import Settings
from planner.database import db, refresh_statistics
from planner.models import Person
from tools.bench import coverage_runs, search_rows
from tools.bench.coverage import FEW, postgresql
from tools.bench.data import cookie_of

_ROUNDS = 7
# What is typed, and what the bare statement looks for.
_TYPED = {
    "a number in a name": ("9876", "9876"),
    "a rare word": ("goldtagzinfer", "goldtagzinfer"),
    "three letters": ("gol", "gol"),
    "a word in every talk": ("termin", "termin"),
    "two words": ("termin goldtagz", "goldtagz"),
    "one letter wrong": ("goldtakzinfer", "goldtagzinfer"),
    "nothing like it": ("xylophonist", "xylophonist"),
}
_BARE = {
    "sqlite": "id IN (SELECT rowid FROM search_index WHERE folded MATCH :word)",
    "postgresql": "folded LIKE '%' || CAST(:word AS text) || '%'",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _measure(folder, f"sqlite:///{folder / 'search.sqlite'}")
        if "sqlite" not in sys.argv:
            with postgresql(folder / "postgres") as address:
                _measure(folder, address)


def _measure(folder: Path, address: str) -> None:
    app = create_app(Settings(address, folder, secret_key="bench"))  # noqa: S106 - signs nothing
    with app.app_context():
        upgrade_to_head()
        kind = db.engine.dialect.name
        seconds = _seconds(_fill)
        print(f"\n{kind}: {FEW} customers, {FEW * search_rows.TALKS} talks", flush=True)
        print(f"  entries made anew in {seconds:.1f} s")
        cookies = {key: _cookie(app, key) for key in ("otto", "anna")}
    for title, (typed, word) in _TYPED.items():
        bare = _median(app, partial(_count, word, kind))
        for key, sees in (("otto", "all"), ("anna", f"{search_rows.READ} plans")):
            path = f"/search/found?text={typed}"
            asks, _again = coverage_runs.statements(app, path, cookies[key])
            page = _median(app, partial(_get, app, path, cookies[key]))
            print(
                f"  {title:22} sees {sees:9} {page * 1000:7.1f} ms, bare {bare * 1000:6.1f} ms,"
                f" ratio {page / bare:6.1f}, {asks} statements",
                flush=True,
            )


def _fill() -> None:
    search_rows.fill(db.session.connection(), FEW, clock.today())
    search_entries.refill()
    db.session.commit()
    refresh_statistics()


def _cookie(app: Flask, key: str) -> str:
    cookie = cookie_of(app, db.session.query(Person).filter_by(key=key).one())
    db.session.commit()
    return cookie


def _count(word: str, kind: str) -> None:
    statement = f"SELECT noun, count(*) FROM search_entries WHERE {_BARE[kind]} GROUP BY noun"  # noqa: S608 - our own
    db.session.execute(text(statement), {"word": word}).all()
    db.session.rollback()


def _get(app: Flask, path: str, cookie: str) -> None:
    reply = app.test_client(use_cookies=False).get(path, headers={"Cookie": cookie})
    if reply.status_code != 200:  # noqa: PLR2004 - as it should
        raise RuntimeError(f"{path} answered with {reply.status}.")


def _median(app: Flask, work: Callable[[], Any]) -> float:
    with app.app_context():
        work()
        return statistics.median(_seconds(work) for _round in range(_ROUNDS))


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
