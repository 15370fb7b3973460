"""The pages of the coverage: each customer once, with what is known of each field."""

from collections import defaultdict
from decimal import Decimal

from planner.database import db
from planner.insights.coverage import CoverageState
from planner.insights.pages import Page
from planner.models import Customer, Person, Plan
from planner.models.kinds import Side
from planner.team.coverage.queries import coverage, coverage_sums
from planner.team.coverage.queries.coverage_filter import CoverageFilter
from tests.conftest import TODAY
from tests.support.stories.coverage_again import (
    covered_fields,
    customers,
    deals,
    field_of,
    open_plans,
    potentials,
)
from tests.team.queries.paging import all_pages

SEEDS = (1, 2)


def test_pages_show_each_customer_once_worst_first_and_add_up_to_the_totals(world: Person) -> None:
    rows = all_pages(lambda page: coverage.page_of_customers(world, CoverageFilter(page=page)))
    assert rows == list(coverage.all_coverage_rows(world, CoverageFilter()))
    everybody = {customer.id: customer for customer in customers()}
    assert sorted(row.id for row in rows) == sorted(everybody)
    uncovered = []
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
    for row in rows:
        customer = everybody[row.id]
        gaps = {id_ for id_, cell in row.cells.items() if cell.judgement.state is CoverageState.GAP}
        covered = covered_fields(customer)
        missing = [one for one in potentials(customer) if one.field_id not in covered]
        assert gaps == {one.field_id for one in missing}
        uncovered.append(sum(one.annual_value for one in missing))
        assert row.sum.potential == sum(one.annual_value for one in potentials(customer))
        assert row.sum.deal_value == sum(value for _field, value in deals(customer))
        found_sum = sums[row.currency]
        sums[row.currency] = [
            found_sum[0] + row.sum.potential,
            found_sum[1] + row.sum.ours,
            found_sum[2] + row.sum.deal_value,
        ]
    assert uncovered == sorted(uncovered, reverse=True)
    totals = coverage_sums.coverage_by_currency(
        coverage_sums.totals(world, CoverageFilter()).values()
    )
    assert dict(sums) == {
        currency: [one.potential, one.ours, one.deal_value] for currency, one in totals.items()
    }


def test_cells_say_who_is_there_what_was_said_last_and_what_is_next(world: Person) -> None:
    for number in (1, 2):
        for row in coverage.page_of_customers(world, CoverageFilter(page=Page(number))).rows:
            customer = db.session.get_one(Customer, row.id)
            plans = open_plans(customer)
            for field_id, cell in row.cells.items():
                assert set(cell.specialists) == {
                    member.person.name
                    for plan in plans
                    for member in plan.members
                    if member.left_on is None
                    and member.person.side is Side.SPECIALIST
                    and member.person.field_id == field_id
                    and field_id is not None
                }
                days = [
                    item.due_on
                    for plan in plans
                    for item in plan.activities
                    if item.is_unfinished and item.due_on and field_of(item) == field_id
                ]
                assert cell.next_due == min((day for day in days if day >= TODAY), default=None)
                assert cell.overdue == sum(day < TODAY for day in days)
                talks = [
                    entry.on
                    for plan in db.session.query(Plan).filter_by(customer_id=row.id)
                    for talk in plan.conversations
                    for entry in talk.entries
                    if field_of(talk) == field_id
                ]
                assert cell.talked_on == max(talks, default=None)
