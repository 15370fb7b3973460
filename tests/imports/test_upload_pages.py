"""The page on which files are sent, looked at, corrected and imported."""

import errno
import stat
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.imports.uploads import keeping
from planner.jobs import clearing, import_work, imports
from planner.models import Contact, Customer, ImportMapping, ImportRun, ImportUpload
from tests.imports.undone import everything
from tests.imports.uploading import exported, folder, kept, number_of, send
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")

LOOK = "Look at what they would bring"


def test_files_are_sent_looked_at_and_imported(app: Flask, ada: Visitor, tmp_path: Path) -> None:
    before = number_of(app, Customer)
    page = send(ada, exported(tmp_path)).follow()
    assert "HubSpot" in page.element("file-0").text
    assert "Associated Company IDs" in page.element("file-0").text

    page = page.press(LOOK).follow()
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


def test_a_second_import_says_that_all_is_here(ada: Visitor, tmp_path: Path) -> None:
    files = exported(tmp_path)
    send(ada, files).follow().press(LOOK).follow().press("Import")

    page = send(ada, files).follow().press(LOOK).follow()
    assert "Nothing would change" in page.text
    page = page.press("Import").follow()

    assert "Nothing was changed: everything in the files is here already." in page.text
    assert ada.visit("/imports").text.count("Customers: 4 new") == 1


def test_looking_changes_nothing(app: Flask, ada: Visitor, tmp_path: Path) -> None:
    with app.app_context():
        before = everything()
    send(ada, exported(tmp_path)).follow().press(LOOK)
    with app.app_context():
        after = everything()
    assert {name for name in before if before[name] != after[name]} <= {"sessions", "submissions"}


def test_one_bad_file_of_several_is_refused_and_nothing_else_is_lost(
    app: Flask, ada: Visitor, tmp_path: Path
) -> None:
    bad = {
        "letter.docx": b"PK\x03\x04",
        "broken.xlsx": b"PK\x03\x04 and no more",
        "a.csv": b"%PDF-1",
    }
    page = send(ada, {**exported(tmp_path), **bad}).follow()

    refused = page.element("refused-files").text
    assert "3 files were not taken" in refused
    assert "letter.docx: No kind of file that is read" in refused
    assert "broken.xlsx: This is a broken workbook" in refused
    assert "a.csv: This is no table" in refused
    assert kept(app) == {"customers.csv", "contacts.csv", "deals.csv"}


def test_where_no_file_can_be_read_nothing_is_kept(app: Flask, ada: Visitor) -> None:
    page = send(ada, {"letter.docx": b"PK\x03\x04"})
    assert page.status == 422
    assert "letter.docx: No kind of file that is read" in page.errors[0]
    assert number_of(app, ImportUpload) == 0
    assert kept(app) == set()


def test_whoever_chooses_no_file_is_told_to(ada: Visitor) -> None:
    page = ada.visit("/imports").form("files-form").submit()
    assert page.status == 422
    assert page.errors == ["Choose at least one file."]


def test_files_lie_where_nobody_else_can_read_them(
    app: Flask, ada: Visitor, tmp_path: Path
) -> None:
    send(ada, {"../../etc/käse: \u202eliste.csv": exported(tmp_path)["customers.csv"]})

    (path,) = (path for path in folder(app).rglob("*.csv") if path.is_file())
    assert path.name == "käse- -liste.csv"
    assert path.parent.parent == folder(app)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_column_is_corrected(app: Flask, ada: Visitor) -> None:
    table = "Firma;Ort;Anmerkung\nNordwind AG;Köln;Weber KG\n".encode()
    page = send(ada, {"list.csv": table}).follow()
    form = page.form("preview-form")
    assert form["noun-0"] == "customers"

    page = form.fill(**{"column-0-0": "Not wanted", "column-0-2": "Name"}).submit().follow()
    assert page.form("preview-form")["column-0-0"] == ""
    assert "Weber KG" in page.element("preview-files").text
    page.press("Import")

    with app.app_context():
        assert db.session.query(Customer).filter_by(name="Weber KG", city="Köln").count() == 1
        assert db.session.query(Customer).filter_by(name="Nordwind AG").count() == 0


def test_many_columns_that_are_not_wanted_are_folded_and_can_be_chosen_all_the_same(
    app: Flask, ada: Visitor
) -> None:
    headings = ";".join(f"Spalte {number}" for number in range(7))
    table = f"Firma;Ort;{headings}\nNordwind AG;Köln;Handel;1;2;3;4;5;6\n".encode()
    page = send(ada, {"list.csv": table}).follow()
    assert "7 columns that are not wanted" in page.element("file-0").text

    page = page.form("preview-form").fill(**{"column-0-2": "Industry"}).submit().follow()
    assert "6 columns that are not wanted" in page.element("file-0").text
    assert "6 notes on whole columns" in page.element("preview-findings").text
    page.press("Import")

    with app.app_context():
        assert (
            db.session.query(Customer).filter_by(name="Nordwind AG", industry="Handel").count() == 1
        )


def test_a_file_of_something_unknown_is_read_as_what_it_is_said_to_be(
    app: Flask, ada: Visitor
) -> None:
    page = send(ada, {"x.csv": b"Spalte A,Spalte B\nWeber KG,Bonn\n"}).follow()
    form = page.form("preview-form")
    assert form["noun-0"] == ""

    form = form.fill(**{"noun-0": "Customers"}).submit().follow().form("preview-form")
    page = form.fill(**{"column-0-0": "Name", "column-0-1": "City"}).submit().follow()
    assert "Customers 1 0 0" in page.element("preview-counts").text
    page.press("Import")

    with app.app_context():
        assert db.session.query(Customer).filter_by(name="Weber KG", city="Bonn").count() == 1


def test_a_mapping_is_kept_by_name_and_used_again(app: Flask, ada: Visitor) -> None:
    page = send(ada, {"liste_2026-05.csv": b"Firma,Anmerkung,Ort\nA,Weber KG,Ulm\n"}).follow()
    form = page.form("preview-form").fill(**{"column-0-1": "Name", "save_as": "Monthly"})
    assert "The mapping “Monthly” is saved." in form.submit().follow().text

    page = send(ada, {"liste_2026-06.csv": b"Firma,Anmerkung,Ort\nB,Meier KG,Ulm\n"}).follow()
    page = page.form("preview-form").fill(mapping="Monthly").submit().follow()
    assert page.form("preview-form")["column-0-1"] == "name"
    assert "Meier KG" in page.element("preview-files").text

    page = ada.visit("/imports").press("Delete: Monthly").follow()
    assert not page.has("import-mappings")
    assert number_of(app, ImportMapping) == 0
    audit = ada.visit("/audit?subject=import_mappings").text
    assert "Mapping for imports saved" in audit
    assert "Mapping for imports deleted" in audit


def test_what_the_files_leave_open_is_asked_for(app: Flask, ada: Visitor) -> None:
    text = b"Deal,Value,Status,Close date,Company\nVans,10,Won,03/04/2026,Weber KG\n"
    page = send(ada, {"deals.csv": text}).follow().press(LOOK).follow()
    problems = page.element("import-problems").text
    assert "deals.csv:2: Close date “03/04/2026” can be month first or day first." in problems
    assert not page.offers("Import")

    page = page.form("preview-form").fill(dates="Day first: 30.06.2026").submit().follow()
    assert not page.has("import-problems")
    assert page.offers("Import")


def test_what_is_said_anew_is_looked_at_anew_before_the_import(
    app: Flask, ada: Visitor, tmp_path: Path
) -> None:
    page = send(ada, exported(tmp_path)).follow().press(LOOK).follow()
    confirm = page.form_of("Import")
    more = page.form("files-form").fill(files=[(b"Company\nWeber KG\n", "more.csv")])
    assert more.submit().status == 303

    refused = confirm.submit()
    assert refused.status == 409
    assert "Look at what these files would bring" in refused.text
    assert number_of(app, ImportRun) == 0


def test_a_file_is_removed_and_the_rest_discarded(app: Flask, ada: Visitor, tmp_path: Path) -> None:
    page = send(ada, exported(tmp_path)).follow().press("Remove: deals.csv").follow()
    assert "deals.csv" not in page.text
    assert kept(app) == {"customers.csv", "contacts.csv"}

    page = page.press("Discard").follow()
    assert "The files are deleted." in page.text
    assert kept(app) == set()
    assert number_of(app, ImportUpload) == 0
    assert "Files for an import discarded" in ada.visit("/audit?subject=import_uploads").text


def test_files_that_nobody_imports_go_after_a_day(app: Flask, ada: Visitor, tmp_path: Path) -> None:
    send(ada, exported(tmp_path))
    with app.app_context():
        clearing.clear()
        assert number_of(app, ImportUpload) == 1
        with clock.at(clock.today() + imports.KEPT * 2):
            clearing.clear()
    assert number_of(app, ImportUpload) == 0
    assert kept(app) == set()


def test_a_full_disk_keeps_no_half_file_and_says_so(
    app: Flask, ada: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = keeping.write

    def fails(path: Path, stream: Any) -> None:
        write(path, stream)
        if path.name == "deals.csv":
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(keeping, "write", fails)
    page = send(ada, exported(tmp_path)).follow()

    assert "deals.csv: The server’s disk is full" in page.element("refused-files").text
    assert kept(app) == {"customers.csv", "contacts.csv"}


def test_where_the_report_cannot_be_written_nothing_is_imported(
    app: Flask, ada: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = send(ada, exported(tmp_path)).follow().press(LOOK).follow()
    before = number_of(app, Contact)

    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(import_work, "write_report", fails)
        page = page.press("Import").follow()
    assert "The server’s disk is full" in page.element("import-problems").text
    assert number_of(app, Contact) == before
    assert len(kept(app)) == 3

    page.press("Import")
    assert number_of(app, Contact) == before + 3


def test_in_german(ada: Visitor, cast: Cast, visitor: Visitors, tmp_path: Path) -> None:
    page = send(visitor(cast.ada, language="de"), exported(tmp_path, "dynamics de")).follow()
    assert "getrennt durch Semikolon" in page.element("file-0").text
    more = page.form("files-form").fill(files=[(b"PK", "brief.docx")]).submit().follow()
    assert "brief.docx: Eine solche Datei wird nicht gelesen." in more.text
    page = page.press("Ansehen, was sie bringen würden").follow()
    assert "Kontakt ohne Kunden" in page.element("preview-findings").text
