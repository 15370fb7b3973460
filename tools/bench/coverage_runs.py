"""Asking a server for a page: how long until the first byte, and what the database is asked."""

import http.client
import time
from typing import Any

from flask import Flask
from sqlalchemy import event

from planner.database import db


class Run:
    """One browser that keeps its connection."""

    def __init__(self, port: int, path: str, cookie: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._path = path
        self._headers = {"Cookie": cookie}

    def seconds(self) -> float:
        """Until the first byte of the page."""
        start = time.perf_counter()
        self._connection.request("GET", self._path, headers=self._headers)
        reply = self._connection.getresponse()
        reply.read(1)
        found = time.perf_counter() - start
        reply.read()
        if reply.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{self._path} answered with {reply.status}.")
        return found


def statements(app: Flask, path: str, cookie: str) -> tuple[int, int]:
    """How many there are for the page, and for the same page right after it."""
    found: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            found.append(statement)

    client = app.test_client(use_cookies=False)
    with app.app_context():
        engine = db.engine
    app.extensions["cache"].entries.clear()
    event.listen(engine, "before_cursor_execute", note)
    client.get(path, headers={"Cookie": cookie})
    first = len(found)
    client.get(path, headers={"Cookie": cookie})
    event.remove(engine, "before_cursor_execute", note)
    return first, len(found) - first
