"""The radar and the work list beside the bare SQL that reads what they rest on, through the server.

`make bench-signature`: 10,000 customers with 30,000 contracts in SQLite and in PostgreSQL. Compared
is processor time, of the server and of the database together, since the machine is never quiet.
"""

# ruff: noqa: S608, E501 - nobody's words stand in these statements, which are bare: a line each

import datetime
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import psycopg
from flask import Flask
from sqlalchemy import select

from planner.actions.history import events
from planner.database import db
from planner.models import Field, Member, Person, Plan
from tests.support.databases import postgres_keeper
from tools.bench import coverage_database, coverage_rows, coverage_runs, serving
from tools.bench.coverage_rows import Rows
from tools.bench.coverage_runs import Run
from tools.bench.data import cookie_of

CUSTOMERS, CONTRACTS, PORT, ROUNDS = 10_000, 3, 18_430, 8
WORKER = 1
"""The id of somebody on some 135 plans."""
RADAR = (
    """SELECT k.id, k.customer_id, k.key, k.title, f.name, k.annual_value, k.signed_on, k.starts_on,
  k.ends_on, k.notice_count, k.notice_unit, k.notice_to, k.notice_days, k.renewal, k.renewal_months,
  k.renews_id, k.terminated_on, k.terminated_to, c.key, c.name, c.currency, o.name
FROM contracts k JOIN customers c ON c.id = k.customer_id LEFT JOIN fields f ON f.id = k.field_id
LEFT JOIN people o ON o.id = c.owner_id ORDER BY k.customer_id, k.position""",
)
STATE = (
    *RADAR,
    """SELECT plan_id, contract_id, field_id, status, created_on, claimed_on, done_on FROM activities
WHERE field_id IS NOT NULL OR contract_id IS NOT NULL""",
    """SELECT t.plan_id, t.contract_id, t.field_id, e."on", e.state FROM conversations t
JOIN entries e ON e.conversation_id = t.id WHERE t.field_id IS NOT NULL OR t.contract_id IS NOT NULL""",
    "SELECT plan_id, contract_id, status, decided_on FROM deals WHERE contract_id IS NOT NULL",
    "SELECT customer_id, attitude FROM contacts WHERE buying_role = 'decider'",
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
        _measure(folder, f"sqlite:///{folder / 'signature.sqlite'}", [])
        if "sqlite" not in sys.argv:
            server = postgres_keeper.start(folder / "server")
            try:
                _measure(folder, server.get_uri(driver="psycopg"), [psutil.Process(_pid(server))])
            finally:
                server.stop()


def _pid(server: Any) -> int:
    """Of the database's first process, which has begun all others."""
    return int((Path(server.pgdata) / "postmaster.pid").read_text().splitlines()[0])


def rows(customers: int, today: datetime.date) -> Rows:
    """Those of the lead's table, and of each customer three contracts in their terms."""
    found = coverage_rows.rows(customers, today)
    for activity in found["activities"]:
        # Not all with one person, for whom every page would count tens of thousands that are due.
        activity["assignee_id"] = 1 + activity["id"] % coverage_rows.PEOPLE
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


def _measure(folder: Path, address: str, database: list[psutil.Process]) -> None:
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
    asked = {
        "/renewals": (auditor, RADAR, coverage_database.change),
        "/renewals?state=at_risk": (auditor, STATE, coverage_database.change),
        "/renewals.csv": (auditor, STATE, coverage_database.change),
        "/work-list": (worker, WORK_LIST, _change_person),
        "/work-list?step=&place=1": (worker, WORK_LIST, _change_field),
        "/work-list?step=": (worker, WORK_LIST, _change_customer),
    }
    with (
        serving.served(["planner", "serve"], PORT, "/healthz", environment) as server,
        _bare(address) as bare,
    ):
        work = Work([server, *database], [psutil.Process(), *database])
        for path, (cookie, wanted, change) in asked.items():
            first, again = coverage_runs.statements(app, path, cookie)
            print(f"  {path} after {change.__name__}: {first} statements, then {again}")
            print(_rounds(Run(PORT, path, cookie), wanted, bare, partial(change, app), work))


def _change_person(app: Flask) -> None:
    """Let the one who works belong somewhere else."""
    with app.app_context():
        person = db.session.get_one(Person, WORKER)
        person.unit = "A" if person.unit == "B" else "B"
        events.record("updated", person, by=None)
        db.session.commit()


def _change_field(app: Flask) -> None:
    """Leave an event of a field behind, which may matter to any rule."""
    with app.app_context():
        field = db.session.scalars(select(Field).limit(1)).one()
        events.record("updated", field, by=None, changes={"name": ["A", "B"]})
        db.session.commit()


def _change_customer(app: Flask) -> None:
    """Leave an event of one customer of the worker behind."""
    with app.app_context():
        plan = select(Member.plan_id).where(Member.person_id == WORKER).limit(1)
        customer = db.session.get_one(Plan, db.session.scalar(plan)).customer
        events.record("updated", customer, by=None, changes={"city": ["A", "B"]})
        db.session.commit()


@dataclass(frozen=True)
class Work:
    """The processes that make a page, and those that answer the bare statements."""

    of_page: list[psutil.Process]
    of_bare: list[psutil.Process]

    @staticmethod
    def of(processes: list[psutil.Process]) -> float:
        return sum(map(serving.seconds_of_work, processes))


def _rounds(
    run: Run, wanted: tuple[str, ...], bare: Any, change: Callable[[], None], work: Work
) -> str:
    """The page and the bare statements in turn, so that a slow moment hits both."""
    run.seconds()
    page = one = 0.0
    for _ in range(ROUNDS):
        change()
        before = work.of(work.of_page)
        run.seconds()
        page += work.of(work.of_page) - before
        before = work.of(work.of_bare)
        for statement in wanted:
            bare.execute(statement).fetchall()
        one += work.of(work.of_bare) - before
    page, one = page / ROUNDS * 1000, one / ROUNDS * 1000
    return f"    {page:6.0f} ms of processor, bare {one:6.0f} ms, ratio {page / one:5.2f}"


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
