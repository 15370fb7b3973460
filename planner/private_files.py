"""Files that others who have an account on the machine have no business with."""

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

_OWNER = 0o600
_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite writes: the database, and what lies beside it while it is used."""


def make_private_folder(folder: Path) -> None:
    """A folder of our own; one that is there stays as it is, for it may be somebody else's."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)


def keep_database_private(url: "URL") -> None:
    """Let nobody else read SQLite's file. It must be so before the first row is written: what lies
    beside it gets its rights."""
    path = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or not url.database or not path.parent.is_dir():
        return
    with contextlib.suppress(FileExistsError, PermissionError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER))
    for end in _BESIDE:
        keep_private(path.with_name(path.name + end))


def keep_private(path: Path) -> None:
    """Take the rights of others away, as far as the file is ours and there."""
    with contextlib.suppress(FileNotFoundError, PermissionError):
        if path.stat().st_mode & 0o077:
            path.chmod(_OWNER)
