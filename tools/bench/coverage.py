"""The lead's table of 10,000 customers beside the bare statements that it is made from."""

import datetime
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event, insert

from planner import clock, create_app
from planner.cli.database import upgrade_to_head
from planner.database import db, refresh_statistics
from planner.models import (
    Activity,
    Conversation,
    Customer,
    Deal,
    Entry,
    Field,
    Member,
    Person,
    Plan,
    Potential,
    Team,
)
from planner.models.kinds import Role
from tools.bench.data import cookie_of, settings

CUSTOMERS, FIELDS, PEOPLE, TEAMS = 10_000, 8, 400, 20
ACTIVITIES, TALKS = 10, 4  # of a customer
ROUNDS = 7
PAGES = {
    "customers one by one": "/team",
    "customers, page 200": "/team?page=200",
    "one list": "/team?gap=no_next_step",
    "one team": "/team?team=3",
    "added up by segment": "/team?group=segment",
}
Statement = tuple[str, Any]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = create_app(settings(folder))
        with app.app_context():
            upgrade_to_head()
            cookie = _fill(app)
            refresh_statistics()
        for title, path in PAGES.items():
            _compare(app, folder, title, path, cookie)


def _compare(app: Flask, folder: Path, title: str, path: str, cookie: str) -> None:
    """Every round asks for the page, and then for its rows without the program."""
    client = app.test_client(use_cookies=False)

    def page() -> int:
        return len(client.get(path, headers={"Cookie": cookie}).data)

    with app.app_context():
        engine = db.engine
    size = page()
    statements = _statements(engine, page)
    bare = sqlite3.connect(folder / "planner.sqlite")
    bare.execute("PRAGMA cache_size = -32000")
    real, plain = [], []
    for _ in range(ROUNDS):
        real.append(_seconds(page))
        plain.append(_seconds(lambda: [bare.execute(*one).fetchall() for one in statements]))
    bare.close()
    whole, rows = statistics.median(real), statistics.median(plain)
    print(
        f"{title:22} {whole * 1000:6.0f} ms   {size / 1000:4.0f} kB   {len(statements)} statements"
        f"   bare {rows * 1000:6.0f} ms   ratio {whole / rows:5.2f}",
        flush=True,
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _statements(engine: Engine, work: Callable[[], object]) -> list[Statement]:
    """What is sent to the database, with its values, as it can be sent again."""
    found: list[Statement] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            found.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return found


def _fill(app: Flask) -> str:
    """The cookie of an auditor, who sees all of it."""
    chance = Random(5)  # noqa: S311 - the same customers each time, not a secret
    today = clock.today()
    _add(Team, [{"name": f"Team {n}", "region": f"Region {n % 4}"} for n in range(TEAMS)])
    _add(Field, [{"name": f"Field {n}"} for n in range(FIELDS)])
    _add(Person, [_person(number) for number in range(PEOPLE)])
    auditor = Person(key="auditor", name="Otto", role=Role.EXECUTIVE_SPONSOR, is_auditor=True)
    db.session.add(auditor)
    numbers = range(1, CUSTOMERS + 1)
    _add(Customer, [_customer(number) for number in numbers])
    _add(Potential, [one for number in numbers for one in _potentials(number, chance, today)])
    _add(Plan, [_plan(number, chance, today) for number in numbers])
    _add(Member, [one for number in numbers for one in _members(number, chance, today)])
    _add(Deal, [one for number in numbers for one in _deals(number, chance, today)])
    _add(Activity, [one for number in numbers for one in _activities(number, chance, today)])
    _add(Conversation, [one for number in numbers for one in _talks(number, chance)])
    _add(Entry, [_entry(number, chance, today) for number in range(CUSTOMERS * TALKS * 3)])
    cookie = cookie_of(app, auditor)
    db.session.commit()
    return cookie


def _add(model: Any, rows: list[dict[str, Any]]) -> None:
    db.session.execute(insert(model), rows)


def _person(number: int) -> dict[str, Any]:
    specialist = number % 2
    return {
        "key": f"person-{number}",
        "name": f"Person {number}",
        "role": Role.SPECIALIST if specialist else Role.GENERALIST,
        "field_id": 1 + number // 2 % FIELDS if specialist else None,
        "team_id": None if specialist else 1 + number // 2 % TEAMS,
    }


def _customer(number: int) -> dict[str, Any]:
    name = f"customer {number}"
    return {
        "key": f"customer-{number}",
        "name": name,
        "name_folded": name,
        "owner_id": 1 + number * 2 % PEOPLE,
        "segment": f"Segment {number % 6}",
        "currency": "CHF" if number % 10 == 0 else "EUR",
    }


def _potentials(number: int, chance: Random, today: datetime.date) -> list[dict[str, Any]]:
    values = {"customer_id": number, "screened_on": today}
    return [
        {
            **values,
            "field_id": field,
            "annual_value": chance.randrange(1000, 90_000, 1000),
            "share_of_wallet": chance.choice([None, 0.25, 0.5]),
        }
        for field in range(1, FIELDS + 1)
    ]


def _plan(number: int, chance: Random, today: datetime.date) -> dict[str, Any]:
    start = today - datetime.timedelta(days=chance.randrange(330))
    end = start + datetime.timedelta(days=364)
    status = chance.choice(["active", "active", "active", "draft", "closed"])
    days = {"starts_on": start, "ends_on": end, "activated_on": start}
    return {"customer_id": number, "status": status, **days}


def _members(number: int, chance: Random, today: datetime.date) -> list[dict[str, Any]]:
    people = chance.sample(range(1, PEOPLE + 1), 6)
    return [{"plan_id": number, "person_id": one, "joined_on": today} for one in people]


def _deals(number: int, chance: Random, today: datetime.date) -> list[dict[str, Any]]:
    return [
        {
            "plan_id": number,
            "key": f"d{one}",
            "title": "Frame contract",
            "field_id": chance.randint(1, FIELDS),
            "expected_on": today,
            "annual_value": chance.randrange(1000, 50_000, 500),
            "probability": 0.5,
        }
        for one in range(2)
    ]


def _activities(number: int, chance: Random, today: datetime.date) -> list[dict[str, Any]]:
    return [
        {
            "plan_id": number,
            "key": f"a{one}",
            "title": "Prepare the talk",
            "kind": "call",
            "field_id": chance.randint(1, FIELDS),
            "created_by_id": 1,
            "created_on": today - datetime.timedelta(days=100),
            "assignee_id": 1,
            "status": "planned" if one % 2 else "done",
            "due_on": today + datetime.timedelta(days=chance.randrange(-20, 60)),
            "done_on": None if one % 2 else today - datetime.timedelta(days=one),
        }
        for one in range(ACTIVITIES)
    ]


def _talks(number: int, chance: Random) -> list[dict[str, Any]]:
    return [
        {
            "plan_id": number,
            "key": f"c{one}",
            "topic": "Financing",
            "field_id": chance.randint(1, FIELDS),
        }
        for one in range(TALKS)
    ]


def _entry(number: int, chance: Random, today: datetime.date) -> dict[str, Any]:
    return {
        "conversation_id": 1 + number // 3,
        "position": number % 3,
        "on": today - datetime.timedelta(days=chance.randrange(300)),
        "author_id": 1,
        "channel": "call",
        "summary": "Went through the plan.",
        "state": "interest",
    }


if __name__ == "__main__":
    main()
