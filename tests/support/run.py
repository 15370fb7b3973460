"""What all processes of one test run share: a folder, and a sign of life that ends with the run."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from planner.places import PACKAGE

FOLDER = "PLANNER_TEST_RUN"
ALIVE = "alive"
# A process that must go when the run ends leaves this behind, and clears the folder itself.
KEPT = "kept"


class Run:
    """The first process of a test run opens this; the others find its folder in the environment."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="planner-tests-"))
        os.mkfifo(self.folder / ALIVE)
        # Whoever reads from the pipe sees its end when this process ends, however it ends.
        self._sign_of_life = os.open(self.folder / ALIVE, os.O_RDWR)
        os.environ[FOLDER] = str(self.folder)

    def end(self) -> None:
        """Let go of everything that was started for this run."""
        os.close(self._sign_of_life)
        if not (self.folder / KEPT).exists():
            shutil.rmtree(self.folder, ignore_errors=True)


def folder() -> Path:
    """The folder that all processes of this run share."""
    return Path(os.environ[FOLDER])


def once(name: str, make: Callable[[], str]) -> str:
    """What `make` returned to the first process of this run that asked for `name`; others wait."""
    answer = folder() / f"{name}.once"
    with (folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not answer.exists():
            answer.write_text(make())
    return answer.read_text()


def kept(name: str, made_from: Iterable[Path]) -> Path:
    """The folder of what later runs use again, for as long as what it was made from stays as it is.

    It lies in the folder that pytest keeps such things in, and may be deleted at any time.
    """
    seen = hashlib.sha256()
    for file in sorted(made_from):
        seen.update(file.read_bytes())
    place = PACKAGE.parent / ".pytest_cache" / "made" / f"{name}-{seen.hexdigest()[:16]}"
    place.mkdir(parents=True, exist_ok=True)
    return place


def sign_of_life(of: Path) -> int:
    """A pipe that can be read from, or is at its end, when the run of this folder is over."""
    return os.open(of / ALIVE, os.O_RDONLY | os.O_NONBLOCK)  # opening must not wait for a run gone


def wait_for_the_end(of: Path) -> None:
    """Return when the run that this folder belongs to has ended."""
    pipe = sign_of_life(of)
    os.set_blocking(pipe, True)
    os.read(pipe, 1)
    os.close(pipe)
