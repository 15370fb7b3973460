"""While the database is away, busy or out of room: truthful words, and nothing typed is lost."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select, text

from planner import logs
from planner.config import Settings
from planner.database import db
from planner.jobs import scheduler
from planner.models import Question
from planner.private_files import keep_database_private
from tests.support.databases import postgres
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.own_database
TYPED = "Wer entscheidet über <b>Leasing</b>? " * 250
SAID = {
    "away": "The database does not answer.",
    "busy": "The database is busy.",
    "full": "The server's disk is full or cannot be written to.",
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, lock_patience=0.2)


@contextmanager
def away(app: Flask) -> Iterator[None]:
    """Nobody can reach the database."""
    with app.app_context():
        url = db.engine.url
        db.engine.dispose()
    if url.get_backend_name() == "sqlite":
        folder = Path(url.database or "").parent
        hidden = folder.rename(folder.with_name("hidden"))
        yield
        hidden.rename(folder)
    else:
        with postgres.closed(str(url.database)):
            yield


@contextmanager
def busy(app: Flask) -> Iterator[None]:
    """Somebody else writes, and does not end."""
    with app.app_context():
        path = db.engine.url.database or ""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(app: Flask) -> Iterator[None]:
    """SQLite is given no room for what is longer."""

    def bound(connection: Any, _record: object) -> None:
        [[pages]] = connection.execute("PRAGMA page_count").fetchall()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with app.app_context():
        engine = db.engine
    event.listen(engine, "connect", bound)
    engine.dispose()
    yield
    event.remove(engine, "connect", bound)
    engine.dispose()


def question(cast: Cast, anna: Visitor) -> Form:
    page = anna.visit(f"/plans/{cast.plan.id}/questions/new")
    return page.form("question-form").fill(text=TYPED)


def questions(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Question.text)))


def refused(page: Page, why: str) -> Page:
    assert page.status == 503
    assert int(page.headers["Retry-After"]) > 0
    assert SAID[why] in page.text
    return page


@pytest.mark.databases("sqlite", "postgresql")
def test_away_every_page_says_so_and_the_log_has_a_line_for_each(
    app: Flask, cast: Cast, visitor: Visitors, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = visitor(cast.anna)
    plan, form = f"/plans/{cast.plan.id}", question(cast, anna)
    logs.configure_logs()  # to where this test reads it
    with away(app):
        for address in ("/customers", plan, f"{plan}/history", "/nowhere"):
            page = refused(anna.visit(address), "away")
            assert page.heading == "This did not work"
        refused(anna.visit(f"{plan}/history", htmx=True), "away")
        kept = refused(form.submit(), "away")
        ready = visitor().visit("/healthz")
        assert (ready.status, ready.html) == (503, "not ready: the database does not answer\n")
        lines = capsys.readouterr().err.splitlines()
        assert [json.loads(line)["trouble"] for line in lines] == ["AWAY"] * 6
        with app.app_context():
            scheduler.do_what_is_due()
        lines = capsys.readouterr().err.splitlines()
        assert {json.loads(line)["trouble"] for line in lines} == {"AWAY"}
        assert max(len(line) for line in lines) < 1000
    assert visitor().visit("/healthz").html == "ready\n"
    assert kept.form("kept-form").submit("Save now").status == 303
    assert questions(app) == [TYPED]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("why", ["busy", "full"])
def test_who_cannot_save_can_read_and_saves_later_what_is_kept(
    app: Flask, cast: Cast, visitor: Visitors, why: str
) -> None:
    anna = visitor(cast.anna)
    form = question(cast, anna)
    with busy(app) if why == "busy" else full(app):
        notice = refused(form.submit(htmx=True), why)
        assert notice.headers["HX-Retarget"] == "#notices"
        kept = refused(form.submit(), why)
        assert kept.heading == "What you typed is still here"
        assert " ".join(TYPED.split()) in kept.text
        assert anna.visit(f"/plans/{cast.plan.id}").status == 200
        ready = visitor().visit("/healthz")
        assert ready.status == 503
        assert why in ready.html
    assert kept.form("kept-form").submit("Save now").status == 303
    assert questions(app) == [TYPED]
    assert visitor().visit("/healthz").html == "ready\n"


@pytest.mark.databases("sqlite")
def test_a_disk_without_room_is_said_before_anything_is_saved(
    app: Flask, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.views.web.troubles.health._ROOM", 10**18)
    ready = visitor().visit("/healthz")
    assert (ready.status, "disk is full" in ready.html) == (503, True)


@pytest.mark.databases("sqlite")
def test_a_mistake_of_ours_is_not_blamed_on_the_database(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.execute(text("DROP TABLE questions"))
        db.session.commit()
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/questions/new")
    page = page.form("question-form").fill(text="?").submit()
    assert page.status == 500
    assert "Something went wrong on our side." in page.text


@pytest.mark.databases("sqlite")
def test_database_and_what_lies_beside_it_are_read_by_their_owner_alone(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():
        url = db.engine.url
        path = Path(url.database or "")
        db.session.execute(select(Question.id))
        beside = [path, *path.parent.glob(f"{path.name}-*")]
        assert len(beside) == 3
        assert [file.stat().st_mode & 0o777 for file in beside] == [0o600] * 3
        path.chmod(0o644)
        keep_database_private(url)
        assert path.stat().st_mode & 0o777 == 0o600
