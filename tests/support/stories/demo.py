"""Databases in which the demo story is told already, as the command loads it today."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import run
from tests.support.databases import sqlite


def demo_database(folder: Path) -> str:
    """The address of a new SQLite database in this folder with the demo story in it."""
    shutil.copyfile(run.once("sqlite-demo", _make_template), folder / "planner.sqlite")
    return sqlite.empty_database(folder)


def _make_template() -> str:
    folder = run.folder() / "demo"
    folder.mkdir(exist_ok=True)
    database_url = sqlite.migrated_database(folder)
    subprocess.run(
        [Path(sys.executable).with_name("planner"), "demo", "load"],
        env={**os.environ, "DATABASE_URL": database_url, "PLANNER_DATA": str(folder)},
        capture_output=True,
        check=True,
    )
    # The last connection that closes empties the journal, so that one file is all there is.
    return str(folder / "planner.sqlite")
