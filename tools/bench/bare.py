"""The baselines: Flask pages that make one statement and send as many bytes as the real one."""

import hashlib
import os
import sqlite3
import threading

from flask import Flask, abort, request, session

app = Flask(__name__)
app.secret_key = os.environ.get("SECRET_KEY", "bench")
# The server goes by the kind of database.
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
_BODY = "x" * int(os.environ.get("BENCH_BYTES", "1000"))
_kept = threading.local()


@app.get("/page")
def show() -> str:
    _connection().execute("SELECT name FROM customers LIMIT 1").fetchone()
    return _BODY


@app.get("/signed-in")
def show_signed_in() -> str:
    """The same for who is signed in and on a plan, as every page of the program asks."""
    digest = hashlib.sha256(session["token"].encode()).hexdigest()
    person = (
        _connection()
        .execute(
            "SELECT people.id, people.name, people.role FROM sessions"
            " JOIN people ON people.id = sessions.person_id"
            " WHERE token_digest = ? AND people.is_active",
            (digest,),
        )
        .fetchone()
    )
    if person is None or not _is_on_a_plan(person[0]):
        abort(404)
    return show()


@app.post("/entries")
def create() -> tuple[str, int]:
    """One row with what is sent, for who reads what it says."""
    connection = _connection()
    connection.execute("CREATE TABLE IF NOT EXISTS bare_entries (summary TEXT)")
    said = request.get_json()["summary"]
    connection.execute("INSERT INTO bare_entries VALUES (?)", (said,))
    connection.commit()
    return _BODY, 201


def _is_on_a_plan(person_id: int) -> bool:
    found = _connection().execute(
        "SELECT 1 FROM members WHERE person_id = ? AND left_on IS NULL LIMIT 1", (person_id,)
    )
    return found.fetchone() is not None


def _connection() -> sqlite3.Connection:
    connection: sqlite3.Connection | None = getattr(_kept, "connection", None)
    if connection is None:
        connection = _kept.connection = sqlite3.connect(os.environ["BENCH_DATABASE"])
    return connection
