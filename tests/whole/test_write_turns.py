"""Of those who write to SQLite at the same time each gets its turn, and soon."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from planner import write_turns
from planner.config import Settings
from planner.database import db

pytestmark = [pytest.mark.own_database, pytest.mark.databases("sqlite")]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, lock_patience=0.05)


def test_who_waits_writes_as_soon_as_the_other_has_ended(
    app: Flask, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            other.execute("COMMIT")

    monkeypatch.setattr(write_turns, "sleep", pause)
    file = make_url(database_url).database or ""
    with app.app_context(), closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        written = db.session.connection().execute(text("DELETE FROM settings"))

        assert written.rowcount == 0
        assert pauses == [0.001, 0.001]
        assert db.session.scalar(text("PRAGMA busy_timeout")) == 50
        db.session.rollback()


def test_patience_ends_and_says_so_as_every_statement_does(app: Flask, database_url: str) -> None:
    file = make_url(database_url).database or ""
    with app.app_context(), closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="database is locked"):
            db.session.connection().execute(text("DELETE FROM settings"))
        other.execute("ROLLBACK")
        assert db.session.connection().execute(text("DELETE FROM settings")).rowcount == 0
        db.session.rollback()
