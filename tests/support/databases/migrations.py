"""Making the tables of a database through the command that people use."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from planner.places import PACKAGE


def migrate(database_url: str) -> None:
    """Bring the database at this address to the newest migration."""
    with tempfile.TemporaryDirectory() as data_folder:
        done = subprocess.run(
            [Path(sys.executable).with_name("planner"), "database", "upgrade"],
            env={**os.environ, "DATABASE_URL": database_url, "PLANNER_DATA": data_folder},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"The migrations failed:\n{done.stdout}{done.stderr}")


def migrations() -> Iterator[Path]:
    """The files that decide what the tables are like."""
    yield from (PACKAGE.parent / "migrations").rglob("*.py")
    yield from (PACKAGE / "models").rglob("*.py")
    yield PACKAGE / "database.py"
