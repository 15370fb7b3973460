"""The radar and the work list beside the bare SQL that reads what they rest on, through the server.

`make bench-signature`: 10,000 customers with 30,000 contracts in SQLite and in PostgreSQL.
"""

# ruff: noqa: S608, E501 - nobody's words stand in these statements, which are bare: a line each

import datetime
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask

from planner.database import db
from planner.models import Person
from tools.bench import coverage_database, coverage_rows, coverage_runs, serving
from tools.bench.coverage import postgresql
from tools.bench.coverage_rows import Rows
from tools.bench.coverage_runs import Run
from tools.bench.data import cookie_of

CUSTOMERS, CONTRACTS, PORT, ROUNDS = 10_000, 3, 18_430, 5
WORKER = 1
"""The id of somebody on some 135 plans."""
RADAR = (
    """SELECT k.id, k.customer_id, k.key, k.title, f.name, k.annual_value, k.signed_on, k.starts_on,
  k.ends_on, k.notice_count, k.notice_unit, k.notice_to, k.notice_days, k.renewal, k.renewal_months,
  k.renews_id, k.terminated_on, k.terminated_to, c.key, c.name, c.currency, o.name
FROM contracts k JOIN customers c ON c.id = k.customer_id LEFT JOIN fields f ON f.id = k.field_id
LEFT JOIN people o ON o.id = c.owner_id ORDER BY k.customer_id, k.position""",
)
_PLANS = f"""SELECT p.id FROM plans p JOIN members m ON m.plan_id = p.id
  WHERE m.person_id = {WORKER} AND m.left_on IS NULL AND p.status <> 'closed'"""
_CUSTOMERS = f"SELECT customer_id FROM plans WHERE id IN ({_PLANS})"
WORK_LIST = (
    f"SELECT p.id, c.key, c.name, c.city FROM plans p JOIN customers c ON c.id = p.customer_id WHERE p.id IN ({_PLANS})",
    f"SELECT m.plan_id, m.person_id, m.via, m.joined_on, m.left_on FROM members m WHERE m.plan_id IN ({_PLANS})",
    f"SELECT * FROM contracts WHERE customer_id IN ({_CUSTOMERS})",
    f"SELECT * FROM potentials WHERE customer_id IN ({_CUSTOMERS})",
    f"SELECT * FROM contacts WHERE customer_id IN ({_CUSTOMERS})",
    f"SELECT plan_id, key, status, field_id, contract_id, decided_on FROM deals WHERE plan_id IN ({_PLANS})",
    f"SELECT plan_id, key, kind, status, due_on, done_on, assignee_id, field_id, contract_id FROM activities WHERE plan_id IN ({_PLANS})",
    f"""SELECT t.plan_id, t.key, t.field_id, e."on", e.state, e.next_step, e.author_id, e.channel
FROM conversations t JOIN entries e ON e.conversation_id = t.id WHERE t.plan_id IN ({_PLANS})
ORDER BY t.id, e.position""",
    f"""SELECT h.* FROM handovers h JOIN contracts k ON k.id = h.contract_id
WHERE k.customer_id IN ({_CUSTOMERS})""",
    f"""SELECT r.* FROM promises r JOIN contracts k ON k.id = r.contract_id
WHERE k.customer_id IN ({_CUSTOMERS})""",
)


def main() -> None:
    print("This makes large databases first and takes some minutes.", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _measure(folder, f"sqlite:///{folder / 'signature.sqlite'}")
        if "sqlite" not in sys.argv:
            with postgresql(folder / "server") as address:
                _measure(folder, address)


def rows(customers: int, today: datetime.date) -> Rows:
    """Those of the lead's table, and of each customer three contracts in their terms."""
    found = coverage_rows.rows(customers, today)
    found["contracts"] = [
        _contract(1 + CONTRACTS * customer + number, customer + 1, number, today)
        for customer in range(customers)
        for number in range(CONTRACTS)
    ]
    return found


def _contract(identity: int, customer: int, number: int, today: datetime.date) -> dict[str, Any]:
    """One that renews itself, one that ends, and one that runs until notice."""
    signed = today - datetime.timedelta(days=400 + customer % 600)
    ends = today + datetime.timedelta(days=customer * 7 % 700)
    terms: tuple[dict[str, Any], ...] = (
        {"ends_on": ends, "notice_count": 3, "notice_unit": "month", "notice_to": "end_of_term"},
        {"ends_on": ends, "notice_count": None, "notice_unit": None, "notice_to": None},
        {
            "ends_on": None,
            "notice_count": 6,
            "notice_unit": "week",
            "notice_to": "end_of_quarter",
        },
    )
    return {
        "id": identity,
        "customer_id": customer,
        "key": f"k{number}",
        "title": f"Contract {number}",
        "position": number,
        "field_id": 1 + customer % coverage_rows.FIELDS,
        "annual_value": 1000 * (1 + customer % 40),
        "signed_on": signed,
        **terms[number],
    }


def _measure(folder: Path, address: str) -> None:
    print(f"\n{address.partition(':')[0]}: filling ...", flush=True)
    app, auditor = coverage_database.filled(folder, address, CUSTOMERS, rows)
    with app.app_context():
        worker = cookie_of(app, db.session.get_one(Person, WORKER))
        db.session.commit()
    environment = {
        "DATABASE_URL": address,
        "PLANNER_DATA": str(folder),
        "PLANNER_CLOCKWORK": "off",
        "SECRET_KEY": "bench",
    }
    asked = {"/renewals": (auditor, RADAR), "/work-list": (worker, WORK_LIST)}
    with (
        serving.served(["planner", "serve"], PORT, "/healthz", environment),
        _bare(address) as bare,
    ):
        for path, (cookie, wanted) in asked.items():
            first, again = coverage_runs.statements(app, path, cookie)
            print(f"  {path}: {first} statements, {again} when asked again")
            run = Run(PORT, path, cookie)
            print(f"    after a change  {_rounds(run, wanted, bare, app)}", flush=True)
            print(f"    asked again     {_rounds(run, wanted, bare)}", flush=True)


def _rounds(run: Run, wanted: tuple[str, ...], bare: Any, app: Flask | None = None) -> str:
    """The page and the bare statements in turn, so that a slow moment hits both."""
    run.seconds()
    pages, bares = [], []
    for _ in range(ROUNDS):
        if app is not None:
            coverage_database.change(app)
        pages.append(run.seconds())
        start = time.perf_counter()
        for statement in wanted:
            bare.execute(statement).fetchall()
        bares.append(time.perf_counter() - start)
    ratio = statistics.median(page / one for page, one in zip(pages, bares, strict=True))
    page, one = statistics.median(pages), statistics.median(bares)
    return f"{page * 1000:6.0f} ms, bare {one * 1000:6.0f} ms, ratio {ratio:5.2f}"


@contextmanager
def _bare(address: str) -> Iterator[Any]:
    """A connection of the database's own driver, prepared as the program prepares its own."""
    connection: Any
    if address.startswith("sqlite"):
        connection = sqlite3.connect(address.removeprefix("sqlite:///"))
        connection.execute("PRAGMA cache_size = -32000")
    else:
        url = address.replace("+psycopg", "")
        connection = psycopg.connect(url, options="-c jit=off", autocommit=True)
    try:
        yield connection
    finally:
        connection.close()


if __name__ == "__main__":
    main()
