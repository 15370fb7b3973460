"""The secret of a backup, which becomes that of the program when the rows are there."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.backups import BackupRefused


@contextmanager
def written_beside(path: Path, secret: str) -> Iterator[Callable[[], None]]:
    """Write the secret beside `path`; what is yielded lets it take the place of what is there.

    So a full disk is noticed before anything else was changed. Only its owner can read it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(".part", f".{path.name}.", path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(secret)
            file.flush()
            os.fsync(handle)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be written: {error.strerror}.") from error
    try:
        yield lambda: _replace(beside, path)
    finally:
        Path(beside).unlink(missing_ok=True)


def _replace(beside: str, path: Path) -> None:
    Path(beside).replace(path)
