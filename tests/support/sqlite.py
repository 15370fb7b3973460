"""New SQLite databases that are already migrated."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support import run
from tests.support.migrations import migrate


def _make_template() -> str:
    file = run.folder() / "migrated.sqlite"
    file.unlink(missing_ok=True)
    migrate(f"sqlite:///{file}")
    # Only the one file is copied, so nothing may be left in the journal beside it.
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return str(file)


def empty_database(folder: Path) -> str:
    """The address of a database in this folder without any tables."""
    return f"sqlite:///{folder / 'planner.sqlite'}"


def migrated_database(folder: Path) -> str:
    """The address of a new database in this folder with all tables and no rows."""
    shutil.copyfile(run.once("sqlite-template", _make_template), folder / "planner.sqlite")
    return empty_database(folder)
