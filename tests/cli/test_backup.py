"""`planner backup` and `planner restore`."""

import json
import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from alembic import command
from click.testing import Result
from flask import Flask
from sqlalchemy import select, text, update

from planner import create_app
from planner.actions.people import people
from planner.backups import writing
from planner.cli.database import is_up_to_date, run_migrations
from planner.config import Settings
from planner.database import Base, db, only_reading
from planner.models import Erasure, Person, Team
from planner.models.kinds import Role
from tests.support.databases import sqlite
from tests.support.stories.any_rows import fill_all_tables
from tests.support.stories.cast import Cast

Rows = dict[str, list[Any]]
OTHER = "the secret of the backup"


def run(app: Flask, *arguments: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])


def rows_of(app: Flask) -> Rows:
    """Every row of every table, in the order of its key."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: list(connection.execute(select(table).order_by(*table.primary_key)))
            for table in Base.metadata.sorted_tables
        }


@contextmanager
def application(database_url: str, folder: Path, secret: str = OTHER) -> Iterator[Flask]:
    app = create_app(Settings(database_url, folder, secret), with_pages=False)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def backup(app: Flask, cast: Cast, tmp_path: Path) -> Path:
    """A backup of the fixed cast and its plan, by a program with another secret."""
    file = tmp_path / "backup.zip"
    with application(app.config["PLANNER"].database_url, tmp_path) as other:
        assert run(other, "backup", "--to", file).exit_code == 0
    return file


def rewritten(backup: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]) -> Path:
    """The same backup with other members, and a manifest that can be changed with them."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"])
    change(members, manifest)
    changed = backup.with_name("changed.zip")
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in members.items():
            is_manifest = name == "manifest.json"
            archive.writestr(name, json.dumps(manifest) if is_manifest else content)
    return changed


def test_every_row_goes_from_one_kind_of_database_to_the_other_and_back(
    empty_database_url: str, tmp_path: Path
) -> None:
    folders = [tmp_path / name for name in ("first", "second", "third")]
    for folder in folders:
        folder.mkdir()
    with ExitStack() as apps:
        first, second, third = (
            apps.enter_context(application(url, folder))
            for url, folder in zip(
                (
                    sqlite.migrated_database(folders[0]),
                    empty_database_url,
                    sqlite.empty_database(folders[2]),
                ),
                folders,
                strict=True,
            )
        )
        with first.app_context(), db.engine.begin() as connection:
            fill_all_tables(connection, Random(22))
            # What is brought back lies in a database from which every erased name is cleared.
            connection.execute(update(Erasure).values(is_clean=True))
        before = rows_of(first)
        assert all(before.values())
        assert run(first, "backup", "--to", tmp_path / "1.zip").exit_code == 0
        restored = run(second, "restore", tmp_path / "1.zip")
        assert (restored.exit_code, restored.stderr) == (0, "")
        assert rows_of(second) == before
        assert run(second, "backup", "--to", tmp_path / "2.zip").exit_code == 0
        assert run(third, "restore", tmp_path / "2.zip").exit_code == 0
        assert rows_of(third) == before


def test_the_manifest_says_version_migration_rows_and_digest(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert {"version", "migration", "made_at", "members"} <= manifest.keys()
        assert set(archive.namelist()) == {*manifest["members"], "manifest.json"}
        for name, member in manifest["members"].items():
            content = archive.read(name)
            assert member == {
                "rows": content.count(b"\n"),
                "digest": sha256(content).hexdigest(),
            }
        assert archive.read("secret").decode().strip() == OTHER


@pytest.mark.own_database
def test_what_is_restored_goes_on_with_numbers_of_its_own(app: Flask, backup: Path) -> None:
    with app.app_context():
        last = people.create({"name": "Last", "role": Role.GENERALIST}, by=None)
        db.session.commit()
        number = last.id
    later = backup.with_name("later.zip")
    assert run(app, "backup", "--to", later).exit_code == 0
    assert run(app, "restore", later, "--replace").exit_code == 0
    with app.app_context():
        new = people.create({"name": "New", "role": Role.GENERALIST}, by=None)
        db.session.commit()
        assert new.id == number + 1


@pytest.mark.own_database
def test_a_number_that_was_deleted_is_not_given_again(app: Flask, tmp_path: Path) -> None:
    add = text(
        "INSERT INTO playbooks (name, purpose, status) VALUES ('New', '', 'active') RETURNING id"
    )
    with app.app_context(), db.engine.begin() as connection:
        deleted = connection.scalar(add) or 0
        connection.execute(text("DELETE FROM playbooks"))
    assert run(app, "backup", "--to", tmp_path / "b.zip").exit_code == 0
    assert run(app, "restore", tmp_path / "b.zip", "--replace").exit_code == 0
    with app.app_context(), db.engine.begin() as connection:
        assert (connection.scalar(add) or 0) > deleted


def test_a_backup_is_of_one_moment_whatever_people_write_meanwhile(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    before = len(rows_of(app)["people"])
    written: list[bool] = []

    def write() -> None:
        with app.app_context():
            people.create({"name": "Meanwhile", "role": Role.GENERALIST}, by=None)
            db.session.commit()

    def step() -> None:
        if not written:
            written.append(True)
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()

    with app.app_context(), only_reading(), db.engine.connect() as connection:
        manifest = writing.write(
            tmp_path / "b.zip", connection, version="1", migration="1", secret="", step=step
        )
    assert written
    assert manifest.tables["people"] == before
    assert len(rows_of(app)["people"]) == before + 1


KILLED = """
import os, signal, sys
from pathlib import Path
from planner import create_app
from planner.backups.writing import write
from planner.database import db
app = create_app(with_pages=False)
with app.app_context(), db.engine.connect() as connection:
    write(Path(sys.argv[1]), connection, version="1", migration="1", secret="",
          step=lambda: os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.mark.databases("sqlite")
def test_a_backup_that_is_killed_leaves_no_file(app: Flask, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    url = app.config["PLANNER"].database_url
    environment = {**os.environ, "DATABASE_URL": url, "PLANNER_DATA": str(tmp_path)}
    killed = subprocess.run([sys.executable, "-c", KILLED, str(file)], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not file.exists()
    assert run(app, "backup", "--to", file).exit_code == 0


@pytest.mark.databases("sqlite")
def test_a_file_that_is_there_is_left_as_it_is(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_text("mine")
    result = run(app, "backup", "--to", file)
    assert (result.exit_code, "is there already" in result.stderr) == (1, True)
    assert file.read_text() == "mine"
    assert run(app, "backup", "--to", tmp_path / "none" / "b.zip").exit_code == 1
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


@pytest.mark.databases("sqlite")
def test_wrong_usage(app: Flask, tmp_path: Path) -> None:
    assert run(app, "backup").exit_code == 2
    assert run(app, "restore").exit_code == 2
    both = run(app, "restore", tmp_path / "b.zip", "--verify", "--replace")
    assert both.exit_code == 2
    missing = run(app, "restore", tmp_path / "b.zip", "--verify")
    assert (missing.exit_code, "there is no such file" in missing.stderr) == (1, True)


def test_a_database_with_anything_in_it_is_refused_unless_it_is_to_be_replaced(
    app: Flask, cast: Cast, backup: Path
) -> None:
    before = rows_of(app)
    with app.app_context():
        people.create({"name": "Later", "role": Role.GENERALIST}, by=None)
        db.session.commit()
    later = rows_of(app)
    refused = run(app, "restore", backup)
    assert (refused.exit_code, "--replace" in refused.stderr) == (1, True)
    assert rows_of(app) == later
    assert run(app, "restore", backup, "--verify").exit_code == 0
    assert rows_of(app) == later
    assert run(app, "restore", backup, "--replace").exit_code == 0
    assert rows_of(app) == before
    secret = app.config["PLANNER"].secret_file
    assert (secret.read_text(), secret.stat().st_mode & 0o777) == (OTHER, 0o600)


def lose_a_row(members: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    members["tables/people.jsonl"] = members["tables/people.jsonl"].split(b"\n", 1)[1]


def change_a_row(members: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    members["tables/people.jsonl"] = members["tables/people.jsonl"].replace(b"Anna", b"Anno", 1)


def lose_a_table(members: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    del members["tables/people.jsonl"]


def add_a_member(members: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    members["tables/others.jsonl"] = b""


def lose_people_and_say_so(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    """All is as the manifest says, and yet rows refer to people who are not there."""
    members["tables/people.jsonl"] = b""
    manifest["members"]["tables/people.jsonl"] = {"rows": 0, "digest": sha256().hexdigest()}


def be_of_a_later_version(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["version"] = "9999.1"


def have_later_tables(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["migration"] = "9999"


def have_another_form(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["format"] = "planner.backup/2"


CHANGES = [
    *(lose_a_row, change_a_row, lose_a_table, add_a_member, lose_people_and_say_so),
    *(be_of_a_later_version, have_later_tables, have_another_form),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_or_newer_backup_is_refused_with_nothing_changed(
    app: Flask, backup: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]
) -> None:
    before = rows_of(app)
    changed = rewritten(backup, change)
    result = run(app, "restore", changed, "--replace")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert rows_of(app) == before
    assert not app.config["PLANNER"].secret_file.exists()
    if change is not lose_people_and_say_so:
        assert run(app, "restore", changed, "--verify").exit_code == 1


@pytest.mark.databases("sqlite")
def test_a_cut_or_damaged_backup_is_refused(app: Flask, backup: Path) -> None:
    whole = backup.read_bytes()
    broken = backup.with_name("broken.zip")
    cut = [whole[: len(whole) * part // 7] for part in range(7)]
    with zipfile.ZipFile(backup) as archive:
        places = [member.header_offset + len(member.filename) + 70 for member in archive.filelist]
        filled = [
            place
            for place, member in zip(places, archive.filelist, strict=True)
            if member.compress_size > 100
        ]
    assert filled
    damaged = [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in filled]
    for content in [*cut, *damaged, b"no backup", whole[:-1]]:
        broken.write_bytes(content)
        result = run(app, "restore", broken, "--verify")
        assert (result.exit_code, result.stdout) == (1, "")


def test_a_backup_of_an_earlier_version_is_brought_to_this_one(
    empty_database_url: str, tmp_path: Path
) -> None:
    (tmp_path / "old").mkdir()
    url = sqlite.empty_database(tmp_path / "old")
    with application(url, tmp_path / "old") as old, old.app_context():
        run_migrations(lambda configuration: command.upgrade(configuration, "0013"))
        with db.engine.begin() as connection:
            connection.execute(text("INSERT INTO teams (name, region) VALUES ('Nord', '')"))
        with only_reading(), db.engine.connect() as connection:
            writing.write(
                tmp_path / "old.zip", connection, version="0.0.9", migration="0013", secret="x"
            )
    with application(empty_database_url, tmp_path / "new") as new:
        assert run(new, "restore", tmp_path / "old.zip").exit_code == 0
        with new.app_context():
            assert is_up_to_date()
            assert db.session.scalars(select(Team.name)).all() == ["Nord"]
            assert db.session.scalars(select(Person)).all() == []
