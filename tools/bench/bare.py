"""The baseline: a Flask page that makes one statement and sends as many bytes as the real one."""

import os
import sqlite3
import threading

from flask import Flask

app = Flask(__name__)
_BODY = "x" * int(os.environ.get("BENCH_BYTES", "1000"))
_kept = threading.local()


@app.get("/page")
def show() -> str:
    connection = getattr(_kept, "connection", None)
    if connection is None:
        path = os.environ["BENCH_DATABASE"]
        connection = _kept.connection = sqlite3.connect(path)
    connection.execute("SELECT name FROM customers LIMIT 1").fetchone()
    return _BODY
