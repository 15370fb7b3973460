"""The maturity map and the one-sided plans of 10,000 plans with eight stored ratings each.

`python -m tools.bench.maturity` measures them in SQLite and in PostgreSQL: how many statements a
page takes, how long it takes, and how long its statements take without the program.
"""

import datetime
import statistics
import tempfile
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event, insert, text

from planner import clock, create_app
from planner.actions.people import settings as organisation
from planner.cli.database import upgrade_to_head
from planner.config import Settings
from planner.database import db
from planner.models import Customer, Person, Plan, StoredRating, Team
from planner.models.kinds import Role
from planner.models.mixins import folded
from planner.models.people.setting import AGES_VISIBLE_TO
from planner.rating.ages import ORDER
from planner.rating.symptoms import RULES
from planner.rating.words import Age
from tests.support.databases import postgres_keeper
from tools.bench.data import cookie_of

PLANS, RATINGS, ROUNDS = 10_000, 8, 5
PEOPLE, TEAMS, FLAG = 400, 20, 60
PAGES = {
    "map": "/team/maturity",
    "map of one team": "/team/maturity?team=3",
    "plans of a count": "/team/maturity/plans?after=iron",
    "plans, page 60": "/team/maturity/plans?after=iron&page=60",
    "one-sided plans": "/team/one_sided_plans",
    "with one symptom": "/team/one_sided_plans?symptom=no_ideas",
}
Statement = tuple[str, Any]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _measure(f"sqlite:///{folder / 'planner.sqlite'}", folder)
        server = postgres_keeper.start(folder / "server")
        try:
            _measure(server.get_uri(driver="psycopg"), folder)
        finally:
            server.stop()


def _measure(address: str, folder: Path) -> None:
    app = create_app(Settings(address, folder, "bench"))
    with app.app_context():
        upgrade_to_head()
        cookie = _fill(app)
        engine = db.engine
        _refresh_statistics(engine)
    print(f"\n{PLANS} plans with {RATINGS} ratings each in {engine.dialect.name}", flush=True)
    for title, path in PAGES.items():
        _compare(app, engine, title, path, cookie)
    engine.dispose()


def _compare(app: Flask, engine: Engine, title: str, path: str, cookie: str) -> None:
    client = app.test_client(use_cookies=False)

    def page() -> int:
        answer = client.get(path, headers={"Cookie": cookie})
        assert answer.status_code == HTTPStatus.OK, answer.status  # noqa: S101 - else nothing is measured
        return len(answer.data)

    size = page()
    statements = _statements(engine, page)
    with engine.connect() as bare:
        cursor = bare.connection.cursor()
        real = [_seconds(page) for _ in range(ROUNDS)]
        plain = [_seconds(lambda: _run(cursor, statements)) for _ in range(ROUNDS)]
    whole, rows = statistics.median(real), statistics.median(plain)
    print(
        f"{title:20} {whole * 1000:6.0f} ms   {size / 1000:4.0f} kB   {len(statements)} statements"
        f"   bare {rows * 1000:6.0f} ms   ratio {whole / rows:5.2f}",
        flush=True,
    )


def _run(cursor: Any, statements: list[Statement]) -> None:
    for statement in statements:
        cursor.execute(*statement)
        cursor.fetchall()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _statements(engine: Engine, work: Callable[[], object]) -> list[Statement]:
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
    chance = Random(7)  # noqa: S311 - the same plans each time, not a secret
    today = clock.today()
    teams = [{"name": f"Team {n}", "region": f"Region {n % 4}"} for n in range(TEAMS)]
    people = [_person(number) for number in range(PEOPLE)]
    for model, items in ((Team, teams), (Person, people)):
        _add(model, items)
    numbers = range(1, PLANS + 1)
    _add(Customer, [_customer(number) for number in numbers])
    _add(Plan, [_plan(number, chance, today) for number in numbers])
    for number in range(RATINGS):  # as time goes by: those of one plan lie far apart
        _add(StoredRating, [_rating(plan, number, chance, today) for plan in numbers])
    auditor = Person(key="auditor", name="Otto", role=Role.EXECUTIVE_SPONSOR, is_auditor=True)
    db.session.add(auditor)
    db.session.flush()
    organisation.change(AGES_VISIBLE_TO, "leads", by=auditor)
    cookie = cookie_of(app, auditor)
    db.session.commit()
    return cookie


def _add(model: Any, items: list[dict[str, Any]]) -> None:
    db.session.execute(insert(model), items)


def _person(number: int) -> dict[str, Any]:
    team = 1 + number % TEAMS
    role = Role.TEAM_LEAD if number < TEAMS else Role.GENERALIST
    return {"key": f"p{number}", "name": f"Person {number}", "role": role, "team_id": team}


def _customer(number: int) -> dict[str, Any]:
    name = f"customer {number}"
    names = {"key": f"customer-{number}", "name": name, "name_folded": folded(name)}
    return names | {"owner_id": 1 + number % PEOPLE, "segment": f"Segment {number % 6}"}


def _plan(number: int, chance: Random, today: datetime.date) -> dict[str, Any]:
    start = today - datetime.timedelta(days=chance.randrange(200, 500))
    end = start + datetime.timedelta(days=600)
    days = {"starts_on": start, "ends_on": end, "activated_on": start}
    return {"customer_id": number, "status": "active", **days}


def _rating(plan: int, number: int, chance: Random, today: datetime.date) -> dict[str, Any]:
    on = today - datetime.timedelta(days=(RATINGS - number) * 24 + chance.randrange(-10, 10))
    age = chance.choice([*ORDER, Age.IRON, Age.FORMING])
    leaning = chance.randrange(100)
    return {
        "plan_id": plan,
        "on": on,
        "age": age.value,
        "last_age": age.value,
        "one_sidedness": leaning,
        "one_sided": leaning >= FLAG,
        "leaning": chance.choice(["generalist", "specialist", None]),
        "shifts": dict.fromkeys(
            ("involvement", "communication", "planning", "goals", "role", "organisation"), 50
        ),
        "symptoms": [_symptom(rule, chance) for rule in chance.sample(_rules(age), 3)],
        "thresholds": {},
        "movement": None,
        "visible_to_leads_on": on + datetime.timedelta(days=chance.choice([0, 0, 14])),
    }


def _rules(age: Age) -> list[Any]:
    return [rule for rule in RULES if (rule.age is Age.IRON) == (age is Age.IRON)]


def _symptom(rule: Any, chance: Random) -> dict[str, Any]:
    evidence = [f"activity:a{n}" for n in range(chance.randrange(4))]
    return {"code": rule.code, "age": rule.age.value, "decides": True, "evidence": evidence}


def _refresh_statistics(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


if __name__ == "__main__":
    main()
