"""What customers add up to, added up again from the rows by other means."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from planner.database import db
from planner.models import Field, Person, Team
from planner.models.kinds import Role
from planner.queries.web.customer_filter import NOTHING
from planner.team.coverage.queries import coverage_gaps, coverage_sums
from planner.team.coverage.queries.coverage_filter import CoverageFilter, CoverageGroup
from tests.support.stories.coverage_again import added_again, customers, flat, potentials

SEEDS = (1, 2)


def test_totals_are_the_sum_of_the_rows_and_no_currency_is_added_to_another(world: Person) -> None:
    expected = added_again(customers())
    assert {currency for _field, currency in expected} == {"EUR", "CHF"}
    assert flat(coverage_sums.totals(world, CoverageFilter())) == expected


KEYS: dict[CoverageGroup, Callable[[Any], Any]] = {
    CoverageGroup.TEAM: lambda customer: customer.owner.team_id if customer.owner else None,
    CoverageGroup.REGION: lambda customer: (
        customer.owner.team.region if customer.owner and customer.owner.team else None
    ),
    CoverageGroup.SEGMENT: lambda customer: customer.segment or None,
    CoverageGroup.STAGE: lambda customer: customer.stage,
}


@pytest.mark.parametrize("group", list(CoverageGroup))
def test_groups_and_filters_find_the_same_customers_and_add_up_the_same(
    world: Person, group: CoverageGroup
) -> None:
    by_key = defaultdict(list)
    for customer in customers():
        by_key[KEYS[group](customer)].append(customer)
    listed = coverage_sums.coverage_groups(world, CoverageFilter(), group)
    assert {key: number for key, _name, number in listed} == {
        key: len(found) for key, found in by_key.items()
    }
    of_groups = coverage_sums.of_groups(world, CoverageFilter(), group)
    for key, chosen in by_key.items():
        expected = added_again(chosen)
        assert flat(of_groups.get(key, {})) == expected
        asked: Any = {
            group.value: key if group is CoverageGroup.STAGE else coverage_sums.value_of_group(key)
        }
        assert flat(coverage_sums.totals(world, CoverageFilter(**asked))) == expected
        assert coverage_gaps.gap_counts(world, CoverageFilter(**asked))[0] == len(chosen)
    assert group is CoverageGroup.STAGE or coverage_sums.value_of_group(None) == NOTHING


def test_one_field_is_all_that_is_added_up_when_it_is_asked_for(world: Person) -> None:
    field = db.session.query(Field).first()
    assert field is not None
    chosen = [c for c in customers() if field.id in {one.field_id for one in potentials(c)}]
    expected = {at: sums for at, sums in added_again(chosen).items() if at[0] == field.id}
    assert flat(coverage_sums.totals(world, CoverageFilter(field_id=field.id))) == expected


def test_a_lead_gets_the_sums_of_the_own_team_alone(world: Person) -> None:
    team = db.session.query(Team).first()
    assert team is not None
    lead = Person(key="lead", name="Lead", role=Role.TEAM_LEAD, team=team)
    db.session.add(lead)
    db.session.flush()
    own = [c for c in customers() if c.owner is not None and c.owner.team_id == team.id]
    assert flat(coverage_sums.totals(lead, CoverageFilter())) == added_again(own)
    assert coverage_gaps.gap_counts(lead, CoverageFilter())[0] == len(own)
    lead.team = None
    db.session.flush()
    assert coverage_gaps.gap_counts(lead, CoverageFilter())[0] == 0
    assert coverage_sums.totals(lead, CoverageFilter()) == {}
    assert world.is_auditor
