"""Lets one import at a time be tried, written or undone, whichever process does it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from planner.database import db
from planner.private_files import make_private_folder

_TURN = 7_301_944
"""Any number that nothing else locks with."""


@contextmanager
def taking_turn(place: Path) -> Iterator[bool]:
    """Whether it is ours to work now. The system lets go of it when the process ends, however."""
    make_private_folder(place)
    handle = os.open(place / ".turn", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def wait_for_others() -> None:
    """Until the end of this transaction no other machine writes an import, nor does the command
    line. SQLite has one writer as it is."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(_TURN)))
