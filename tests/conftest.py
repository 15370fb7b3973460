"""What every test can ask for: databases of both kinds, the application, a server, a browser.

Whatever asks for a database runs on the kinds that its marker `databases` names; without one on
both, if it lies in a folder of ON_BOTH, and else on SQLite: those are the tests of pages. The tests
of one process share one database of each kind, which is emptied after each test, and one
application on it, in which is put back what a test changes. A test that changes more than rows, or
whose database others connect to, has its own, by the marker `own_database` or by asking for a
server. `tests/whole/test_both_databases.py` opens every page and makes every change on both kinds.
"""

import datetime
import gc
import os
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings as hypothesis_settings
from playwright.sync_api import Browser, Page

from planner.config import Settings
from tests.support import compiled, hashes, network
from tests.support.applications import own_application, shared_application
from tests.support.browsers.browser import Windows, started_browser
from tests.support.databases import changes_made, postgres, sqlite
from tests.support.run import Run
from tests.support.serving import served

pytest_plugins = ["tests.support.fixtures", "tests.support.live"]

TESTS = Path(__file__).parent
DATABASES = ("sqlite", "postgresql")
TODAY = datetime.date(2026, 6, 15)
LONG = {"access", "journeys", "whole"}
# Where the kind of database matters to each test. Elsewhere, on pages, it matters to those that
# search, sort, turn pages, delete, merge or meet others, which name both.
ON_BOTH = {
    *("access", "actions", "cli", "exports", "imports", "jobs", "journeys"),
    *("live", "models", "planfiles", "queries", "seeds", "whole"),
}
# Other threads and processes use the database too, and may still do so when the test has ended.
CONNECT = {"address", "server"}
COLLECT_AFTER = 200_000
"""New objects. To look for rings of them as often as the server does took four times as long, and
found next to none: most goes when nobody refers to it."""

RUN = pytest.StashKey[Run]()
MISSING = pytest.StashKey[list[str]]()
NUMBERS = count(1)


def pytest_configure(config: pytest.Config) -> None:
    network.forbid()
    gc.disable()  # until all is loaded, of which nothing goes
    # No test depends on how long something takes.
    hypothesis_settings.register_profile(
        "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    hypothesis_settings.load_profile("unhurried")
    compiled.prepare()
    hashes.prepare()
    if not hasattr(config, "workerinput"):  # the workers of pytest-xdist join the run of the first
        config.stash[RUN] = Run()


def pytest_xdist_auto_num_workers() -> int:
    """Two for each core, since a journey waits for its server and its browser."""
    return 2 * (os.cpu_count() or 1)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail where a change was made on one kind of database only."""
    workers = getattr(session.config, "workerinput", {})
    changes_made.write_down(workers.get("workerid", "first"))
    if not workers and changes_made.is_run_of_all(session) and (missing := changes_made.missing()):
        session.config.stash[MISSING] = missing
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what `pytest_sessionfinish` has missed."""
    if missing := terminalreporter.config.stash.get(MISSING, []):
        terminalreporter.section("changes that no test makes on PostgreSQL", red=True)
        terminalreporter.write_line(", ".join(missing))
        terminalreporter.write_line(
            'Let a test of each name both: @pytest.mark.databases("sqlite", "postgresql")'
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    if RUN in config.stash:
        config.stash[RUN].end()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that no process is left alone with it in the end.

    pytest-xdist gives each process as many tests as any other, one part of the list after the
    other; each part begins with its share of what takes long.
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    takes_long = [item for item in items if LONG.intersection(_place(item))]
    others = [item for item in items if not LONG.intersection(_place(item))]
    shared_out: list[pytest.Item] = []
    for number in range(processes):
        size = (len(items) - len(shared_out)) // (processes - number)
        share = takes_long[number::processes]
        rest = max(size - len(share), 0)
        shared_out += [*share, *others[:rest]]
        del others[:rest]
    items[:] = [*shared_out, *others]


def pytest_collection_finish() -> None:
    """What is loaded lives as long as the process and need not be looked through, not even once."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    gc.enable()


def _place(item: pytest.Item) -> tuple[str, ...]:
    """The folders and the file of a test."""
    return _parts(item.path)


@cache
def _parts(file: Path) -> tuple[str, ...]:
    return file.relative_to(TESTS).parts


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses a database on the kinds that the test names, or on those of its folder; what
    adds up a world of chance again, in each of its worlds on SQLite and in the first elsewhere."""
    if "database_kind" in metafunc.fixturenames:
        kinds = _kinds_of_databases(metafunc.definition)
        if "seed" in metafunc.fixturenames:
            worlds = [(kind, seed) for kind in kinds for seed in _seeds(metafunc.module, kind)]
            metafunc.parametrize(("database_kind", "seed"), worlds, scope="session")
        else:
            metafunc.parametrize("database_kind", kinds, scope="session")


def _seeds(module: Any, kind: str) -> tuple[int, ...]:
    seeds: tuple[int, ...] = module.SEEDS
    return seeds if kind == "sqlite" else seeds[:1]


def _kinds_of_databases(item: pytest.Item) -> tuple[str, ...]:
    marker = item.get_closest_marker("databases")
    if marker:
        return marker.args
    return DATABASES if ON_BOTH.intersection(_place(item)) else DATABASES[:1]


@pytest.fixture
def database_name(worker_id: str) -> str:
    """A name that no other test of this run uses."""
    return f"test_{worker_id}_{next(NUMBERS)}"


@pytest.fixture
def empty_database_url(database_kind: str, database_name: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if database_kind == "sqlite":
        yield sqlite.empty_database(tmp_path)
    else:
        with postgres.empty_database(database_name) as address:
            yield address


@pytest.fixture
def owns_database(request: pytest.FixtureRequest) -> bool:
    """Whether this test has a database of its own: by its marker, or because others connect."""
    marked = request.node.get_closest_marker("own_database") is not None
    return marked or not CONNECT.isdisjoint(request.fixturenames)


@pytest.fixture
def database_url(
    database_kind: str, owns_database: bool, database_name: str, worker_id: str, tmp_path: Path
) -> Iterator[str]:
    """The address of a database with all tables and no rows."""
    if not owns_database:
        shared = sqlite.shared_database if database_kind == "sqlite" else postgres.shared_database
        with shared(f"shared_{worker_id}") as address:
            yield address
    elif database_kind == "sqlite":
        yield sqlite.migrated_database(tmp_path)
    else:
        with postgres.migrated_database(database_name) as address:
            yield address


def usual_settings(database_url: str, data_folder: Path) -> Settings:
    """Those of a test that asks for no others."""
    return Settings(
        database_url=database_url,
        data_folder=data_folder,
        secret_key="only for tests",
        testing=True,
        today=TODAY,
    )


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """The settings that the application of this test runs with."""
    return usual_settings(database_url, tmp_path / "data")


@pytest.fixture
def app(settings: Settings, owns_database: bool) -> Iterator[Flask]:
    """The application; of its own where the database or the settings are."""
    usual = settings == usual_settings(settings.database_url, settings.data_folder)
    make = own_application if owns_database or not usual else shared_application
    with make(settings) as application:
        yield application


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """Somebody who is not signed in, without a browser."""
    with app.test_client() as somebody:
        yield somebody


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application answers over real connections."""
    with served(app) as at:
        yield at


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    with started_browser() as chromium:
        yield chromium


@pytest.fixture
def windows(browser: Browser, address: str) -> Iterator[Windows]:
    """Browser windows on the application; a complaint in a console fails the test."""
    opened = Windows(browser, address)
    yield opened
    opened.close()


@pytest.fixture
def page(windows: Windows) -> Page:
    """A window of a desktop's size in English, nobody signed in."""
    return windows.open()
