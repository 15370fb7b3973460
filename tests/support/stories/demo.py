"""The demo story, told already in databases of their own, as the command loads it on one day.

A day of its own, so that what is seen does not change from one day to the next; that the story can
be told on any day is tested where it is loaded.
"""

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

from planner.config import Settings
from tests.support import run
from tests.support.databases import sqlite

DAY = datetime.date(2026, 11, 30)


def demo_settings(folder: Path) -> Settings:
    """Those of an application on a new SQLite database in this folder with the demo story in it."""
    shutil.copyfile(run.once("sqlite-demo", _make_template), folder / "planner.sqlite")
    return settings_on_its_day(folder)


def settings_on_its_day(folder: Path) -> Settings:
    """Those of an application on the SQLite database in this folder, on the day of the story."""
    database_url = sqlite.empty_database(folder)
    return Settings(database_url, folder / "data", "only for tests", testing=True, today=DAY)


def _make_template() -> str:
    folder = run.folder() / "demo"
    folder.mkdir(exist_ok=True)
    database_url = sqlite.migrated_database(folder)
    subprocess.run(
        [Path(sys.executable).with_name("planner"), "demo", "load"],
        env={
            **os.environ,
            "DATABASE_URL": database_url,
            "PLANNER_DATA": str(folder),
            "PLANNER_TODAY": DAY.isoformat(),
        },
        capture_output=True,
        check=True,
    )
    # The last connection that closes empties the journal, so that one file is all there is.
    return str(folder / "planner.sqlite")
