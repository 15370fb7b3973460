"""The page of imports: what each brought, and undoing one after looking at what that does."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import deals
from planner.database import db
from planner.models import Deal, ImportRun, Person
from tests.imports.deciding import made
from tests.imports.exports import Export
from tests.imports.undone import bring_in, everything
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")

_OF_VISITS = {"sessions", "submissions"}


@pytest.fixture
def run(app: Flask, cast: Cast, tmp_path: Path) -> int:
    folder = tmp_path / "export"
    folder.mkdir()
    with app.app_context():
        return bring_in(Export(folder))


def work_on_a_deal(app: Flask, cast: Cast) -> None:
    with app.app_context():
        deal = db.session.scalars(select(Deal).where(Deal.foreign_key == "A3")).one()
        anna = db.session.get_one(Person, cast.anna.id)
        deals.update(deal, {"title": "Another <b>title</b>"}, by=anna)
        db.session.commit()


def foreign_keys(app: Flask) -> list[str | None]:
    with app.app_context():
        ours = select(Deal.foreign_key).where(Deal.foreign_system.is_not(None))
        return list(db.session.scalars(ours.order_by(Deal.foreign_key)))


def test_without_imports_the_page_says_how_one_is_made(cast: Cast, visitor: Visitors) -> None:
    assert "Nothing has been imported yet." in visitor(cast.ada).visit("/imports").text


def test_the_list_leads_to_what_an_import_brought(cast: Cast, visitor: Visitors, run: int) -> None:
    page = visitor(cast.ada).visit("/imports")
    assert "Customers: 2 new; Plans: 2 new" in page.text

    page = page.click(f"Import {run}")

    assert "Planned deals 4 0 0" in page.element("import-counts").text
    assert "2 × Value that has no place in this program" in page.element("import-findings").text


def test_each_row_of_a_file_became_one_thing(
    app: Flask, cast: Cast, visitor: Visitors, tmp_path: Path
) -> None:
    paths = [str(path) for path in made.write_export(tmp_path, "hubspot en", ".csv")]
    command = ["crm", "import", *paths, "--by", cast.ada.key]
    assert app.test_cli_runner().invoke(args=command).exit_code == 0

    page = visitor(cast.ada).visit("/imports").click("Import 1")

    assert "Ada Admin" in page.element("import-counts").text
    files = page.element("import-files").text
    assert "Contacts 5 rows New: 3 Left out: 2" in files
    assert "Customers 3 rows New: 3" in files


def test_what_was_odd_can_be_taken_away(cast: Cast, visitor: Visitors, run: int) -> None:
    ada = visitor(cast.ada)
    ada.visit(f"/imports/{run}").click("CSV")

    lines = ada.visit(f"/imports/{run}/findings.csv").text

    assert "What was odd" in lines
    assert "Value that has no place in this program" in lines


def test_an_import_is_undone_after_a_look_at_what_that_does(
    app: Flask, cast: Cast, visitor: Visitors, run: int
) -> None:
    ada = visitor(cast.ada)
    page = ada.visit(f"/imports/{run}").click("Undo …")
    assert "Planned deals: 4" in page.element("undo-removed").text
    assert "Nothing" in page.element("undo-restored").text
    assert foreign_keys(app) == ["A1", "A2", "A3", "A4"]

    page = page.form("undo-form").submit().follow()

    assert f"Import {run} is undone." in page.text
    assert "Undo …" not in page.text
    assert foreign_keys(app) == []
    assert "Undone" in ada.visit("/imports").element(f"import-run-{run}").text
    assert "Import undone" in ada.visit("/audit?subject=import_runs").text
    assert ada.visit(f"/imports/{run}/undo").status == 404


def test_it_is_undone_exactly(app: Flask, cast: Cast, visitor: Visitors, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    with app.app_context():
        before = everything()
        run = bring_in(Export(folder))

    visitor(cast.ada).visit(f"/imports/{run}/undo").form("undo-form").submit()

    with app.app_context():
        after = everything()
    assert {name for name in before if before[name] != after[name]} <= _OF_VISITS


def test_what_people_worked_on_is_named_and_may_stay(
    app: Flask, cast: Cast, visitor: Visitors, run: int
) -> None:
    work_on_a_deal(app, cast)
    ada = visitor(cast.ada)
    page = ada.visit(f"/imports/{run}/undo")
    assert "Another <b>title</b> , Planned deals Anna" in page.element("undo-touched").text
    assert "Planned deals: 3" in page.element("undo-removed").text

    page = page.form("undo-form").submit()
    assert page.status == 422
    assert "people or later imports have gone on from this" in page.text
    assert len(foreign_keys(app)) == 4

    page = page.form("undo-form").fill(keep_touched=True).submit()
    assert page.status == 303
    assert foreign_keys(app) == ["A3"]


def test_who_undoes_twice_learns_that_it_was_done(
    app: Flask, cast: Cast, visitor: Visitors, run: int
) -> None:
    ada = visitor(cast.ada)
    form = ada.visit(f"/imports/{run}/undo").form("undo-form")
    ada.visit(f"/imports/{run}/undo").form("undo-form").submit()

    assert "was undone before" in form.submit().text
    with app.app_context():
        assert db.session.get_one(ImportRun, run).undone_at is not None


@pytest.mark.parametrize("who", ["anna", "jo", "paul", "otto", "fritz"])
def test_for_everybody_else_there_is_nothing(
    app: Flask, cast: Cast, visitor: Visitors, run: int, who: str
) -> None:
    form = visitor(cast.ada).visit(f"/imports/{run}/undo").form("undo-form")
    other = visitor(getattr(cast, who))

    for address in ("", f"/{run}", f"/{run}/undo", f"/{run}/findings.csv"):
        assert other.visit(f"/imports{address}").status == 404, address
    assert form.sent_by(other).status == 404
    assert len(foreign_keys(app)) == 4
