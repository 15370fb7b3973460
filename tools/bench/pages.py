"""What is measured: pages read again, made anew, and after a change; and forms that are sent."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from tools.bench import data, load
from tools.bench.load import Measured

PLANS = 100
CLAIMS_A_ROUND = 200
OVERVIEWS = [f"/customers/bench-{number}" for number in range(PLANS)]


@dataclass(frozen=True)
class Measurement:
    """`paths` are asked for in turn, all of them once when something is changed `before` that."""

    title: str
    paths: list[str]
    before: Callable[[sqlite3.Connection], None] | None = None

    def run(self, port: int, cookie: str, folder: Path, seconds: float) -> Measured:
        requests = load.gets(self.paths, cookie)
        if self.before is None:
            return load.send(port, cycle(requests), seconds=seconds)
        with _opened(folder) as connection:
            self.before(connection)
        return load.send(port, iter(requests), seconds=10 * seconds)


@dataclass(frozen=True)
class Sending:
    """Forms, none of which can be sent twice."""

    title: str
    forms: Callable[[sqlite3.Connection], Iterator[tuple[str, dict[str, object]]]]

    def run(self, port: int, cookie: str, folder: Path, seconds: float) -> Measured:
        token = {"csrf_token": data.form_token()}
        with _opened(folder) as connection:
            forms = list(self.forms(connection))
        requests = (load.post(path, fields | token, cookie) for path, fields in forms)
        return load.send(port, requests, seconds=seconds, status=303)


def _opened(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "planner.sqlite", timeout=60)


_COLUMNS = "at, type, actor_id, customer_id, plan_id, subject, subject_id, subject_name, changes"


def _change_activities(connection: sqlite3.Connection) -> None:
    """One activity of each plan gets another name."""
    newest = "SELECT max(id) FROM activities GROUP BY plan_id"
    connection.execute(f"UPDATE activities SET title = title || '.' WHERE id IN ({newest})")  # noqa: S608 - our own words
    _repeat(connection, "type = 'activity.created'", "activity.updated")


def _write_talks(connection: sqlite3.Connection) -> None:
    """One talk of each plan gets another summary."""
    _repeat(connection, "type = 'entry.created'", "entry.updated")


def _repeat(connection: sqlite3.Connection, which: str, kind: str) -> None:
    """The last event of this kind of each plan once more, as one of another kind."""
    last = f"SELECT max(id) FROM events WHERE {which} GROUP BY plan_id"  # noqa: S608 - our own words
    copied = _COLUMNS.replace("type", f"'{kind}'", 1)
    connection.execute(
        f"INSERT INTO events ({_COLUMNS}) SELECT {copied} FROM events WHERE id IN ({last})"  # noqa: S608 - our own words
    )


def _change_everything(connection: sqlite3.Connection) -> None:
    """Something that every page might show."""
    connection.execute(
        f"INSERT INTO events ({_COLUMNS}) SELECT at, 'setting.changed', NULL, NULL, NULL,"  # noqa: S608 - our own words
        " 'settings', NULL, 'Setting', '{}' FROM events LIMIT 1"
    )


def _claims(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, object]]]:
    found = connection.execute(
        "SELECT id FROM activities WHERE status = 'open' ORDER BY id % 97, id LIMIT ?",
        (CLAIMS_A_ROUND,),
    )
    for (identity,) in found:
        yield f"/activities/{identity}/claim", {}


def _talks(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, object]]]:
    found = connection.execute(
        'SELECT plan_id, id, (SELECT max("on") FROM entries) FROM conversations ORDER BY id % 97'
    )
    for plan_id, talk, day in found:
        said = {"on": day, "channel": "call", "summary": "Wants figures by month."}
        yield "/talks", {"plan_id": plan_id, "conversation_id": talk, **said}


MEASURED: tuple[Measurement | Sending, ...] = (
    Measurement("overview of a plan (10 goals, 40 activities, 60 entries), again", OVERVIEWS[:1]),
    Measurement("overview after a talk was changed", OVERVIEWS, _write_talks),
    Measurement("overview after an activity was changed", OVERVIEWS, _change_activities),
    Measurement("overview of which nothing is kept", OVERVIEWS, _change_everything),
    Measurement("today", ["/today"]),
    Measurement("customers list", ["/customers"]),
    Measurement("customers list, page 150", ["/customers?page=150"]),
    Measurement("customers list, search", ["/customers?text=muller+99"]),
    Sending("claim of an activity", _claims),
    Sending("log of a talk", _talks),
)
