"""The coverage board as a PDF: the page's filter, the page's rights, and nobody's name."""

from decimal import Decimal

import pytest
from flask import Flask

from planner.database import db
from planner.models import Customer, Person, Potential
from planner.team.coverage.views import coverage_boards
from tests.conftest import TODAY
from tests.exports.reading import csv_rows, xlsx_rows
from tests.support.fixtures import Visitors
from tests.support.pdf_texts import pages_of, text_of
from tests.support.stories import planned
from tests.support.stories.cast import Cast

FILES = ("team.csv", "team.xlsx", "team.pdf")


def further(app: Flask, key: str, owner: Person | None, cast: Cast, **values: object) -> None:
    """A customer without a plan, with potential for Leasing in Swiss francs."""
    with app.app_context():
        customer = Customer(
            key=key, name=key, owner_id=owner and owner.id, currency="CHF", **values
        )
        potential = Potential(
            customer=customer,
            field_id=cast.leasing.id,
            annual_value=Decimal("5000.5"),
            screened_on=TODAY,
        )
        db.session.add_all([customer, potential])
        db.session.commit()


def rows_of(data: bytes) -> list[dict[str, str]]:
    heading, *rows = csv_rows(data)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def test_filter_of_the_page_is_that_of_the_files(app: Flask, cast: Cast, visitor: Visitors) -> None:
    further(app, "Second", cast.anna, cast, segment="Small")
    page = visitor(cast.paul).visit("/team").form("coverage-filter").fill(segment="Small").submit()
    for link in ("a CSV file", "an Excel file"):
        found = page.click(f"Download the table as {link}")
        said = found.text if link == "a CSV file" else str(xlsx_rows(found.data))
        assert "Second" in said
        assert "Eisenwerk" not in said
    assert ("Segment: Small",) in xlsx_rows(found.data, -1)
    board = text_of(page.click("Download the board as a PDF file").data)
    assert "Segment: Small" in board
    assert "Eisenwerk" not in board
    gaps = rows_of(page.visitor.visit("/team.csv?gap=no_plan").data)
    assert {row["Customer"] for row in gaps} == {"Second"}


def test_a_name_without_letters_says_so_on_the_board(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    assert "□" not in text_of(visitor(cast.otto).visit("/team.pdf").data)
    further(app, "株 Second", cast.anna, cast)
    board = text_of(visitor(cast.otto).visit("/team.pdf").data)
    assert "□ Second" in board
    assert "□ is a character that this file has no letter for" in board


def test_groups_have_a_row_for_each_currency(app: Flask, cast: Cast, visitor: Visitors) -> None:
    further(app, "Second", cast.anna, cast)
    page = visitor(cast.otto).visit("/team?group=team")
    rows = rows_of(page.click("Download the table as a CSV file").data)
    leasing = {row["Currency"]: row for row in rows if row["Field"] == "Leasing"}
    assert leasing["EUR"]["Potential"] == "120000"
    assert leasing["CHF"]["Potential"] == leasing["CHF"]["Potential without a specialist"]
    assert leasing["CHF"]["Potential"] == "5000.5"
    board = text_of(page.click("Download the board as a PDF file").data)
    assert "Total, in CHF" in board
    assert "Total, in EUR" in board


def test_board_has_a_legend_signs_and_numbered_pages_and_says_what_it_leaves_out(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        further(app, f"Łódź {number}", cast.anna, cast)
    paul = visitor(cast.paul, language="de")
    board = paul.visit("/team.pdf")
    said = text_of(board.data)
    assert "▲ Niemand da" in said
    assert "✔ Abgedeckt" in said
    assert "Łódź 59" in said
    assert "Abdeckung, Stand 15.06.2026" in said
    pages = pages_of(board.data)
    assert f"Seite {pages} von {pages}" in said
    assert pages > 1
    assert said.count("Kunde Insurance") == pages  # the heading stands on each
    assert 'filename="Abdeckung 2026-06-15.pdf"' in board.headers["Content-Disposition"]
    monkeypatch.setattr(coverage_boards, "MOST_PRINTED", 5)
    assert "61 Kunden" in text_of(paul.visit("/team.pdf").data)


def test_nobody_is_named(app: Flask, cast: Cast, visitor: Visitors) -> None:
    further(app, "Second", cast.anna, cast)
    planned.activity(app, cast, due_on=TODAY, assignee_id=cast.jo.id, field_id=cast.leasing.id)
    otto = visitor(cast.otto)
    assert "Jo Kilian" in otto.visit("/team").html
    for query in ("", "?group=team"):
        said = [
            otto.visit(f"/team.csv{query}").text,
            str(xlsx_rows(otto.visit(f"/team.xlsx{query}").data)),
            text_of(otto.visit(f"/team.pdf{query}").data),
        ]
        for name in ("Anna Berg", "Jo Kilian", "Tom Ahrens"):
            assert all(name not in one for one in said)


def test_lead_of_one_team_gets_nothing_of_another(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    further(app, "Northern", cast.fritz, cast, segment="Secret")
    further(app, "Nobodys", None, cast)
    paul = visitor(cast.paul)
    for query in ("", f"?team={cast.north.id}", "?segment=Secret", "?group=team"):
        said = [
            paul.visit(f"/team.csv{query}").text,
            str(xlsx_rows(paul.visit(f"/team.xlsx{query}").data)),
            text_of(paul.visit(f"/team.pdf{query}").data),
        ]
        for secret in ("Northern", "Nobodys", "North", "Secret"):
            assert all(secret not in one for one in said)


@pytest.mark.parametrize("name", ["anna", "tom", "jo", "mira", "vera", "ada", "fritz"])
def test_files_are_not_there_for_others(cast: Cast, visitor: Visitors, name: str) -> None:
    for file in FILES:
        assert visitor(getattr(cast, name)).visit(f"/{file}").status == 404
