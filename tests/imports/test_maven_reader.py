"""What the records of a clean export say."""

from datetime import date
from decimal import Decimal

from planner.imports.dirt import Dirt, Handling
from planner.imports.records import Source
from planner.models.kinds import DealStatus, Role
from tests.imports.exports import Export


def test_sellers_become_generalists_and_managers_leads_of_a_team_in_their_office(
    export: Export,
) -> None:
    records = export.read()

    people = {person.key: person for person in records.people}
    assert people["zoe-mueller"].name == "Zoë Müller"
    assert people["zoe-mueller"].role is Role.GENERALIST
    assert people["zoe-mueller"].team_key == "cara-losch"
    assert people["cara-losch"].role is Role.TEAM_LEAD
    teams = [(team.name, team.region, team.lead_key) for team in records.teams]
    assert teams == [
        ("Team Dustin Brinkmann", "Central", "dustin-brinkmann"),
        ("Team Cara Losch", "East", "cara-losch"),
    ]


def test_products_become_fields_with_series_and_price(export: Export) -> None:
    fields = export.read().fields

    assert [(one.key, one.name, one.series, one.price) for one in fields] == [
        ("gtx-pro", "GTX Pro", "GTX", Decimal(4821)),
        ("mg-special", "MG Special", "MG", Decimal(55)),
    ]


def test_accounts_become_customers_with_revenue_in_whole_dollars(export: Export) -> None:
    isdom, bioholding = export.read().customers

    assert (isdom.key, isdom.name, isdom.industry) == ("isdom", "Isdom", "medical")
    assert (isdom.country, isdom.currency) == ("US", "USD")
    assert isdom.annual_revenue == Decimal(3178240000)
    assert (isdom.founded, isdom.employees) == (2002, 4540)
    assert (bioholding.subsidiary_of, bioholding.parent_key) == ("Isdom", "isdom")


def test_a_won_opportunity_is_a_won_deal_with_its_own_value(export: Export) -> None:
    won = next(iter(export.read().deals))

    assert (won.status, won.stage, won.probability) == (DealStatus.WON, "Won", Decimal(1))
    assert (won.customer_key, won.seller_key, won.field_key) == ("isdom", "moses-frase", "gtx-pro")
    assert won.title == "GTX Pro (A1)"
    assert won.started_on == date(2016, 10, 20)
    assert won.expected_on == won.decided_on == date(2017, 3, 1)
    assert won.value == Decimal(4514)


def test_a_lost_opportunity_is_worth_the_price_that_was_lost(export: Export) -> None:
    lost = [*export.read().deals][1]

    assert (lost.status, lost.probability, lost.value) == (DealStatus.LOST, Decimal(0), Decimal(55))
    assert lost.decided_on == date(2017, 3, 11)


def test_open_opportunities_are_planned_deals_as_probable_as_their_stage(export: Export) -> None:
    engaging, prospecting = [*export.read().deals][2:]

    assert engaging.status is prospecting.status is DealStatus.PLANNED
    assert (engaging.probability, prospecting.probability) == (Decimal("0.4"), Decimal("0.1"))
    assert (engaging.value, prospecting.value) == (Decimal(55), Decimal(4821))
    assert engaging.started_on == date(2016, 11, 2)
    assert prospecting.started_on is engaging.expected_on is engaging.decided_on is None


def test_every_record_keeps_its_foreign_key_and_place(export: Export) -> None:
    records = export.read()

    assert [*records.deals][2].source == Source("maven", "A3")
    assert [*records.deals][2].source.place == "sales_pipeline.csv:4"
    assert [*records.customers][1].source == Source("maven", "Bioholding")
    assert records.fields[0].source == Source("maven", "GTX Pro")
    assert records.teams[1].source == Source("maven", "Cara Losch")
    assert records.people[-1].source == Source("maven", "Zoë Müller")


def test_the_same_export_gives_the_same_records_with_a_byte_order_mark(export: Export) -> None:
    plain = export.read()
    pipeline = export.folder / "sales_pipeline.csv"
    pipeline.write_bytes(b"\xef\xbb\xbf" + pipeline.read_bytes().replace(b"\n", b"\r\n"))

    assert export.read() == plain


def test_nothing_in_a_clean_export_is_left_out_or_corrected(export: Export) -> None:
    handlings = {finding.treatment.handling for finding in export.read().findings}

    assert Handling.LEFT_OUT not in handlings
    assert Handling.CORRECTED not in handlings


def test_values_and_days_that_the_export_lacks_are_counted_by_stage(export: Export) -> None:
    counts = {(one.kind, one.about): one.count for one in export.read().findings}

    assert counts[Dirt.VALUE_FROM_PRICE, "Lost"] == 1
    assert counts[Dirt.VALUE_FROM_PRICE, "Engaging"] == 1
    assert counts[Dirt.VALUE_FROM_PRICE, "Prospecting"] == 1
    assert counts[Dirt.DEAL_WITHOUT_START, "Prospecting"] == 1
    assert counts[Dirt.OPEN_DEAL_WITHOUT_DAY, "Engaging"] == 1
    assert counts[Dirt.OPEN_DEAL_WITHOUT_DAY, "Prospecting"] == 1
