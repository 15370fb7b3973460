"""Print the Python that the virtual environment is made with: the first one on the PATH, unless
another one there is much faster.

A Python that was compiled without its own measurements (`--enable-optimizations`), as version
managers do, takes a third longer for everything than the system's.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

MEASURE = Path(__file__).with_name("how_fast.py")
NAMES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python")
MUCH_FASTER = 0.85
"""What it may take of the time of the first one, or it is not worth a surprise."""
PATIENCE = 60  # seconds


def found_on(path: str) -> Iterator[Path]:
    """Each Python on this PATH once, but for the one that is to be made."""
    known = {(MEASURE.parent.parent / ".venv" / "bin").resolve()}
    for folder in path.split(os.pathsep):
        for python in (Path(folder or ".") / name for name in NAMES):
            if python.parent.resolve() in known or not os.access(python, os.X_OK):
                continue
            if (real := python.resolve()) not in known:
                known.add(real)
                yield python


def seconds(python: Path) -> float | None:
    """What the measured work takes it; None where it cannot be used."""
    try:
        told = subprocess.run(
            [python, "-I", MEASURE], capture_output=True, check=True, timeout=PATIENCE, text=True
        )
        return float(told.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def chosen(path: str) -> Path | None:
    """The Python to use; None where there is none."""
    taken = {python: time for python in found_on(path) if (time := seconds(python)) is not None}
    if not taken:
        return None
    first, fastest = next(iter(taken)), min(taken, key=lambda python: taken[python])
    return fastest if taken[fastest] < taken[first] * MUCH_FASTER else first


if __name__ == "__main__":
    python = chosen(os.environ.get("PATH", ""))
    print(python or sys.executable)
