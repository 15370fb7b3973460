"""The page on which files are sent, looked at, corrected and imported."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Customer
from tests.imports.deciding import made
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")

SENT = ".csv"


@pytest.fixture
def ada(app: Flask, cast: Cast, visitor: Visitors) -> Iterator[Visitor]:
    yield visitor(cast.ada)
    shutil.rmtree(folder(app), ignore_errors=True)


def exported(tmp_path: Path, kind: str = "hubspot en") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in made.write_export(tmp_path, kind, SENT)}


def send(visitor: Visitor, files: Mapping[str, bytes]) -> Page:
    form = visitor.visit("/imports").form("files-form")
    return form.fill(files=[(data, name) for name, data in files.items()]).submit()


def number_of(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def folder(app: Flask) -> Path:
    data_folder: Path = app.config["PLANNER"].data_folder
    return data_folder / "imports"


def kept(app: Flask) -> set[str]:
    """The names of all files that lie there, but for the hidden ones."""
    found = (path for path in folder(app).rglob("*") if path.is_file())
    return {path.name for path in found if path.name[:1] != "."}


def test_files_are_sent_looked_at_and_imported(app: Flask, ada: Visitor, tmp_path: Path) -> None:
    before = number_of(app, Customer)
    page = send(ada, exported(tmp_path)).follow()
    assert "HubSpot" in page.element("file-0").text
    assert "Associated Company IDs" in page.element("file-0").text

    page = page.press("Look at what they would bring").follow()
    assert "Customers 4 0 0" in page.element("preview-counts").text
    assert "Contact without a customer" in page.element("preview-files").text
    assert number_of(app, Customer) == before

    page = page.press("Import").follow()
    assert page.heading == "Import 1"
    assert "Customers 4 0 0" in page.element("import-counts").text
    assert "Ada Admin" in page.element("import-counts").text
    assert number_of(app, Customer) == before + 4
    assert kept(app) == set()

    report = page.click("Report with single rows").text
    assert "contacts.csv,5,contact_without_customer" in report
