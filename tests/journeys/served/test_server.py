"""The production server: starting, stopping, starting again, and replacing what dies."""

import os
import signal
import sqlite3
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from tests.support.databases import sqlite
from tests.support.never_ending import BEGUN, NEVER_MADE
from tests.support.production import environment_of, forked, get, running, started, wait_until

IMPATIENT = 5


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """With the thread that works by the clock, as people have it."""
    database = sqlite.migrated_database(tmp_path)
    return environment_of(database, tmp_path / "data", PLANNER_CLOCKWORK="on")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_it_stops_when_it_is_told_to_and_starts_again_on_the_same_port(
    environment: dict[str, str], how: signal.Signals
) -> None:
    port = None
    for begin in (running, forked):
        with begin(environment, port=port) as server:
            port = server.port
            status, text = get(port, "/sign-in")
            assert (status, "Sign in" in text) == (200, True)
            idle = HTTPConnection("127.0.0.1", port)  # a browser that keeps its connection open
            idle.request("GET", "/healthz")
            idle.getresponse().read()
            family = [server.process.pid, *(worker.pid for worker in server.workers)]
            assert len(family) > 2
            assert server.stop(how) == 0
            assert [pid for pid in family if psutil.pid_exists(pid)] == []
            assert get(port, "/healthz") == (0, "")
            idle.close()
            assert server.output == f"Serving on {server.address}\n"


def test_it_stops_at_once_while_its_processes_are_still_starting(
    environment: dict[str, str],
) -> None:
    with started(environment) as server:
        wait_until(lambda: bool(server.workers), lambda: server.output)
        family = [server.process.pid, *(worker.pid for worker in server.workers)]
        assert server.stop() == 0
        assert [pid for pid in family if psutil.pid_exists(pid)] == []
        assert server.output == f"Serving on {server.address}\n"


def test_it_stops_although_it_is_told_so_in_the_moment_before_it_serves(
    environment: dict[str, str],
) -> None:
    command = (sys.executable, "-m", "tests.support.told_early")
    with started(environment, command=command) as server:
        assert server.wait() == 0
        assert server.output == ""


def test_an_interrupt_from_the_terminal_reaches_all_its_processes_and_stops_them(
    environment: dict[str, str],
) -> None:
    with running(environment, own_group=True) as server:
        for _key in range(IMPATIENT):
            os.killpg(server.process.pid, signal.SIGINT)
        assert server.wait() == 0
        assert server.output == f"Serving on {server.address}\n"


def test_it_stops_although_a_page_is_never_made_and_says_where_that_hung(
    environment: dict[str, str],
) -> None:
    command = (sys.executable, "-m", "tests.support.never_ending")
    with started(environment, command=command) as server:
        server.wait_until_ready()
        browser = HTTPConnection("127.0.0.1", server.port)
        browser.request("GET", NEVER_MADE)
        wait_until(lambda: BEGUN in server.output, lambda: server.output)
        assert server.stop() == 0
        assert "never_ending.py" in server.output
        browser.close()


def test_a_process_that_dies_is_replaced(environment: dict[str, str]) -> None:
    with forked(environment) as server:
        before = {worker.pid for worker in server.workers}
        killed = min(before)
        os.kill(killed, signal.SIGKILL)

        def is_replaced() -> bool:
            workers = {worker.pid for worker in server.workers}
            return killed not in workers and len(workers) == len(before)

        wait_until(is_replaced, lambda: f"Nobody took its place: {server.output}")
        server.wait_until_ready()
        assert server.stop() == 0


def test_it_does_not_start_before_the_migrations_are_made(tmp_path: Path) -> None:
    address = sqlite.empty_database(tmp_path)
    with started(environment_of(address, tmp_path / "data")) as server:
        assert server.wait() == 1
        assert server.output == (
            "Error: The database is not up to date. Run `planner database upgrade` first.\n"
        )
    with closing(sqlite3.connect(tmp_path / "planner.sqlite")) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_wrong_setting_is_named(environment: dict[str, str]) -> None:
    with started({**environment, "PLANNER_WORKERS": "many"}) as server:
        assert server.wait() == 1
        assert "PLANNER_WORKERS: write a whole number from 1 up, not 'many'." in server.output
        assert "Traceback" not in server.output


def test_a_second_server_on_a_taken_port_is_refused_and_takes_no_connection(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = sqlite.migrated_database(tmp_path / "other")
    with forked(environment) as server:
        second = environment_of(other, tmp_path / "other")
        with started(second, port=server.port) as refused:
            assert refused.wait() == 1
            assert refused.output.startswith(f"Error: PORT: {server.address} is in use")
            assert "Traceback" not in refused.output
        # Whoever is killed leaves nobody behind who answers in its place, and the port is free.
        family = server.workers
        server.process.kill()
        server.process.wait()
        wait_until(
            lambda: not any(worker.is_running() for worker in family), lambda: "They serve on."
        )
        with forked(environment, port=server.port) as again:
            assert again.stop() == 0


def test_an_address_of_ipv6_is_said_as_browsers_read_it(environment: dict[str, str]) -> None:
    with started({**environment, "HOST": "::1"}) as server:
        wait_until(lambda: "Serving" in server.output, lambda: server.output)
        assert server.output == f"Serving on http://[::1]:{server.port}\n"
