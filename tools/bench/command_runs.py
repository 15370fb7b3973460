"""Runs of the command `planner` on a database: how long one takes, and how much memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tools.bench import serving

_PLANNER = str(Path(sys.executable).with_name("planner"))
# What comes before the first plan is rated.
_START = "from planner.cli.rate_all import loader; loader(with_pages=False).load_app()"
_BETWEEN = 0.05  # seconds from one look at the memory to the next


def seconds_to_start(address: str) -> float:
    """How long the imports and the application of the mass rating take."""
    return _seconds(address, sys.executable, "-c", _START)


def seconds(address: str, *arguments: str) -> float:
    """How long the command takes with these arguments; nobody looks at its memory meanwhile."""
    return _seconds(address, _PLANNER, *arguments)


def _seconds(address: str, *command: str) -> float:
    start = time.perf_counter()
    with _started(address, *command) as process:
        process.wait()
        return time.perf_counter() - start


def memory(address: str, *arguments: str) -> tuple[float, int]:
    """The most MB that the command and its processes hold for themselves, and how many they are."""
    most, processes = 0.0, 0
    with _started(address, _PLANNER, *arguments) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                most = max(most, serving.memory(watched))
                processes = max(processes, 1 + len(watched.children()))
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                pass  # it ended between two looks
            time.sleep(_BETWEEN)
    return most, processes


@contextmanager
def _started(address: str, *command: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The command on the database with this address; raises RuntimeError if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "SECRET_KEY": "bench",
            "PLANNER_DATA": folder,
        }
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
            yield process
    if process.returncode:
        raise RuntimeError(f"The command ended with status {process.returncode}.")
