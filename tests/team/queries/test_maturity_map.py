"""Every figure of the maturity map, counted again from the stored ratings by other means."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.models import Person, Plan, StoredRating
from planner.models.kinds import PlanStatus, Stage
from planner.queries.web.customer_filter import NOTHING
from planner.rating.ages import ORDER
from planner.team.maturity.queries import ages_over_time, maturity_map, rated_lists, relapses
from planner.team.maturity.queries.rated_plans import MaturityFilter, PlanPlace
from tests.conftest import TODAY
from tests.support.stories.rated_world import DAY, fill
from tests.support.stories.worlds import filled
from tests.team.queries.paging import all_pages

SINCE, UNTIL = TODAY - 120 * DAY, TODAY - 20 * DAY
SEEDS = (1, 2)
Keep = Callable[[Plan], bool]


@pytest.fixture
def world(app: Flask, seed: int) -> Iterator[Person]:
    with app.app_context(), clock.at(TODAY):
        yield filled(fill, Random(seed))


def seen_of(plan: Plan, until: datetime.date) -> list[StoredRating]:
    """The ratings that may be seen today, from the oldest on."""
    stored = db.session.query(StoredRating).filter_by(plan_id=plan.id)
    return sorted(
        (row for row in stored if row.on <= min(until, TODAY) and row.visible_to_leads_on <= TODAY),
        key=lambda row: row.on,
    )


def place(plan: Plan, day: datetime.date) -> PlanPlace:
    if plan.activated_on is None or plan.activated_on > day:
        return PlanPlace.ABSENT
    seen = seen_of(plan, day)
    if seen and seen[-1].age != "unrated":
        return PlanPlace(seen[-1].age)
    return PlanPlace.UNRATED if plan.status is PlanStatus.ACTIVE else PlanPlace.ABSENT


def plans(keep: Keep) -> list[Plan]:
    return [plan for plan in db.session.query(Plan) if keep(plan)]


def everything(_plan: Plan) -> bool:
    return True


def team_of(plan: Plan) -> str | None:
    owner = plan.customer.owner
    return owner.team.name if owner and owner.team else None


def without_absent(counted: Counter[PlanPlace]) -> Counter[PlanPlace]:
    there = set(PlanPlace) - {PlanPlace.ABSENT}
    return Counter({place: counted[place] for place in there})


CASES: list[tuple[dict[str, Any], Keep]] = [
    ({}, everything),
    ({"team": "1"}, lambda plan: team_of(plan) == "Team 0"),
    ({"team": NOTHING}, lambda plan: team_of(plan) is None),
    ({"region": "West"}, lambda plan: team_of(plan) == "Team 1"),
    ({"segment": NOTHING}, lambda plan: not plan.customer.segment),
    ({"stage": Stage.CUSTOMER}, lambda plan: plan.customer.stage is Stage.CUSTOMER),
]


@pytest.mark.parametrize(("wanted", "keep"), CASES)
@pytest.mark.parametrize("days", [(SINCE, UNTIL), (UNTIL, TODAY)])
def test_what_moved_is_what_the_ratings_say_and_the_sums_are_equal(
    world: Person, wanted: dict[str, Any], keep: Keep, days: tuple[datetime.date, datetime.date]
) -> None:
    found = maturity_map.between(world, MaturityFilter(since=days[0], until=days[1], **wanted))
    expected = Counter((place(plan, days[0]), place(plan, days[1])) for plan in plans(keep))
    del expected[PlanPlace.ABSENT, PlanPlace.ABSENT]
    assert found.moves == expected
    assert expected or wanted
    for day, counted in zip(days, (found.before, found.after), strict=True):
        assert without_absent(counted) == without_absent(
            Counter(place(plan, day) for plan in plans(keep))
        )
    by_team = Counter((team_of(plan), place(plan, days[1])) for plan in plans(keep))
    for team in found.teams:
        for each in set(PlanPlace) - {PlanPlace.ABSENT}:
            assert team.plans[each] == by_team[team.name, each]
    added = sum((team.plans for team in found.teams), Counter[PlanPlace]())
    assert added == +without_absent(found.after)


@pytest.mark.parametrize(("wanted", "keep"), CASES)
def test_each_month_end_is_what_the_ratings_say(
    world: Person, wanted: dict[str, Any], keep: Keep
) -> None:
    course = ages_over_time.over_time(world, MaturityFilter(since=SINCE, until=TODAY, **wanted))
    assert len(course.months) == 13
    for month in course.months:
        expected = Counter(place(plan, month.on) for plan in plans(keep))
        assert without_absent(month.plans) == without_absent(expected), month.on
        assert min(month.plans.values(), default=0) >= 0
    now = maturity_map.between(world, MaturityFilter(since=SINCE, until=TODAY, **wanted)).after
    assert without_absent(course.months[-1].plans) == without_absent(now)


def test_months_end_on_their_last_days_whatever_day_it_is() -> None:
    ends = ages_over_time.month_ends(datetime.date(2024, 3, 31))
    assert (ends[0], ends[-1]) == (datetime.date(2023, 3, 31), datetime.date(2024, 2, 29))
    assert len(set(ends)) == 12


def test_each_count_opens_to_its_plans(world: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rated_lists, "RATED_PAGE", 3)
    look = MaturityFilter(since=SINCE, until=UNTIL)
    for ends, number in maturity_map.between(world, look).moves.items():
        expected = {plan.id for plan in plans(everything) if places(plan, look) == ends}
        assert len(expected) == number
        at_ends = replace(look, before=ends[0], after=ends[1])
        assert {row.id for row in rated_lists.all_rated_plans(world, at_ends)} == expected
        assert paged(world, at_ends) == expected
    anywhere = rated_lists.all_rated_plans(world, replace(look, after=PlanPlace.IRON))
    assert {row.id for row in anywhere} == {
        plan.id for plan in plans(everything) if place(plan, UNTIL) is PlanPlace.IRON
    }


def places(plan: Plan, look: MaturityFilter) -> tuple[PlanPlace, PlanPlace]:
    return place(plan, look.since), place(plan, look.until)


def paged(reader: Person, look: MaturityFilter) -> set[int]:
    found = all_pages(lambda at: rated_lists.page_of_rated_plans(reader, replace(look, page=at)))
    assert found == rated_lists.all_rated_plans(reader, look)
    return {row.id for row in found}


@pytest.mark.parametrize(("wanted", "keep"), CASES)
def test_relapses_are_those_between_two_ratings_that_can_be_seen(
    world: Person, wanted: dict[str, Any], keep: Keep
) -> None:
    expected = set()
    for plan in plans(keep):
        ages = [row for row in seen_of(plan, UNTIL) if row.age in ORDER]
        for before, after in pairwise(ages):
            if ORDER.index(after.age) < ORDER.index(before.age) and after.on > SINCE:
                expected.add((plan.id, after.on, before.age, after.age))
    assert expected or wanted
    found = relapses.all_relapses(world, MaturityFilter(since=SINCE, until=UNTIL, **wanted))
    assert {(one.plan_id, one.on, one.before, one.after) for one in found} == expected
    assert [one.on for one in found] == sorted((one.on for one in found), reverse=True)


def test_lead_counts_the_own_team_and_nothing_else(world: Person) -> None:
    lead = db.session.query(Person).filter_by(key="lead1").one()
    found = maturity_map.between(lead, MaturityFilter(since=SINCE, until=TODAY))
    assert {team.name for team in found.teams} <= {"Team 1"}
    expected = Counter(
        place(plan, TODAY) for plan in plans(everything) if team_of(plan) == "Team 1"
    )
    assert without_absent(found.after) == without_absent(expected)
    assert not maturity_map.between(lead, MaturityFilter(since=SINCE, until=TODAY, team="1")).moves
