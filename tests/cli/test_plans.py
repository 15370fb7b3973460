"""`planner plans import`."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Customer, Event, Goal
from planner.planfiles import Document
from tests.support.stories.plan_documents import plan_document, plan_file


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, document: Document) -> str:
    path = folder / name
    path.write_bytes(plan_file(document))
    return str(path)


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["plans", *arguments])


def customers(app: Flask) -> Sequence[str]:
    with app.app_context():
        return db.session.scalars(select(Customer.key).order_by(Customer.key)).all()


def count_of_events(app: Flask) -> int | None:
    with app.app_context():
        return db.session.scalar(select(func.count(Event.id)))


def test_a_file_comes_in_and_what_was_done_is_said(app: Flask, files: Path) -> None:
    path = put(files, "a.json", plan_document())
    result = run(app, "import", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{path}: Stadtwerke Ahrensfeld (stadtwerke-ahrensfeld): "
        "29 created, 0 changed, 0 removed.\n"
    )
    assert customers(app) == ["stadtwerke-ahrensfeld"]


def test_the_same_file_again_changes_nothing_and_says_so(app: Flask, files: Path) -> None:
    path = put(files, "a.json", plan_document())
    run(app, "import", path)
    before = count_of_events(app)
    result = run(app, "import", path)
    assert result.exit_code == 0
    assert "nothing to change" in result.stdout
    assert count_of_events(app) == before


@pytest.mark.databases("sqlite")
def test_a_refused_file_does_not_stop_the_others(app: Flask, files: Path) -> None:
    wrong = plan_document({"/plan/starts_on": "2026-02-30", "/customer/country": "de"})
    paths = [
        put(files, "first.json", plan_document({"/customer/key": "first"})),
        put(files, "wrong.json", wrong),
        put(files, "clash.json", plan_document({"/contracts/0/notice_days": 2**40})),
        str(files / "missing.json"),
        put(files, "last.json", plan_document({"/customer/key": "last"})),
    ]
    result = run(app, "import", *paths)
    assert result.exit_code == 1
    assert [line.split(": ")[:2] for line in result.stderr.splitlines()] == [
        [paths[1], "/customer/country"],
        [paths[1], "/plan/starts_on"],
        [paths[2], "/contracts/0/notice_days"],
        [paths[3], "The file cannot be opened"],
    ]
    assert customers(app) == ["first", "last"]


@pytest.mark.databases("sqlite")
def test_a_dry_run_says_what_would_change_and_changes_nothing(app: Flask, files: Path) -> None:
    run(app, "import", put(files, "a.json", plan_document()))
    before = count_of_events(app)
    changed = plan_document({"/plan/goals/0/title": "Vans\u001b[2J"}, without="/plan/questions/0")
    result = run(app, "import", put(files, "b.json", changed), "--replace", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].endswith("0 to create, 1 to change, 1 to remove.")
    assert result.stdout.splitlines()[1:] == [
        "  ~ goal Vans[2J: title Leasing volume → Vans[2J",
        "  - question Who decides on the depot?",
    ]
    assert count_of_events(app) == before


@pytest.mark.databases("sqlite")
def test_only_replacing_removes(app: Flask, files: Path) -> None:
    goal = {"key": "margin", "title": "Margin", "status": "active"}
    more = plan_document({"/plan/goals/-": goal})
    run(app, "import", put(files, "more.json", more))
    less = put(files, "less.json", plan_document())
    counts = []
    for options in ([], ["--replace"]):
        assert run(app, "import", less, *options).exit_code == 0
        with app.app_context():
            counts.append(db.session.scalar(select(func.count(Goal.id))))
    assert counts == [2, 1]


@pytest.mark.databases("sqlite")
def test_without_a_file_the_usage_is_wrong(app: Flask) -> None:
    assert run(app, "import").exit_code == 2
    assert run(app, "import", "--help").exit_code == 0


@pytest.mark.databases("sqlite")
def test_the_command_itself_writes_no_progress_into_a_pipe(
    files: Path, database_url: str, tmp_path: Path
) -> None:
    paths = [
        put(files, f"{n}.json", plan_document({"/customer/key": f"customer-{n}"})) for n in range(3)
    ]
    done = subprocess.run(
        [Path(sys.executable).with_name("planner"), "plans", "import", *paths],
        env={"DATABASE_URL": database_url, "PLANNER_DATA": str(tmp_path / "data")},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == 3


@pytest.mark.databases("sqlite")
def test_a_database_without_tables_is_refused(
    files: Path, empty_database_url: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [
            Path(sys.executable).with_name("planner"),
            "plans",
            "import",
            put(files, "a.json", plan_document()),
        ],
        env={"DATABASE_URL": empty_database_url, "PLANNER_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "planner database upgrade" in done.stderr
    assert "Traceback" not in done.stderr
