"""When backups were made here, so that one can be told how long ago that was.

They are noted in the data folder and not in the database: a backup reads that and writes nothing to
it, so that it can be made of a replica and of a disk that is full.
"""

import datetime
import json
import os
from pathlib import Path

from planner import clock
from planner.backups.manifests import Manifest
from planner.private_files import make_private_folder

_FILE = "backups.jsonl"


def note_backup(folder: Path, manifest: Manifest) -> None:
    """Add a line to the file in the data folder: when it was made, and how many rows it has."""
    line = json.dumps({"made_on": clock.today().isoformat(), "rows": manifest.rows})
    make_private_folder(folder)
    opened = os.open(folder / _FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(opened, "a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def last_backup_on(folder: Path) -> datetime.date | None:
    """Its day; None where none was made with this data folder."""
    file = folder / _FILE
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return datetime.date.fromisoformat(json.loads(lines[-1])["made_on"]) if lines else None
