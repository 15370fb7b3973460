"""`planner crm import` beside others who import, on a full disk, and ended in the middle."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from planner.database import db
from planner.imports.scratch import Scratch, spilled
from tests.imports.deciding import made
from tests.imports.undone import everything
from tests.support.statements import counted

_TURN = "pg_advisory_xact_lock"
_KILLED = """
import os, signal
from planner.imports.writing import journal
from planner.cli import main

journal.Journal.write = lambda self: os.kill(os.getpid(), signal.SIGKILL)
main()
"""
"""The command, which is killed when nearly everything is written and nothing is committed."""


def run(app: Flask, folder: Path) -> str:
    found = app.test_cli_runner().invoke(args=["crm", "import", str(folder)])
    return found.output


@pytest.mark.databases("postgresql")
def test_it_waits_for_imports_of_other_machines(app: Flask, tmp_path: Path) -> None:
    made.write_export(tmp_path, "hubspot en", ".csv")
    with app.app_context(), counted(db.engine) as statements:
        run(app, tmp_path)

    first_turn = next(n for n, said in enumerate(statements) if _TURN in said)
    assert first_turn < next(n for n, said in enumerate(statements) if said.startswith("INSERT"))


def test_a_full_disk_is_said_and_nothing_is_imported(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    made.write_export(tmp_path, "hubspot en", ".csv")
    monkeypatch.setattr(spilled, "IN_MEMORY", 1)
    monkeypatch.setattr(Scratch, "put", is_full)
    with app.app_context():
        before = everything()

    said = run(app, tmp_path)

    assert "Nothing was imported: the disk did not take" in said
    assert "No space left on device" in said
    with app.app_context():
        assert everything() == before


def test_after_a_kill_nothing_of_it_is_there_and_it_can_begin_again(
    app: Flask, tmp_path: Path
) -> None:
    made.write_export(tmp_path, "hubspot en", ".csv")
    with app.app_context():
        before = everything()

    environment = {
        **os.environ,
        "DATABASE_URL": app.config["PLANNER"].database_url,
        "PLANNER_DATA": str(app.config["PLANNER"].data_folder),
        "SECRET_KEY": "killed",
    }
    command = (sys.executable, "-c", _KILLED, "crm", "import", str(tmp_path))
    ended = subprocess.run(command, env=environment, check=False, capture_output=True)

    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    with app.app_context():
        assert everything() == before
    assert "Nothing changed" not in run(app, tmp_path)
    assert "Nothing changed" in run(app, tmp_path)
