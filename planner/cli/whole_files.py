"""Puts a plan file in its place when all of it is there."""

import json
import os
from pathlib import Path

from planner.planfiles.checks.parsing import Document


def write_whole(path: Path, document: Document) -> None:
    """Write a plan file; raise OSError, and leave what was there, where that cannot be."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write(f"{json.dumps(document, ensure_ascii=False, indent=2)}\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
