"""Runs of the mass rating: the rows alone, each part alone, the whole command."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psutil
from flask import Flask
from sqlalchemy import event, func, select

from planner import clock, create_app
from planner.cli.database import upgrade_to_head
from planner.cli.rate import as_json_line
from planner.config import Settings
from planner.database import db, only_reading
from planner.models import Activity, Entry, Goal, Plan
from planner.queries import facts
from planner.rating import rate
from tools.bench import filling, serving

_START = "from planner import create_app; create_app()"
_BETWEEN = 0.05  # seconds from one look at the memory to the next


@dataclass
class Measured:
    """Seconds for all plans; `memory` in MB."""

    plans: int = 0
    rows_alone: float = 0
    facts: float = 0
    rules: float = 0
    writing: float = 0
    start: float = 0
    command: float = 0
    memory: float = 0
    processes: int = 0


def filled(address: str, plans: int) -> Flask:
    """An application on a new database with so many plans."""
    folder = Path(tempfile.gettempdir())
    app = create_app(Settings(address, folder, secret_key="bench"))  # noqa: S106 - signs nothing
    with app.app_context():
        upgrade_to_head()
        filling.fill(db.engine, plans, clock.today())
        db.session.remove()
    return app


def measure(app: Flask, address: str) -> Measured:
    """The rows right before the command, so that a slow moment of the machine hits both."""
    measured = Measured()
    with app.app_context(), only_reading():
        statements = _rate_by_parts(measured, clock.today())
        _fetch(statements, measured)
        db.session.remove()
        db.engine.dispose()
    _run_command(address, measured)
    return measured


def _rate_by_parts(measured: Measured, day: date) -> list[tuple[str, Any]]:
    """Rate in this process, part after part; the statements that were made."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        statements.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    reading = facts.ReadingRanges()
    for first, last in facts.ranges():
        times = [time.perf_counter()]
        plans = list(reading.facts(first, last))
        times.append(time.perf_counter())
        ratings = [rate(plan, day) for plan in plans]
        times.append(time.perf_counter())
        "\n".join(as_json_line(rating) for rating in ratings)
        times.append(time.perf_counter())
        measured.plans += len(plans)
        measured.facts += times[1] - times[0]
        measured.rules += times[2] - times[1]
        measured.writing += times[3] - times[2]
    event.remove(db.engine, "before_cursor_execute", note)
    return statements


def items(app: Flask) -> dict[str, int]:
    """How many there are of what makes a plan large."""
    with app.app_context(), only_reading(), db.engine.connect() as connection:
        return {
            model.__tablename__: connection.scalar(select(func.count(model.id))) or 0
            for model in (Plan, Goal, Activity, Entry)
        }


def _fetch(statements: list[tuple[str, Any]], measured: Measured) -> None:
    """The same statements through the driver, with nothing made of the rows."""
    connection = db.engine.raw_connection()
    try:
        start = time.perf_counter()
        for statement, values in statements:
            cursor = connection.cursor()
            cursor.execute(statement, values)
            if cursor.description:
                cursor.fetchall()
            cursor.close()
        measured.rows_alone = time.perf_counter() - start
    finally:
        connection.rollback()
        connection.close()


def _run_command(address: str, measured: Measured) -> None:
    command = [str(Path(sys.executable).with_name("planner")), "rate"]
    environment = {**os.environ, "DATABASE_URL": address, "SECRET_KEY": "bench"}
    with tempfile.TemporaryDirectory() as folder:
        environment["PLANNER_DATA"] = folder
        measured.start = _time_of([sys.executable, "-c", _START], environment)
        start = time.perf_counter()
        with subprocess.Popen(
            [*command, "--all", "--json"], env=environment, stdout=subprocess.DEVNULL
        ) as process:
            _watch_memory(psutil.Process(process.pid), process, measured)
        measured.command = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"The command ended with status {process.returncode}.")


def _time_of(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _watch_memory(
    watched: psutil.Process, process: "subprocess.Popen[bytes]", measured: Measured
) -> None:
    """The most that the command and its processes held for themselves at any time."""
    while process.poll() is None:
        try:
            measured.memory = max(measured.memory, serving.memory(watched))
            measured.processes = max(measured.processes, 1 + len(watched.children()))
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            pass  # it ended between two looks
        try:
            process.wait(_BETWEEN)
        except subprocess.TimeoutExpired:
            continue
