"""The demo story shows every age, whatever day it is loaded on."""

import datetime

from flask import Flask
from sqlalchemy import func, select

from planner import clock, seeds
from planner.actions import keys
from planner.database import db
from planner.models import Customer
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
DAYS = {"sqlite": NEW_YEAR, "postgresql": LEAP_DAY}


def ratings(day: datetime.date) -> dict[str, list[Rating]]:
    """The ratings of all plans by the kind of their customer's story."""
    kinds = {keys.slug(customer.name): customer.kind for customer in data.demo_customers()}
    found: dict[str, list[Rating]] = {}
    for plan in facts.of_all_plans():
        found.setdefault(kinds[plan.customer], []).append(rate(plan, day))
    return found


def deciding(rating: Rating) -> list[str]:
    return [symptom.code for symptom in rating.symptoms if symptom.decides]


def test_loaded_on_any_day_the_story_says_who_signs_in_and_every_plan_is_in_its_age(
    app: Flask, database_kind: str
) -> None:
    day = DAYS[database_kind]
    with clock.at(day):
        result = app.test_cli_runner().invoke(args=["demo", "load"])
    assert (result.exit_code, result.stderr) == (0, "")
    for who in seeds.sign_ins():
        assert who.email in result.stdout
        assert who.password in result.stdout
    with app.app_context(), clock.at(day):
        assert db.session.scalar(select(func.count(Customer.id))) == 61
        _all_are_in_their_ages(ratings(day))


def _all_are_in_their_ages(found: dict[str, list[Rating]]) -> None:
    for kind, age in AGES.items():
        # An earlier plan of the same customer is closed, and a closed plan is not rated.
        assert {rating.age for rating in found[kind]} <= {age, "unrated"}, kind
        assert any(rating.age == age for rating in found[kind]), kind
    for kind, code in IRON.items():
        for rating in found[kind]:
            assert (rating.age, deciding(rating)) == ("iron", [code]), kind
    assert not any(deciding(rating) for rating in found["together"] + found["showcase"])
