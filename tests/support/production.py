"""The production server, `planner serve`: as people start it, or forked for those who use it."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Protocol

import psutil

from planner.places import PACKAGE
from tests.support import run
from tests.support.fork_server import STATUS

PLANNER = Path(sys.executable).with_name("planner")
PATIENCE = 300.0  # seconds: the machine may be busy, or stand still for a while


class Process(Protocol):
    """A process that was started here, or forked for us."""

    pid: int

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, sig: int) -> None: ...
    def kill(self) -> None: ...


class Server:
    """A started server; what it prints is kept in a file."""

    def __init__(self, process: Process, port: int, output: Path) -> None:
        self.process = process
        self.port = port
        self._output = output

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        """What it has printed so far, on both streams."""
        return self._output.read_text(encoding="utf-8")

    @property
    def workers(self) -> list[psutil.Process]:
        """The processes that answer; none when it is gone, which may have been a moment ago."""
        try:
            children = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []
        return [child for child in children if "resource_tracker" not in " ".join(_words(child))]

    def wait_until_ready(self) -> None:
        wait_until(self.is_ready, lambda: f"It never got ready: {self.output}")

    def is_ready(self) -> bool:
        """Whether it answers; fails when it has ended instead."""
        assert self.process.poll() is None, f"It ended: {self.output}"
        return get(self.port, "/healthz") == (200, "ready\n")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop, as a terminal or a service manager does; its exit status."""
        self.process.send_signal(how)
        return self.wait()

    def wait(self) -> int:
        """Its exit status, once it has ended."""
        return self.process.wait(timeout=PATIENCE)

    def end(self) -> None:
        """Leave nothing behind, however the test went."""
        if self.process.poll() is None:
            workers = self.workers
            self.process.kill()
            for worker in workers:
                worker.kill()
            self.process.wait()


@contextmanager
def started(
    environment: Mapping[str, str],
    *,
    port: int | None = None,
    own_group: bool = False,
    command: tuple[str | Path, ...] = (PLANNER, "serve"),
) -> Iterator[Server]:
    """A server that may not be ready yet, or may have refused to start.

    In a group of its own it is alone with its processes, as a terminal starts it.
    """
    port = port or free_port()
    settings = {**os.environ, "PORT": str(port), **environment}
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "output").open("wb") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=own_group,
        )
        server = Server(process, port, Path(output.name))
        try:
            yield server
        finally:
            server.end()


@contextmanager
def running(
    environment: Mapping[str, str], *, port: int | None = None, own_group: bool = False
) -> Iterator[Server]:
    """A server that answers, started as people start it."""
    with started(environment, port=port, own_group=own_group) as server:
        server.wait_until_ready()
        yield server


@contextmanager
def forked(environment: Mapping[str, str], *, port: int | None = None) -> Iterator[Server]:
    """A server that answers, for tests of what it does then: to load the program takes longer than
    most of them, so it is loaded once for all that are forked."""
    port = port or free_port()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        output.touch()
        process = _Forked({**os.environ, "PORT": str(port), **environment}, output)
        server = Server(process, port, output)
        try:
            server.wait_until_ready()
            yield server
        finally:
            server.end()


class _Forked:
    """The first process of a server that `tests.support.fork_server` has forked."""

    def __init__(self, environment: Mapping[str, str], output: Path) -> None:
        self._status = output.with_name(output.name + STATUS)
        with socket.socket(socket.AF_UNIX) as forks:
            forks.connect(_fork_server())
            with forks.makefile("rw", encoding="utf-8") as said:
                said.write(json.dumps({"environment": environment, "output": str(output)}) + "\n")
                said.flush()
                self.pid = int(said.readline())

    def poll(self) -> int | None:
        return int(self._status.read_text()) if self._status.exists() else None

    def wait(self, timeout: float | None = None) -> int:
        wait_until(lambda: self.poll() is not None, lambda: f"{self.pid} has not ended.")
        # Its status is written down just before the process is gone.
        wait_until(lambda: not psutil.pid_exists(self.pid), lambda: f"{self.pid} is still there.")
        status = self.poll()
        assert status is not None
        return status

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


@cache
def _fork_server() -> str:
    """Where the one of this run is asked."""
    return run.once("fork-server", _start_fork_server)


def _start_fork_server() -> str:
    address = str(run.folder() / "forks")
    with socket.socket(socket.AF_UNIX) as listens:
        listens.bind(address)
        listens.listen()
        forks = subprocess.Popen(
            [sys.executable, "-m", "tests.support.fork_server", str(listens.fileno())],
            cwd=PACKAGE.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[listens.fileno()],
            start_new_session=True,
        )
    forks.returncode = 0  # it outlives this process, and ends with the run
    return address


def environment_of(database_url: str, data_folder: Path, **more: str) -> dict[str, str]:
    """The settings of a server on this database, in which nothing goes on by itself."""
    settings = {"DATABASE_URL": database_url, "PLANNER_DATA": str(data_folder)}
    return settings | {"PLANNER_CLOCKWORK": "off"} | more


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> tuple[int, str]:
    """Status and text of an answer; (0, "") when nobody answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, HTTPException):
        return 0, ""
    finally:
        connection.close()


def wait_until(holds: Callable[[], bool], why_not: Callable[[], str]) -> None:
    """Look again and again, for a bounded time."""
    last = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < last, why_not()
        time.sleep(0.02)


def _words(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
