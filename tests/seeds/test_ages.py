"""The demo story shows every age, whatever day it is loaded on."""

import datetime

import pytest
from flask import Flask

from planner import clock, seeds
from planner.actions import keys
from planner.queries.maturity import facts
from planner.rating import Rating, rate
from planner.seeds import data

AGES = {
    "no_specialist": "dinosaur",
    "door_closed": "dinosaur",
    "unscreened": "dinosaur",
    "silent": "neanderthal",
    "undocumented": "neanderthal",
    "kept_out": "stone",
    "two_forts": "stone",
    "unclaimed": "bronze",
    "stranger": "bronze",
    "together": "modern",
    "showcase": "modern",
    "kick_off": "forming",
    "first_steps": "forming",
    "solo": "solo",
    "draft": "unrated",
    "agreed": "unrated",
    "closed": "unrated",
}
# A plan of these kinds is in the iron age for this one reason.
IRON = {
    "no_goals": "no_goals",
    "unshared": "goals_not_shared",
    "diverging": "targets_diverge",
    "no_ideas": "no_ideas",
    "one_sided_work": "work_one_sided",
    "no_follow_up": "follow_up_missing",
    "overdue": "promises_overdue",
    "unsteered": "no_steering",
}
LEAP_DAY = datetime.date(2028, 2, 29)
# A Sunday, in the last week of the year before.
NEW_YEAR = datetime.date(2034, 1, 1)


def ratings(day: datetime.date) -> dict[str, list[Rating]]:
    """The ratings of all plans by the kind of their customer's story."""
    kinds = {keys.slug(customer.name): customer.kind for customer in data.demo_customers()}
    found: dict[str, list[Rating]] = {}
    for plan in facts.of_all_plans():
        found.setdefault(kinds[plan.customer], []).append(rate(plan, day))
    return found


def deciding(rating: Rating) -> list[str]:
    return [symptom.code for symptom in rating.symptoms if symptom.decides]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("day", [LEAP_DAY, NEW_YEAR], ids=str)
def test_every_plan_is_in_the_age_that_its_story_is_about(app: Flask, day: datetime.date) -> None:
    with app.app_context(), clock.at(day):
        seeds.load()
        found = ratings(day)
    for kind, age in AGES.items():
        # An earlier plan of the same customer is closed, and a closed plan is not rated.
        assert {rating.age for rating in found[kind]} <= {age, "unrated"}, kind
        assert any(rating.age == age for rating in found[kind]), kind
    for kind, code in IRON.items():
        for rating in found[kind]:
            assert (rating.age, deciding(rating)) == ("iron", [code]), kind
    assert not any(deciding(rating) for rating in found["together"] + found["showcase"])
