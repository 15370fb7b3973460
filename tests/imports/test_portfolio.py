"""Who keeps a customer, how far it has come, and where deals without a customer go."""

from datetime import date

import pytest

from planner.imports.collecting import with_collecting_customers
from planner.imports.expectations import expected_day, last_day_of_quarter, usual_days
from planner.imports.portfolio import Portfolio
from planner.imports.records import CustomerRecord, Records
from planner.models.kinds import Stage
from tests.imports.exports import Export

OPEN = "{},{},GTX Pro,{},Engaging,2016-11-02,,\n"
WON = "{},{},GTX Pro,{},Won,2016-10-20,2017-03-01,4514\n"


def owner_and_sellers(records: Records, customer: int = 0) -> tuple[str | None, list[str]]:
    portfolio, one = Portfolio(records), [*records.customers][customer]
    return portfolio.owner_of(one), portfolio.sellers_of(one)


def test_the_seller_with_most_open_deals_keeps_the_customer(export: Export) -> None:
    export.pipeline(
        WON.format("A1", "Anna Snelling", "Isdom")
        + WON.format("A2", "Anna Snelling", "Isdom")
        + OPEN.format("A3", "Moses Frase", "Isdom")
    )

    assert owner_and_sellers(export.read()) == ("moses-frase", ["moses-frase", "anna-snelling"])


def test_with_as_many_open_deals_the_one_with_more_of_any_kind_keeps_it(export: Export) -> None:
    export.pipeline(
        OPEN.format("A1", "Anna Snelling", "Isdom")
        + OPEN.format("A2", "Moses Frase", "Isdom")
        + WON.format("A3", "Moses Frase", "Isdom")
    )

    assert owner_and_sellers(export.read()) == ("moses-frase", ["moses-frase", "anna-snelling"])


def test_among_equals_the_name_decides(export: Export) -> None:
    export.pipeline(
        OPEN.format("A1", "Moses Frase", "Isdom") + OPEN.format("A2", "Anna Snelling", "Isdom")
    )

    assert owner_and_sellers(export.read()) == ("anna-snelling", ["anna-snelling", "moses-frase"])


def test_a_customer_without_deals_has_no_owner_and_is_a_suspect(export: Export) -> None:
    export.pipeline(OPEN.format("A1", "Moses Frase", "Isdom"))
    records = export.read()

    assert owner_and_sellers(records, customer=1) == (None, [])
    stages = [Portfolio(records).stage_of(customer) for customer in records.customers]
    assert stages == [Stage.PROSPECT, Stage.SUSPECT]


def test_a_won_deal_makes_a_customer(export: Export) -> None:
    export.pipeline(WON.format("A1", "Moses Frase", "Isdom"))
    records = export.read()

    assert Portfolio(records).stage_of(next(iter(records.customers))) is Stage.CUSTOMER


def test_each_seller_gets_one_collecting_customer_for_deals_without_one(export: Export) -> None:
    export.pipeline(
        OPEN.format("A1", "Moses Frase", "")
        + OPEN.format("A2", "Moses Frase", "")
        + OPEN.format("A3", "Zoë Müller", "")
        + OPEN.format("A4", "Zoë Müller", "Isdom")
    )

    records = with_collecting_customers(export.read())

    moses, zoe = (one for one in records.customers if one.collecting)
    assert (moses.name, moses.stage) == ("Without customer (Moses Frase)", Stage.SUSPECT)
    assert (moses.source.key, moses.currency) == ("without customer: Moses Frase", "USD")
    assert Portfolio(records).owner_of(zoe) == "zoe-mueller"
    assert [deal.customer_key for deal in records.deals] == [
        moses.key, moses.key, zoe.key, "isdom",
    ]  # fmt: skip


def test_deals_with_neither_customer_nor_seller_are_collected_too(export: Export) -> None:
    export.pipeline(OPEN.format("A1", "", ""))

    records = with_collecting_customers(export.read())

    collecting: CustomerRecord = [*records.customers][-1]
    assert (collecting.name, collecting.owner_key) == ("Without customer", None)
    assert next(iter(records.deals)).customer_key == collecting.key


def test_an_open_deal_is_expected_after_the_usual_time_if_that_is_ahead(export: Export) -> None:
    records = export.read()
    won, _lost, engaging, prospecting = records.deals
    usual = usual_days(Portfolio(records).days_to_sign)

    assert usual == 132
    assert expected_day(won, usual=usual, on=date(2017, 1, 1)) == date(2017, 3, 1)
    assert expected_day(engaging, usual=usual, on=date(2017, 1, 1)) == date(2017, 3, 14)
    assert expected_day(engaging, usual=usual, on=date(2026, 5, 4)) == date(2026, 6, 30)
    assert expected_day(prospecting, usual=usual, on=date(2017, 1, 1)) == date(2017, 3, 31)
    assert usual_days({}) is None
    assert usual_days({10: 1, 20: 1, 90: 2}) == 20


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 8, 15), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_quarter_ends_with_its_third_month(day: date, end: date) -> None:
    assert last_day_of_quarter(day) == end
