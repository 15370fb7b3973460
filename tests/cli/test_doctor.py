"""`planner doctor` names what is wrong with an installation, and what to do about it."""

import datetime
import json
import os
import shutil
import sqlite3
import ssl
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import make_url, text

from planner import places
from planner.cli import main
from planner.config import Settings
from planner.database import db
from planner.models import JobRun, Person
from tests.support.mailbox import SECRET, USER, mailbox
from tests.support.production import free_port
from tests.support.stories.cast import Cast

TODAY = datetime.date(2026, 6, 15)
CERTIFICATE = places.PACKAGE.parent / "tests" / "support" / "mail_server.pem"


def asked(environment: dict[str, str], *more: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *more], env=environment)


def said(environment: dict[str, str]) -> dict[str, tuple[str, str]]:
    """State and words of each thing that was looked at; the status must fit what is said."""
    result = asked(environment, "--json")
    told = json.loads(result.stdout)
    states = [check["state"] for check in told["checks"]]
    assert result.exit_code == int("failure" in states), result.output
    assert told["state"] in states
    assert all(bool(check["advice"]) == (check["state"] != "ok") for check in told["checks"])
    return {
        check["check"]: (check["state"], f"{check['found']} {check['advice'] or ''}")
        for check in told["checks"]
    }


@pytest.fixture
def installation(app: Flask, settings: Settings) -> dict[str, str]:
    """The environment of an installation at which all that is looked at is well."""
    folder = settings.data_folder
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / "secret").write_text("only for tests")
    (folder / "secret").chmod(0o600)
    return {
        "PLANNER_DATA": str(folder),
        "DATABASE_URL": settings.database_url,
        "PLANNER_URL": "https://planner.example.org",
        "PLANNER_PROXIES": "1",
        "PLANNER_WORKERS": "2",
    }


def note(installation: dict[str, str], on: datetime.date) -> None:
    """As if a backup had been made that day."""
    line = json.dumps({"made_on": str(on), "rows": 1})
    (Path(installation["PLANNER_DATA"]) / "backups.jsonl").write_text(f"{line}\n")


@pytest.fixture
def all_is_well(app: Flask, cast: Cast, installation: dict[str, str]) -> dict[str, str]:
    with app.app_context():
        for each in (cast.ada, cast.paul):
            person = db.session.get_one(Person, each.id)
            person.is_administrator, person.password_hash = True, "a hash"
        today = datetime.datetime.now(datetime.UTC)
        db.session.add(JobRun(name="rating", on=today.date(), done=True, held_until=today))
        db.session.commit()
    note(installation, today.date())
    return installation


def test_an_installation_that_is_well_is_said_to_be_so(all_is_well: dict[str, str]) -> None:
    with mailbox() as box:
        mail = {
            "PLANNER_MAIL": f"smtp://{box.host}:{box.port}",
            "PLANNER_MAIL_FROM": "planner@example.org",
        }
        found = said(all_is_well | mail)
    assert {check: state for check, (state, _said) in found.items() if state != "ok"} == {}
    assert {"files", "disk", "settings", "address", "mail", "database", "migrations"} < found.keys()
    assert {"administrators", "jobs", "backup", "waiting mails"} < found.keys()
    assert asked(all_is_well).exit_code == 0


@pytest.mark.databases("sqlite")
def test_where_nothing_is_yet_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    found = said({"PLANNER_DATA": str(folder)})
    assert found == {
        "files": ("failure", f"Nothing is in {folder} yet. Run: planner database upgrade")
    }
    assert not folder.exists()


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("changed", "check", "state", "words"),
    [
        ({"PORT": "99999"}, "settings", "failure", "PORT"),
        ({"PLANNER_TODAY": "2026-06-15"}, "settings", "warning", "PLANNER_TODAY"),
        ({"PLANNER_URL": "http://planner.example.org"}, "address", "failure", "TLS"),
        ({"PLANNER_PROXIES": "0"}, "proxy", "warning", "PLANNER_PROXIES"),
        ({"PLANNER_URL": "", "HOST": "192.0.2.1"}, "address", "warning", "PLANNER_URL"),
        ({"DATABASE_URL": "mysql://a:b@c/d"}, "settings", "failure", "DATABASE_URL"),
    ],
)
def test_a_setting_that_is_wrong_is_named(
    all_is_well: dict[str, str], changed: dict[str, str], check: str, state: str, words: str
) -> None:
    found = said(all_is_well | changed)
    assert found[check][0] == state
    assert words in found[check][1]


@pytest.mark.databases("sqlite")
def test_what_others_can_read_is_named_before_the_program_closes_it(
    all_is_well: dict[str, str],
) -> None:
    secret = Path(all_is_well["PLANNER_DATA"]) / "secret"
    secret.chmod(0o644)
    assert said(all_is_well)["files"] == (
        "failure",
        f"Others on this machine can read {secret}. Run: chmod 600 {secret}",
    )


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("free", "state"), [(50, "failure"), (500, "warning")])
def test_a_disk_that_is_nearly_full_is_named(
    all_is_well: dict[str, str], monkeypatch: pytest.MonkeyPatch, free: int, state: str
) -> None:
    left = SimpleNamespace(free=free * 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: left)
    assert said(all_is_well)["disk"][0] == state


@pytest.mark.own_database
@pytest.mark.databases("sqlite")
def test_a_damaged_file_is_named(all_is_well: dict[str, str], app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
    file = Path(make_url(all_is_well["DATABASE_URL"]).database or "")
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        asked_for = "SELECT rootpage FROM sqlite_schema WHERE name = 'customers'"
        (page,) = database.execute(asked_for).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as opened:
        opened.seek((page - 1) * size)
        opened.write(os.urandom(size))
    state, words = said(all_is_well)["database"]
    assert state == "failure"
    assert "restore the last backup" in words


@pytest.mark.own_database
@pytest.mark.parametrize(
    ("made", "words"), [("0001", "planner database upgrade"), ("9999", "newer")]
)
def test_tables_of_another_version_are_named(
    all_is_well: dict[str, str], app: Flask, made: str, words: str
) -> None:
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = :made"), {"made": made})
        db.session.commit()
    found = said(all_is_well)
    assert found["migrations"][0] == "failure"
    assert words in found["migrations"][1]
    assert "administrators" not in found


@pytest.mark.databases("sqlite")
def test_a_database_that_does_not_answer_is_named_without_its_password(
    all_is_well: dict[str, str],
) -> None:
    away = f"postgresql://planner:very-secret@127.0.0.1:{free_port()}/planner"
    result = asked(all_is_well | {"DATABASE_URL": away})
    assert result.exit_code == 1
    assert "failure  database: The database does not answer" in result.stdout
    assert "very-secret" not in result.output
    assert result.stderr == ""


@pytest.mark.own_database
@pytest.mark.databases("postgresql")
def test_a_database_that_takes_no_writes_is_named(all_is_well: dict[str, str]) -> None:
    url = make_url(all_is_well["DATABASE_URL"])
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(
            f"ALTER DATABASE {url.database} SET default_transaction_read_only = on".encode()
        )
    state, words = said(all_is_well)["database"]
    assert (state, "takes no writes" in words) == ("failure", True)


@pytest.mark.databases("postgresql")
def test_more_processes_than_there_are_connections_are_named(all_is_well: dict[str, str]) -> None:
    state, words = said(all_is_well | {"PLANNER_WORKERS": "500"})["connections"]
    assert (state, "PLANNER_WORKERS" in words) == ("failure", True)


@pytest.mark.databases("sqlite")
def test_a_mail_server_that_is_away_or_refuses_is_named_without_the_password(
    all_is_well: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = {"PLANNER_MAIL_FROM": "planner@example.org"}
    away = {"PLANNER_MAIL": f"smtp://127.0.0.1:{free_port()}"}
    assert said(all_is_well | sender | away)["mail"][0] == "failure"
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATE)
    with mailbox(tls) as box:
        wrong = {"PLANNER_MAIL": f"smtp://{USER}:not-the-secret@{box.host}:{box.port}"}
        result = asked(all_is_well | sender | wrong)
        assert "refuses name and password" in result.stdout
        assert "not-the-secret" not in result.output
        right = {
            "PLANNER_MAIL": f"smtp://{USER}:{SECRET.replace(' ', '%20')}@{box.host}:{box.port}"
        }
        assert said(all_is_well | sender | right)["mail"][0] == "ok"


@pytest.mark.databases("sqlite")
def test_an_installation_that_no_administrator_gets_into_is_named(
    installation: dict[str, str],
) -> None:
    found = said(installation)
    assert found["administrators"][0] == "failure"
    assert "planner people add" in found["administrators"][1]


@pytest.mark.databases("sqlite")
def test_nights_and_backups_that_were_missed_are_named(
    app: Flask, all_is_well: dict[str, str]
) -> None:
    with app.app_context():
        run = db.session.query(JobRun).one()
        run.on -= datetime.timedelta(days=5)
        note(all_is_well, run.on)
        db.session.commit()
    found = said(all_is_well)
    assert [found[check][0] for check in ("jobs", "backup")] == ["warning", "warning"]


def test_a_backup_is_on_record_from_then_on(
    app: Flask, installation: dict[str, str], tmp_path: Path
) -> None:
    today = {"PLANNER_TODAY": str(TODAY)}
    assert said(installation | today)["backup"][0] == "warning"
    made = app.test_cli_runner().invoke(args=["backup", "--to", str(tmp_path / "backup.zip")])
    assert made.exit_code == 0
    assert said(installation | today)["backup"] == ("ok", f"The last backup is of {TODAY}. ")
