"""The data folder and the files in it, as they lie there before the program opens them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from planner.cli.doctor.diagnosis import Diagnosis, failure, ok, warning

_OTHERS = 0o077
_MEGABYTE = 1024 * 1024
_LITTLE, _TOO_LITTLE = 1024, 100
"""Megabytes: a day of many imports takes hundreds, and a database that cannot write stops all."""


def can_be_used(folder: Path) -> bool:
    """Whether who runs this may read and write there; a folder that is not there is not needed."""
    return not folder.is_dir() or os.access(folder, os.R_OK | os.W_OK | os.X_OK)


def rights_of_files(folder: Path, *kept: Path) -> Diagnosis:
    """Whether the program can read what is kept there, and nobody else can."""
    if not can_be_used(folder):
        return failure(
            "files",
            f"{folder} cannot be written by who runs this.",
            "Let the doctor and the server run as the owner of the data folder.",
        )
    open_to_others = [str(path) for path in kept if path.exists() and path.stat().st_mode & _OTHERS]
    if open_to_others:
        return failure(
            "files",
            f"Others on this machine can read {' and '.join(open_to_others)}.",
            f"Run: chmod 600 {' '.join(map(quote, open_to_others))}",
        )
    return ok("files", f"Nobody else reads what is kept in {folder}.")


def room(*folders: Path) -> Iterator[Diagnosis]:
    """What is free on the disks of these folders, of each once."""
    for folder in {path.stat().st_dev: path for path in folders}.values():
        free = shutil.disk_usage(folder).free // _MEGABYTE
        found = f"{free:,} MB are free for {folder}."
        advice = "Make room, or move the data folder to a larger disk."
        if free < _TOO_LITTLE:
            yield failure("disk", found, advice)
        elif free < _LITTLE:
            yield warning("disk", found, advice)
        else:
            yield ok("disk", found)
