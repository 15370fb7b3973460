"""Imports and undos that nobody waits for: done once, whole or not at all, one after the other."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select, text

from planner.database import db
from planner.imports.bringing import write
from planner.imports.uploads import keeping, turns, undoing_later
from planner.jobs import background, import_work, imports, scheduler
from planner.models import (
    Contact,
    Customer,
    ImportRun,
    ImportUpload,
    Notification,
    Person,
    UploadState,
)
from tests.imports.undone import everything
from tests.imports.uploading import exported, kept, number_of, send
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

# Threads of the server use the database beside the test.
pytestmark = [pytest.mark.own_database, pytest.mark.databases("sqlite", "postgresql")]

LOOK = "Look at what they would bring"


KILLED = """
import os, signal
from planner import create_app
from planner.imports.writing import journal
from planner.jobs import imports

journal.Journal.write = lambda self: os.kill(os.getpid(), signal.SIGKILL)
with create_app().app_context():
    imports.work()
"""
"""The server's work, which is killed when nearly everything is written and nothing is committed."""


@pytest.fixture
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every import is a large one."""
    monkeypatch.setattr(imports, "LARGE", -1)
    monkeypatch.setattr(undoing_later, "LARGE", -1)
    yield
    background.wait()


@pytest.fixture
def looked(ada: Visitor, tmp_path: Path, nobody_waits: None) -> Page:
    """The page with the preview, once that is made."""
    page = send(ada, exported(tmp_path)).follow().press(LOOK)
    background.wait()
    return page.follow()


def test_a_large_import_goes_on_while_nobody_looks(
    app: Flask, cast: Cast, ada: Visitor, looked: Page
) -> None:
    assert "Customers 4 0 0" in looked.element("preview-counts").text
    before = number_of(app, Contact)

    confirmed = looked.press("Import")
    background.wait()

    assert number_of(app, Contact) == before + 3
    assert confirmed.follow().heading == "Import 1"
    assert kept(app) == set()
    assert "An import that you have begun has ended." in ada.visit("/notifications").text
    with app.app_context():
        told = db.session.scalars(select(Notification.person_id)).all()
    assert told == [cast.ada.id]


def test_the_page_says_how_far_it_is_and_asks_again_by_itself(
    app: Flask, ada: Visitor, looked: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Page] = []

    def watched(*arguments: Any, **named: Any) -> Any:
        brought = write(*arguments, **named)
        seen.append(ada.visit("/imports/uploads/1"))
        return brought

    monkeypatch.setattr(import_work, "write", watched)
    looked.press("Import")
    background.wait()

    (page,) = seen
    assert "The files are being imported" in page.text
    assert page.element("import-upload")["data-hx-get"] == "/imports/uploads/1"
    assert page.root.all("progress")[0]["max"] == "13"
    assert not page.offers("Import")


def test_after_a_kill_it_begins_again_and_is_done_once(
    app: Flask, ada: Visitor, looked: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "do_now", lambda _upload: None)
    with app.app_context():
        before = everything()
    looked.press("Import")
    settings = app.config["PLANNER"]
    environment = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "PLANNER_DATA": str(settings.data_folder),
        "SECRET_KEY": "killed",
    }
    ended = subprocess.run(
        (sys.executable, "-c", KILLED), env=environment, check=False, capture_output=True
    )

    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    with app.app_context():
        after = everything()
    assert {name for name in before if before[name] != after[name]} <= {"sessions", "submissions"}
    assert len(kept(app)) == 3
    with app.app_context():
        scheduler.do_what_is_due()
        background.wait()
        scheduler.do_what_is_due()
        background.wait()
        assert db.session.scalars(select(ImportUpload.state)).all() == [UploadState.DONE]
        assert len(db.session.scalars(select(ImportRun.id)).all()) == 1


@pytest.mark.databases("sqlite")
def test_a_disk_that_fills_up_in_the_middle_is_said_and_nothing_is_imported(
    app: Flask, ada: Visitor, looked: Page
) -> None:
    with app.app_context():
        before, engine = everything(), db.engine
        pages = db.session.scalar(text("PRAGMA page_count"))
        db.session.rollback()

    def leave_no_room(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    def leave_room(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 1000000")

    event.listen(engine, "checkout", leave_no_room)
    looked.press("Import")
    background.wait()
    event.remove(engine, "checkout", leave_no_room)
    event.listen(engine, "checkout", leave_room)
    page = ada.visit("/imports/uploads/1")

    assert "The server’s disk is full" in page.element("import-problems").text
    with app.app_context():
        after = everything()
    told = {"sessions", "submissions", "notifications"}
    assert {name for name in before if before[name] != after[name]} <= told
    page.press("Import")
    background.wait()
    assert number_of(app, ImportRun) == 1
    event.remove(engine, "checkout", leave_room)


def test_two_processes_do_it_once(
    app: Flask, ada: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(ada, exported(tmp_path)).follow().press(LOOK)
    monkeypatch.setattr(imports, "do_now", lambda _upload: None)
    ada.visit("/imports/uploads/1").press("Import")

    def work(_number: int) -> None:
        with app.app_context():
            import_work.bring_in(1, keeping.folder_of(app.config["PLANNER"].data_folder, 1))

    with ThreadPoolExecutor(2) as both:
        list(both.map(work, range(2)))

    assert number_of(app, ImportRun) == 1


def test_two_people_take_turns(app: Flask, ada: Visitor, tmp_path: Path) -> None:
    """The second waits until the first is done, although it is small."""
    send(ada, exported(tmp_path)).follow().press(LOOK)
    with app.app_context():
        place = imports.place()
    with turns.taking_turn(place) as is_first:
        assert is_first
        page = ada.visit("/imports/uploads/1").press("Import")
        background.wait()
        assert "The files are being imported" in page.follow().text
        assert number_of(app, ImportRun) == 0

    with app.app_context():
        imports.work()
    assert number_of(app, ImportRun) == 1


def test_two_people_who_import_the_same_at_once_bring_it_in_once(
    app: Flask, cast: Cast, ada: Visitor, visitor: Visitors, tmp_path: Path
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.anna.id).is_administrator = True
        db.session.commit()
    before = number_of(app, Customer)
    both = ada, visitor(cast.anna)
    for somebody in both:
        send(somebody, exported(tmp_path)).follow().press(LOOK)
    pages = [each.visit(f"/imports/uploads/{number}") for number, each in enumerate(both, start=1)]
    assert all("Customers 4 0 0" in page.element("preview-counts").text for page in pages)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda page: page.press("Import"), pages))
    background.wait()

    assert number_of(app, Customer) == before + 4
    assert number_of(app, ImportRun) == 1
    texts = [each.visit(f"/imports/uploads/{number}").text for number, each in enumerate(both, 1)]
    assert sum("everything in the files is here already" in text for text in texts) == 1


def test_a_large_import_is_undone_while_nobody_looks(
    app: Flask, ada: Visitor, looked: Page
) -> None:
    before = number_of(app, Customer)
    looked.press("Import")
    background.wait()
    assert number_of(app, Customer) == before + 4

    page = ada.visit("/imports/1/undo").form("undo-form").submit()
    background.wait()

    assert number_of(app, Customer) == before
    assert "Undone" in page.follow().element("import-counts").text
