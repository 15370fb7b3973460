"""Runs of the mass rating: the rows alone, each part alone, the whole command."""

import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event, func, select

from planner import clock, create_app
from planner.cli.cycles import seldom_looking_for_cycles
from planner.cli.database import upgrade_to_head
from planner.cli.rating_text import as_json_line
from planner.config import Settings
from planner.database import db, only_reading
from planner.models import Activity, Entry, Goal, Plan
from planner.queries.maturity import facts
from planner.rating import rate
from tools.bench import command_runs, filling


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
    with app.app_context(), only_reading(), seldom_looking_for_cycles():
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
    arguments = ("rate", "--all", "--json")
    measured.start = command_runs.seconds_to_start(address)
    measured.command = command_runs.seconds(address, *arguments)
    measured.memory, measured.processes = command_runs.memory(address, *arguments)


def nights(address: str) -> tuple[float, float, float]:
    """Seconds of the first night, which stores every rating, and of one that changes none.

    The third is the most memory that the second of them held, in MB.
    """
    first = command_runs.seconds(address, "nightly")
    second = command_runs.seconds(address, "nightly")
    return first, second, command_runs.memory(address, "nightly")[0]
