"""How often each token has asked, counted over all processes of a server.

They share a small file of places, of which one is a token's for as long as it is counted. What was
counted is worth nothing after a minute, so that nobody minds when the file is lost.
"""

import fcntl
import mmap
import os
import struct
import time
from pathlib import Path
from threading import Lock
from typing import Final

from planner.private_files import make_private_folder

_PLACE: Final = struct.Struct("=QdQ")
"""The token's number, when its time began, and how often it has asked since."""
_PLACES: Final = 8192
_LOOKED_AT: Final = 32
_SIZE: Final = _PLACE.size * _PLACES
_BITS: Final = (1 << 63) - 1


class Rates:
    """The counts of this server; the file is made when somebody is counted first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._path: Path | None = None
        self._file = -1
        self._memory: mmap.mmap | None = None

    def count(self, path: Path, digest: str, seconds: int) -> tuple[int, int]:
        """How often with this request, and in how many seconds it is counted anew. `path` is that
        of the file, `digest` the token's, in hexadecimal digits."""
        number, now = int(digest[:16], 16) & _BITS, time.monotonic()
        with self._lock:
            memory = self._opened(path)
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                return _count(memory, number, now, seconds)
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _opened(self, path: Path) -> mmap.mmap:
        if self._memory is None or self._path != path:
            self._close()
            make_private_folder(path.parent)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            if os.fstat(self._file).st_size < _SIZE:
                os.ftruncate(self._file, _SIZE)
            self._memory, self._path = mmap.mmap(self._file, _SIZE), path
        return self._memory

    def _close(self) -> None:
        if self._memory is not None:
            self._memory.close()
            os.close(self._file)
            self._memory = None

    def __del__(self) -> None:
        self._close()


def _count(memory: mmap.mmap, number: int, now: float, seconds: int) -> tuple[int, int]:
    offset, began, asked = _place_of(memory, number, now, seconds)
    _PLACE.pack_into(memory, offset, number, began, asked + 1)
    return asked + 1, max(1, int(began + seconds - now))


def _place_of(memory: mmap.mmap, number: int, now: float, seconds: int) -> tuple[int, float, int]:
    """Its own place, else the one nearby that was begun the longest ago."""
    oldest, when = 0, float("inf")
    for step in range(_LOOKED_AT):
        offset = (number + step) % _PLACES * _PLACE.size
        owner, began, asked = _PLACE.unpack_from(memory, offset)
        is_over = began > now or began + seconds <= now  # or of before the machine was started
        if owner == number:
            return (offset, now, 0) if is_over else (offset, began, asked)
        if (since := 0.0 if is_over else began) < when:
            oldest, when = offset, since
    return oldest, now, 0
