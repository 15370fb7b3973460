"""Every sum of the pipeline, added up again from the rows by other means."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.insights.pages import Page
from planner.insights.pipeline import PipelineSum, added_by_currency
from planner.models import Deal, Field, Person, Target, Team
from planner.models.kinds import DealStatus, PlanStatus
from planner.queries.plan import targets
from planner.queries.web.customer_filter import NOTHING
from planner.queries.web.paging import ListPage
from planner.team.pipeline.queries import lost_deals, pipeline, pipeline_deals, shortfalls
from planner.team.pipeline.queries.pipeline_deal_rows import DealRow
from planner.team.pipeline.queries.pipeline_deals import Figure, PipelinePart
from planner.team.pipeline.queries.pipeline_filter import PipelineFilter, PipelineGroup
from planner.team.targets.queries import target_sums
from tests.conftest import TODAY
from tests.support.stories.dealings import field_of, fill_with_deals
from tests.support.stories.worlds import filled
from tests.team.queries.paging import all_pages

YEAR = PipelineFilter(starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2026, 12, 31))
SEEDS = (1, 2, 3)
Chosen = Callable[[Deal], bool]


@pytest.fixture
def otto(app: Flask, seed: int) -> Iterator[Person]:
    """The auditor, who sees all of a database full of chance."""
    with app.app_context(), clock.at(TODAY):
        yield filled(fill_with_deals, Random(seed))


def day_of(deal: Deal) -> datetime.date:
    if deal.status in (DealStatus.WON, DealStatus.LOST) and deal.decided_on is not None:
        return deal.decided_on
    return deal.expected_on


def is_planned(deal: Deal) -> bool:
    return deal.status is DealStatus.PLANNED and deal.plan.status is not PlanStatus.CLOSED


def team_of(deal: Deal) -> int | None:
    owner = deal.plan.customer.owner
    return owner.team_id if owner else None


def by_hand(chosen: Chosen, wanted: PipelineFilter = YEAR) -> dict[str, PipelineSum]:
    """One deal after the other, by currency."""
    found: dict[str, PipelineSum] = defaultdict(PipelineSum)
    for deal in db.session.query(Deal):
        if not wanted.starts_on <= day_of(deal) <= wanted.ends_on or not chosen(deal):
            continue
        currency, value = deal.plan.customer.currency, deal.annual_value
        if is_planned(deal):
            weighted = (value * deal.probability).quantize(Decimal("0.01"))
            found[currency] += PipelineSum(planned=value, weighted=weighted, plans=1)
        elif deal.status is DealStatus.WON:
            found[currency] += PipelineSum(won=value, wins=1)
    return dict(found)


def test_every_month_and_field_is_the_sum_of_its_deals(otto: Person) -> None:
    cells = pipeline.cells(otto, YEAR)
    months = {first for first, _field in cells}
    assert len(months) > 6
    for (first, field), sums in cells.items():

        def lies_here(deal: Deal, first: datetime.date = first, field: int | None = field) -> bool:
            return field_of(deal) == field and day_of(deal).replace(day=1) == first

        assert sums == by_hand(lies_here)
    assert added_by_currency(cells.values()) == dict(sorted(by_hand(lambda _deal: True).items()))


def test_a_filter_leaves_the_sum_of_what_it_finds(otto: Person) -> None:
    team = db.session.query(Team).first()
    field = db.session.query(Field).first()
    assert team is not None
    assert field is not None
    asked: list[tuple[dict[str, Any], Chosen]] = [
        ({"team": str(team.id)}, lambda deal: team_of(deal) == team.id),
        ({"team": NOTHING}, lambda deal: team_of(deal) is None),
        ({"field": str(field.id)}, lambda deal: field_of(deal) == field.id),
        ({"field": NOTHING}, lambda deal: field_of(deal) is None),
        ({"segment": "Large"}, lambda deal: deal.plan.customer.segment == "Large"),
        ({"customer": "c3"}, lambda deal: deal.plan.customer.key == "c3"),
    ]
    for changed, chosen in asked:
        wanted = dataclasses.replace(YEAR, **changed)
        assert added_by_currency(pipeline.cells(otto, wanted).values()) == by_hand(chosen), changed


@pytest.mark.parametrize("group", list(PipelineGroup))
def test_customers_and_teams_add_up_to_the_whole(otto: Person, group: PipelineGroup) -> None:
    wanted = dataclasses.replace(YEAR, group=group)
    rows = all_pages(lambda page: pipeline.groups(otto, dataclasses.replace(wanted, page=page)))
    assert rows == pipeline.all_groups(otto, wanted, group)
    assert len({row.value for row in rows}) == len(rows) > 3
    for row in rows:

        def is_of_row(deal: Deal, value: str | None = row.value) -> bool:
            key = deal.plan.customer.key if group is PipelineGroup.CUSTOMER else team_of(deal)
            return value == (None if key is None else str(key))

        assert added_by_currency(row.fields.values()) == by_hand(is_of_row)
    together = added_by_currency(sums for row in rows for sums in row.fields.values())
    assert together == by_hand(lambda _deal: True)


def test_each_target_is_compared_with_the_deals_of_its_team_field_and_period(
    otto: Person,
) -> None:
    listed = targets.all_targets(otto)
    sums = target_sums.sums_of_targets(otto, listed)
    assert len(listed) == db.session.query(Target).count() > 5
    for target in listed:

        def is_meant(deal: Deal, of: targets.TargetRow = target) -> bool:
            in_field = of.field_id is None or field_of(deal) == of.field_id
            return in_field and team_of(deal) == of.team_id

        period = target_sums.scope_of(target)
        assert sums.get(target.id, {}) == by_hand(is_meant, period)
        assert added_by_currency(pipeline.cells(otto, period).values()) == by_hand(is_meant, period)


@pytest.mark.parametrize("part", list(PipelinePart))
def test_every_list_of_deals_adds_up_to_the_figure_that_it_was_opened_from(
    otto: Person, part: PipelinePart
) -> None:
    by = shortfalls.known()

    def read(page: Page) -> ListPage[DealRow]:
        wanted = dataclasses.replace(YEAR, page=page)
        return pipeline_deals.of_figure(otto, wanted, Figure(part), by).page

    deals = all_pages(read)
    sums = pipeline_deals.of_figure(otto, YEAR, Figure(part), by).sums
    assert len({deal.id for deal in deals}) == len(deals) > 0
    values: dict[str, Decimal] = defaultdict(Decimal)
    for deal in deals:
        values[deal.currency] += deal.annual_value
    assert {currency: one.value for currency, one in sums.items()} == values
    assert values == _figure(otto, part, by)


def _figure(
    otto: Person, part: PipelinePart, by: shortfalls.KnownForShortfalls
) -> dict[str, Decimal]:
    """What the page of the pipeline says where it leads to the list."""
    if part in (PipelinePart.LOST, PipelinePart.MOVED):
        found: dict[str, Decimal] = defaultdict(Decimal)
        for one in (
            lost_deals.lost(otto, YEAR)
            if part is PipelinePart.LOST
            else lost_deals.moved(otto, YEAR)
        ):
            found[one.currency] += one.value
        return found
    if part.value in {shortfall.value for shortfall in shortfalls.Shortfall}:
        falls = shortfalls.sums(otto, YEAR, by)[shortfalls.Shortfall(part.value)]
        return {currency: one.planned for currency, one in falls.items()}
    whole = added_by_currency(pipeline.cells(otto, YEAR).values())
    planned = {currency: one.planned for currency, one in whole.items() if one.plans}
    won = {currency: one.won for currency, one in whole.items() if one.wins}
    if part is not PipelinePart.EXPECTED:
        return planned if part is PipelinePart.PLANNED else won
    return {each: planned.get(each, Decimal(0)) + won.get(each, Decimal(0)) for each in whole}
