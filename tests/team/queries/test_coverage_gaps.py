"""The lists of what is missing: each counts and opens to what the rows say by other means."""

from random import Random
from typing import Any

import pytest

from planner.database import db
from planner.models import Customer, Field, Person, Team
from planner.models.kinds import Role, Stage
from planner.queries.web.customer_filter import NOTHING
from planner.team.coverage.queries import coverage, coverage_gaps, coverage_sums
from planner.team.coverage.queries.coverage_filter import CoverageFilter, Gap
from tests.support.stories.coverage_again import added_again, customers, flat, lacking, potentials
from tests.support.stories.coverage_world import CUSTOMERS
from tests.team.queries.paging import all_pages

SEEDS = (1, 2)
SOME = 12


def opened(reader: Person, **asked: Any) -> set[int]:
    """The customers on all pages of the table."""
    found = all_pages(
        lambda page: coverage.page_of_customers(reader, CoverageFilter(**asked, page=page))
    )
    assert len({row.id for row in found}) == len(found)
    return {row.id for row in found}


def test_lists_count_and_open_to_the_customers_that_lack_it(world: Person) -> None:
    everything, counts = coverage_gaps.gap_counts(world, CoverageFilter())
    assert everything == CUSTOMERS
    for gap in Gap:
        chosen = [customer for customer in customers() if lacking(customer)[gap]]
        assert opened(world, gap=gap) == {customer.id for customer in chosen}
        assert counts[gap] == len(chosen)
        assert flat(coverage_sums.totals(world, CoverageFilter(gap=gap))) == added_again(chosen)
    assert all(0 < number < CUSTOMERS for number in counts.values())


def fits(customer: Customer, part: str, value: Any) -> bool:
    """Whether a filter of one part finds the customer, in plain words."""
    team = customer.owner.team if customer.owner else None
    if part == "field_id":
        return value in {one.field_id for one in potentials(customer)}
    found = {
        "team": str(team.id) if team else None,
        "region": team.region if team else None,
        "segment": customer.segment,
        "stage": customer.stage,
    }[part]
    return not found if value == NOTHING else found == value


def every_part() -> list[tuple[str, Any]]:
    """Each filter with each value that it has."""
    return [
        *(("team", str(team.id)) for team in db.session.query(Team)),
        *((part, NOTHING) for part in ("team", "region", "segment")),
        *(("region", name) for name in ("East", "West")),
        *(("segment", name) for name in ("Large", "Small")),
        *(("stage", stage) for stage in Stage),
        *(("field_id", field.id) for field in db.session.query(Field)),
    ]


def counted_again(chosen: list[Customer], days: int, soon: int) -> dict[Gap, int]:
    lists = [lacking(customer, days, soon) for customer in chosen]
    return {gap: sum(found[gap] for found in lists) for gap in Gap}


def test_every_filter_counts_every_list_of_the_customers_that_it_finds(world: Person) -> None:
    everybody = customers()
    for part, value in every_part():
        chosen = [customer for customer in everybody if fits(customer, part, value)]
        asked: Any = {part: value}
        expected = (len(chosen), counted_again(chosen, 90, 60))
        assert coverage_gaps.gap_counts(world, CoverageFilter(**asked)) == expected, asked


def test_filters_together_find_what_each_of_them_finds(world: Person, chance: Random) -> None:
    everybody, parts = customers(), every_part()
    for _ in range(SOME):
        asked: Any = dict(chance.sample(parts, 2))
        asked |= {"days": chance.choice([1, 30, 200]), "soon": chance.choice([1, 100, 365])}
        pairs = [(part, asked[part]) for part, _value in parts if part in asked]
        chosen = [one for one in everybody if all(fits(one, *pair) for pair in pairs)]
        expected = counted_again(chosen, asked["days"], asked["soon"])
        assert coverage_gaps.gap_counts(world, CoverageFilter(**asked)) == (
            len(chosen),
            expected,
        ), asked
        gap = chance.choice(list(Gap))
        lists = {one.id: lacking(one, asked["days"], asked["soon"]) for one in chosen}
        lacking_it = {identity for identity, found in lists.items() if found[gap]}
        assert opened(world, gap=gap, **asked) == lacking_it, (gap, asked)


@pytest.mark.parametrize("gap", list(Gap))
def test_a_lead_finds_the_own_team_alone_in_each_list(world: Person, gap: Gap) -> None:
    team = db.session.query(Team).first()
    lead = Person(key="lead", name="Lead", role=Role.TEAM_LEAD, team=team)
    db.session.add(lead)
    db.session.flush()
    own = [one for one in customers() if one.owner is not None and one.owner.team is team]
    expected = {one.id for one in own if lacking(one)[gap]}
    assert opened(lead, gap=gap) == expected
    assert coverage_gaps.gap_counts(lead, CoverageFilter())[1][gap] == len(expected)
    assert world.is_auditor
