"""The tables of the pipeline as files: what the page shows, in cells that can be added up again."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner.models.kinds import CauseKind, DealStatus
from tests.exports.reading import csv_rows, xlsx_rows
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.team.views.test_pipeline import SEPTEMBER, deal, deal_elsewhere
from tests.team.views.test_targets import put

LOST = {"status": DealStatus.LOST, "cause": "Too late.", "cause_kind": CauseKind.OURS}


@pytest.fixture(autouse=True)
def deals(app: Flask, cast: Cast) -> None:
    deal(app, cast, "=Frame contract")
    deal(app, cast, "Won", status=DealStatus.WON, decided_on=SEPTEMBER, probability=Decimal(1))
    deal(app, cast, "Lost", decided_on=SEPTEMBER, **LOST)
    deal_elsewhere(app, cast, cast.anna, currency="CHF")


def test_months_have_a_line_for_each_field_and_currency(cast: Cast, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    page = paul.visit("/team/pipeline?starts_on=2026-09-01&ends_on=2026-09-30")
    address = next(each["href"] for each in page.root.all("a") if "table=months" in each["href"])
    assert "2026-09-01" in address
    heading, *rows = csv_rows(paul.visit("/team/pipeline.csv").data)
    assert heading[:4] == ["Month", "Field", "Currency", "Won"]
    assert rows == [
        ["2026-09-01", "Leasing", "EUR", "60000", "30000", "60000", "1", "1"],
        ["2026-09-01", "Payments", "CHF", "0", "7777", "7777", "0", "1"],
    ]
    sheet = xlsx_rows(paul.visit(address).data)
    assert sheet[1][0].date() == datetime.date(2026, 9, 1)
    assert sheet[1][3:6] == (60_000, 30_000, 60_000)


@pytest.mark.parametrize(
    ("table", "asked", "line"),
    [
        ("groups", "", "South,Leasing,EUR,60000,30000,60000,1,1"),
        ("groups", "group=customer", "Elsewhere,Payments,CHF,0,7777,7777,0,1"),
        ("causes", "", "Lost,Ours,Leasing,1,60000,EUR"),
        (
            "comparisons",
            "",
            "South,all fields,2026-01-01,2026-12-31,100000,EUR,60000,30000,60000,1,1,10000,90%,"
            "7777 CHF",
        ),
    ],
)
def test_every_other_table_of_the_page_can_be_taken_away(
    app: Flask, cast: Cast, visitor: Visitors, table: str, asked: str, line: str
) -> None:
    put(app, cast.south, cast.paul, amount=Decimal(100_000))
    paul = visitor(cast.paul)
    page = paul.visit(f"/team/pipeline.csv?table={table}&{asked}")
    assert line.split(",") in csv_rows(page.data)
    assert paul.visit(f"/team/pipeline.xlsx?table={table}&{asked}").status == 200
    assert paul.visit("/team/pipeline.csv?table=people").status == 404


def test_deals_behind_a_figure_are_taken_away_with_their_activities_and_nobodys_name(
    cast: Cast, visitor: Visitors
) -> None:
    paul = visitor(cast.paul)
    page = paul.visit("/team/pipeline").click("90,000\xa0€: Leasing, September 2026")
    links = [each["href"] for each in page.root.all("a") if "deals.csv" in each["href"]]
    _heading, *rows = csv_rows(paul.visit(links[0]).data)
    assert [row[1] for row in rows] == ["'=Frame contract", "Won"]
    assert rows[0][3:10] == ["2026-09-15", "Planned", "", "60000", "EUR", "50%", "30000"]
    assert "Anna" not in paul.visit(links[0]).html
