"""The lead's table as a file: the same cells and sums, of the same customers, and no people."""

import pytest
from flask import Flask

from planner.team.coverage.queries import coverage
from tests.exports.reading import csv_rows, xlsx_rows
from tests.support.fixtures import Visitors
from tests.support.stories import covered
from tests.support.stories.cast import Cast


def test_file_has_every_cell_of_all_pages_that_the_filter_finds(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "_PART", 7)
    covered.add_many(app, cast)
    paul = visitor(cast.paul)
    page = paul.visit("/team?page=2")
    links = [address for name, address in page.links.items() if "Download the table" in name]
    assert links == ["/team.xlsx", "/team.csv"]
    heading, *rows = csv_rows(paul.visit("/team.csv").data)
    assert [rows[0][1], len(rows)] == ["Eisenwerk Brühl AG", 2 + 59]
    potential, currency = heading.index("Potential"), heading.index("Currency")
    assert sum(int(row[potential]) for row in rows) == 240_000 + sum(range(60))
    assert {row[currency] for row in rows} == {"EUR"}
    assert len(xlsx_rows(paul.visit("/team.xlsx").data)) == 1 + len(rows)
    (found,) = csv_rows(paul.visit(f"/team.csv?field_id={cast.leasing.id}").data)[1:]
    assert found[1:6] == ["Eisenwerk Brühl AG", "South", "Customer", "Leasing", "Quiet"]


def test_file_of_groups_has_their_sums_by_field_and_currency(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Swiss one", cast.anna, cast, currency="CHF")
    covered.add(app, "Northern one", cast.fritz, cast)
    rows = csv_rows(visitor(cast.otto).visit("/team.csv?group=team").data)[1:]
    assert [[*row[:5], row[6], row[7], row[10]] for row in rows] == [
        ["North", "Leasing", "1", "1", "5000", "5000", "0%", "EUR"],
        ["South", "Leasing", "1", "1", "5000", "5000", "0%", "CHF"],
        ["South", "Leasing", "1", "0", "120000", "0", "100%", "EUR"],
        ["South", "Payments", "1", "1", "120000", "120000", "0%", "EUR"],
    ]


@pytest.mark.parametrize("asked", ["", "?group=team", "?team=999&gap=no_plan"])
def test_file_has_nothing_of_another_team_and_names_nobody(
    app: Flask, cast: Cast, visitor: Visitors, asked: str
) -> None:
    covered.add(app, "Northern one", cast.fritz, cast)
    text = visitor(cast.paul).visit(f"/team.csv{asked}").text
    assert "North" not in text
    for person in (cast.anna, cast.jo, cast.tom, cast.paul):
        assert person.name not in text
    assert "Northern one" in visitor(cast.otto).visit("/team.csv").text


@pytest.mark.parametrize("name", ["anna", "tom", "jo", "mira", "vera", "ada", "ruth", "fritz"])
def test_nobody_else_takes_it_away(cast: Cast, visitor: Visitors, name: str) -> None:
    assert visitor(getattr(cast, name)).visit("/team.csv").status == 404
    assert visitor(cast.paul).visit("/team.doc").status == 404
