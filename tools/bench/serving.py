"""The program and the bare page, each behind the production server, as processes of their own."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

_WAIT = 30


@contextmanager
def served(
    command: list[str], port: int, path: str, environment: Mapping[str, str]
) -> Iterator[psutil.Process]:
    """Start a module as a server, wait until it answers, and stop it at the end."""
    with started([sys.executable, "-m", *command], port, path, environment) as process:
        yield process


@contextmanager
def started(
    command: list[str], port: int, path: str, environment: Mapping[str, str]
) -> Iterator[psutil.Process]:
    """The same with any command."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment, "PORT": str(port)},
        cwd=Path(__file__).parents[2],
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(_WAIT)


def memory(process: psutil.Process) -> float:
    """What a process and all its children hold for themselves, in MB."""
    everybody = [process, *process.children(recursive=True)]
    return float(sum(one.memory_full_info().uss for one in everybody)) / 1e6


def seconds_of_work(process: psutil.Process) -> float:
    """How long a process and all its children have kept a processor busy so far."""
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return float(sum(one.user + one.system for one in times))


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _WAIT
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with status {process.returncode}.")
        try:
            urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"Nothing answers at {address}.")
