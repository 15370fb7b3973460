"""Many people at once, from a table that is pasted or sent as a file."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Event, Field, PasswordLink, Person, Team
from planner.models.kinds import Role
from tests.imports.tables import write_table
from tests.imports.undone import everything
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

TWO = (
    "Name\tE-Mail\tRolle\tFachgebiet\tTeam\tAbteilung\n"
    "Jürgen Groß\tjuergen@example.org\tGeneralist/in\t\tWest\tVertrieb\n"
    "Eva Neu\teva@example.org\tSpecialist\tFactoring\tsouth\t\n"
)


def look_at(visitor: Visitor, text: str = "", **more: object) -> Page:
    return visitor.visit("/new-people").form("table-form").fill(text=text, **more).submit()


def press(page: Page, button: str, **fields: object) -> Page:
    form = page.form("table-form")
    for name, value in fields.items():
        form.fill(**{name.replace("__", "-"): value})
    return form.submit(button)


def people(app: Flask) -> dict[str, Person]:
    with app.app_context():
        return {person.name: person for person in db.session.scalars(select(Person))}


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_an_administrator_pastes_people(app: Flask, cast: Cast, visitor: Visitors) -> None:
    before = people(app)
    page = look_at(visitor(cast.ada), TWO)
    assert page.status == 200
    assert "2 people can be added." in page.text
    assert "Field: Factoring (1 row)" in page.text
    assert people(app).keys() == before.keys()
    page = press(page, "Add 2 people")
    assert page.heading == "2 people are added"
    with app.app_context():
        west = db.session.scalars(select(Team).where(Team.name == "West")).one()
        factoring = db.session.scalars(select(Field).where(Field.name == "Factoring")).one()
        events = select(func.count()).where(Event.type == "person.created")
        assert db.session.scalar(events) == 2
    found = people(app)
    juergen, eva = found["Jürgen Groß"], found["Eva Neu"]
    assert (juergen.role, juergen.team_id, juergen.unit) == (Role.GENERALIST, west.id, "Vertrieb")
    assert (eva.role, eva.team_id, eva.field_id) == (Role.SPECIALIST, cast.south.id, factoring.id)
    assert not eva.is_administrator


@pytest.mark.databases("sqlite")
def test_the_example_can_be_pasted_as_it_stands(cast: Cast, visitor: Visitors) -> None:
    ada = visitor(cast.ada)
    (table,) = ada.visit("/new-people").root.all("table")
    lines = [[cell.text for cell in row.all("td", "th")] for row in table.all("tr")]
    page = look_at(ada, "\n".join("\t".join(line) for line in lines))
    assert page.errors == []
    assert "Not read" not in page.text


def test_each_gets_a_link_that_lets_them_in(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = press(look_at(visitor(cast.ada), TWO), "Add 2 people")
    eva = people(app)["Eva Neu"]
    address = page.element(f"link-{eva.id}")["value"]
    assert visitor().visit(address).element("sign-in-name")["value"] == "eva@example.org"
    (button,) = [b for b in page.root.all("button") if b["data-copies"] == f"link-{eva.id}"]
    assert button.text == "Copy"


def test_without_the_tick_nobody_gets_a_link(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = press(look_at(visitor(cast.ada), TWO), "Add 2 people", invites=False)
    assert page.heading == "2 people are added"
    assert not page.has("links")
    assert count(app, PasswordLink) == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.databases("sqlite")
def test_a_file_says_the_same(app: Flask, cast: Cast, visitor: Visitors, encoding: str) -> None:
    file = (TWO.replace("\t", ";").encode(encoding), "people.csv")
    press(look_at(visitor(cast.ada), file=file), "Add 2 people")
    assert "Jürgen Groß" in people(app)


@pytest.mark.databases("sqlite")
def test_a_table_needs_no_headings(app: Flask, cast: Cast, visitor: Visitors) -> None:
    text = "Eva Neu, eva@example.org, Teamleitung\nUwe Alt, uwe@example.org, Team lead"
    press(look_at(visitor(cast.ada), text), "Add 2 people")
    assert people(app)["Uwe Alt"].role is Role.TEAM_LEAD


@pytest.mark.databases("sqlite")
def test_first_and_last_names_are_put_together(app: Flask, cast: Cast, visitor: Visitors) -> None:
    text = "Vorname;Nachname;Rolle\nEva;Neu;Teamleitung"
    press(look_at(visitor(cast.ada), text), "Add 1 person")
    assert "Eva Neu" in people(app)


WRONG = (
    "Name;Mail;Rolle;Fachgebiet\n"
    "Eva Neu;eva@@example.org;Chefin;\n"
    ";uwe@example.org;Specialist;\n"
    "Udo Gut;udo@example.org;Team lead;\n"
)


def test_what_is_wrong_stands_at_its_row_and_cell(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = look_at(visitor(cast.ada), WRONG)
    assert "1 person can be added. 2 rows are to be corrected." in page.text
    assert page.element("cell-1-1-error").text == "Write an address like anna@example.org."
    assert page.element("cell-1-2-error").text.startswith("Write one of these: Account manager,")
    assert page.element("cell-2-0-error").text == "Fill this in."
    assert page.element("cell-2-3-error").text == "Choose what the person is a specialist for."
    assert not page.offers("Add 1 person")
    assert "Udo Gut" not in people(app)


def test_cells_are_corrected_where_they_stand(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = look_at(visitor(cast.ada), WRONG)
    form = page.form("table-form")
    form.fill(**{"cell-1-1": "eva@example.org", "cell-1-2": "Account manager"})
    page = form.fill(without="2").submit("Look again")
    assert "2 people can be added. 1 row is left out." in page.text
    press(page, "Add 2 people")
    found = people(app)
    assert {"Eva Neu", "Udo Gut"} <= found.keys()
    assert found["Eva Neu"].email == "eva@example.org"


@pytest.mark.databases("sqlite")
def test_the_corrected_table_can_be_edited_as_a_text(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = look_at(visitor(cast.ada), WRONG).form("table-form")
    page = form.fill(**{"cell-2-0": "Uwe Alt"}).submit("Edit the table as text")
    assert "Uwe Alt\tuwe@example.org\tSpecialist" in page.form("table-form")["text"]


def test_all_are_added_or_none(app: Flask, cast: Cast, visitor: Visitors) -> None:
    """Somebody else has added one of them since they were looked at."""
    ada = visitor(cast.ada)
    page = look_at(ada, TWO)
    look = look_at(ada, "Name;Mail;Rolle\nEva Alt;EVA@example.org;Team lead")
    press(look, "Add 1 person")
    page = press(page, "Add 2 people")
    assert page.status == 422
    assert "Eva Alt has this address already." in page.text
    assert "Jürgen Groß" not in people(app)
    form = page.form("table-form").fill(leaves_out_alike=True)
    press(form.submit("Look again"), "Add 1 person")
    assert "Jürgen Groß" in people(app)


@pytest.mark.databases("sqlite")
def test_duplicates_are_named(cast: Cast, visitor: Visitors) -> None:
    text = (
        "Name;Mail;Rolle\nAnna Berg;;Team lead\nEva Neu;eva@example.org;Team lead\n"
        "E. Neu;Eva@Example.org;Team lead\n"
    )
    page = look_at(visitor(cast.ada), text)
    assert "Somebody of this name is there already." in page.element("row-2").text
    assert page.element("cell-3-1-error").text == "Row 3 says the same."
    page = press(page, "Look again", despite="1", without="3")
    assert page.offers("Add 2 people")


@pytest.mark.databases("sqlite")
def test_a_team_that_may_be_misspelled_is_not_made_unasked(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = look_at(visitor(cast.ada), "Name;Rolle;Team\nEva Neu;Team lead;Suoth")
    assert "“Suoth” is not there. Let it be made, or write another." in page.text
    page = press(page, "Look again", made="team:Suoth")
    press(page, "Add 1 person")
    with app.app_context():
        assert db.session.scalar(select(Team).where(Team.name == "Suoth")) is not None


@pytest.mark.databases("sqlite")
def test_a_column_is_named_by_whoever_knows_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = look_at(visitor(cast.ada), "Name;Aufgabe\nEva Neu;Team lead")
    assert "Not read: Aufgabe." in page.text
    form = page.form("table-form").fill(column=["name", "role"])
    press(form.submit("Look again"), "Add 1 person")
    assert people(app)["Eva Neu"].role is Role.TEAM_LEAD


@pytest.mark.databases("sqlite")
def test_one_role_stands_for_all_who_have_none(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = look_at(visitor(cast.ada), "Eva Neu\nUwe Alt")
    assert page.element("row-1").text.count("Say what the person is here.") == 1
    page = press(page, "Look again", otherwise__role="Team lead")
    press(page, "Add 2 people")
    assert people(app)["Uwe Alt"].role is Role.TEAM_LEAD


@pytest.mark.databases("sqlite")
def test_what_is_no_table_is_said(cast: Cast, visitor: Visitors) -> None:
    ada = visitor(cast.ada)
    page = look_at(ada, "  ")
    assert (page.status, page.errors) == (422, ["Paste a table, or choose a file."])
    page = look_at(ada, file=(b"PK\x03\x04workbook", "people.xlsx"))
    assert page.status == 422
    assert page.errors[0].startswith("This is a broken workbook.")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".xls", ".ods"])
@pytest.mark.databases("sqlite")
def test_a_file_of_any_kind_that_is_imported_says_the_same(
    app: Flask, cast: Cast, visitor: Visitors, tmp_path: Path, ending: str
) -> None:
    rows = [tuple(line.split("\t")) for line in TWO.splitlines()]
    file = write_table(tmp_path / f"people{ending}", rows)
    press(look_at(visitor(cast.ada), file=(file.read_bytes(), file.name)), "Add 2 people")
    assert people(app)["Jürgen Groß"].unit == "Vertrieb"


def test_what_was_pasted_is_an_import_that_is_undone(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    with app.app_context():
        before = everything()
    page = press(look_at(ada, TWO), "Add 2 people")
    run = page.click("To the import")
    assert "People 2 0 0" in run.element("import-counts").text
    assert "2 rows New: 2" in run.element("import-files").text

    ada.visit("/imports/1/undo").form("undo-form").submit()

    with app.app_context():
        after = everything()
    differing = {name for name in before if before[name] != after[name]}
    assert differing <= {"sessions", "submissions"}


def test_somebody_who_has_come_since_is_not_undone(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    page = press(look_at(ada, TWO), "Add 2 people")
    address = page.element(f"link-{people(app)['Eva Neu'].id}")["value"]
    words = "drei neue Wörter"
    visitor().visit(address).form("form").fill(password=words, password_again=words).submit()

    assert "Eva Neu" in ada.visit("/imports/1/undo").text
    ada.visit("/imports/1/undo").form("undo-form").submit()
    assert "Eva Neu" in people(app)


@pytest.mark.parametrize("who", ["anna", "paul", "otto"])
def test_others_add_nobody(app: Flask, cast: Cast, visitor: Visitors, who: str) -> None:
    somebody = visitor(getattr(cast, who))
    assert somebody.visit("/new-people").status == 404
    page = look_at(visitor(cast.ada), TWO)
    for button in ("Look again", "Add 2 people"):
        assert page.form("table-form").sent_by(somebody, button).status == 404
    assert "Eva Neu" not in people(app)


def test_the_same_sent_twice_adds_them_once(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = look_at(visitor(cast.ada), TWO)
    press(page, "Add 2 people")
    assert press(page, "Add 2 people").status == 303
    assert count(app, Person) == len(people(app))
