"""Which plans lean to one side, found again from the stored ratings by other means."""

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.models import Person, Plan, StoredRating
from planner.models.kinds import PlanStatus
from planner.team.maturity.queries import one_sided_plans
from planner.team.maturity.queries.one_sided_plans import FLAGGED, OneSidedFilter
from tests.conftest import TODAY
from tests.support.stories.rated_world import fill
from tests.support.stories.worlds import filled
from tests.team.queries.paging import all_pages

SEEDS = (3, 4)


@pytest.fixture
def world(app: Flask, seed: int) -> Iterator[Person]:
    with app.app_context(), clock.at(TODAY):
        yield filled(fill, Random(seed))


def newest(plan: Plan) -> StoredRating | None:
    stored = db.session.query(StoredRating).filter_by(plan_id=plan.id)
    seen = [row for row in stored if max(row.on, row.visible_to_leads_on) <= TODAY]
    return max(seen, key=lambda row: row.on, default=None)


def deciding(rating: StoredRating) -> int:
    return len([s for s in rating.symptoms if s["age"] == "iron" and s["decides"]])


def wanting_a_look() -> dict[int, StoredRating]:
    found = {}
    for plan in db.session.query(Plan):
        rating = newest(plan)
        if plan.status is PlanStatus.ACTIVE and rating and (rating.one_sided or deciding(rating)):
            found[plan.id] = rating
    return found


def codes(rating: StoredRating) -> set[str]:
    return {s["code"] for s in rating.symptoms} | ({FLAGGED} if rating.one_sided else set())


def test_plans_that_lean_or_that_something_holds_are_found_the_most_one_sided_first(
    world: Person,
) -> None:
    expected = wanting_a_look()
    assert expected
    found = one_sided_plans.all_one_sided_plans(world, OneSidedFilter())
    assert {plan.id for plan in found} == expected.keys()
    order = [
        (plan.number is None, -(plan.number or 0), -deciding(expected[plan.id])) for plan in found
    ]
    assert order == sorted(order)
    for plan in found:
        rating = expected[plan.id]
        assert (plan.on, plan.age, plan.number, plan.leaning) == (
            rating.on,
            rating.age,
            rating.one_sidedness,
            rating.leaning,
        )
        assert [one.code for one in plan.symptoms] == [s["code"] for s in rating.symptoms]


def test_each_symptom_counts_the_plans_that_it_finds(world: Person) -> None:
    expected = wanting_a_look()
    everything, counts = one_sided_plans.symptom_counts(world, OneSidedFilter())
    assert everything == len(expected)
    assert counts == Counter(code for rating in expected.values() for code in codes(rating))
    for code, number in counts.items():
        found = one_sided_plans.all_one_sided_plans(world, OneSidedFilter(symptom=code))
        assert len(found) == number
        assert {plan.id for plan in found} == {
            plan for plan, rating in expected.items() if code in codes(rating)
        }


def test_pages_together_have_each_plan_once(world: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_sided_plans, "ONE_SIDED_PAGE", 2)
    every = one_sided_plans.all_one_sided_plans(world, OneSidedFilter())
    assert every == all_pages(
        lambda page: one_sided_plans.page_of_one_sided_plans(world, OneSidedFilter(page=page))
    )


def test_lead_finds_those_of_the_own_team(world: Person) -> None:
    for number in range(3):
        lead = db.session.query(Person).filter_by(key=f"lead{number}").one()
        found = {plan.team for plan in one_sided_plans.all_one_sided_plans(lead, OneSidedFilter())}
        assert found <= {f"Team {number}"}
