"""What people do to some items: claim, finish and sign."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Response, abort, request
from sqlalchemy import select

from planner.access import Permission
from planner.actions import editing
from planner.actions.plan import activities, claims, goals
from planner.api import merging, reading
from planner.api.views import answers, asked, bodies, places
from planner.api.views.answers import View
from planner.api.views.repeating import committed
from planner.database import db
from planner.models import Activity, Goal
from planner.planfiles.items import GOALS
from planner.views.web import me, rights


def create_claim(customer: str, starts_on: str, key: str) -> Response:
    return _act(customer, starts_on, key, Permission.CLAIM, claims.make)


def destroy_claim(customer: str, starts_on: str, key: str) -> Response:
    return _act(customer, starts_on, key, Permission.WORK_ON_ACTIVITY, claims.give_up)


def create_completion(customer: str, starts_on: str, key: str) -> Response:
    return _act(customer, starts_on, key, Permission.WORK_ON_ACTIVITY, activities.finish)


def destroy_completion(customer: str, starts_on: str, key: str) -> Response:
    return _act(customer, starts_on, key, Permission.WORK_ON_ACTIVITY, activities.reopen)


def create_commitment(customer: str, starts_on: str, key: str) -> Response:
    return _sign(customer, starts_on, key, goals.commit_to)


def destroy_commitment(customer: str, starts_on: str, key: str) -> Response:
    return _sign(customer, starts_on, key, goals.withdraw_from)


def _act(
    customer: str, starts_on: str, key: str, needed: Permission, action: Callable[..., Any]
) -> Response:
    asked.only()
    place = places.activity_place(customer, starts_on, key, needed)
    plan_id = place.plan.id if place.plan is not None else 0
    wanted = select(Activity).where(Activity.plan_id == plan_id, Activity.key == key)
    activity = db.session.scalars(wanted).one()
    action(activity, by=me())
    db.session.flush()
    if not rights.sees(activity):
        return committed(Response(status=204))
    return committed(answers.one(place, reading.items(place, [activity.id])[0]))


def _sign(customer: str, starts_on: str, key: str, action: Callable[..., Any]) -> Response:
    asked.only()
    plan = places.find_plan(customer, starts_on, Permission.SIGN)
    wanted = select(Goal).where(Goal.plan_id == plan.id, Goal.key == key)
    goal = db.session.scalar(wanted)
    if goal is None:
        abort(404)
    editing.lock(goal)
    if request.headers.get("If-Match") is not None:
        place = places.below(plan, GOALS.list)
        contents, found = places.found_in(place, key)
        merging.check_versions(
            place.shape, reading.told(place, [found], contents)[0], None, bodies.if_match()
        )
    action(goal, by=me())
    db.session.flush()
    place = places.below(plan, GOALS.list)
    return committed(answers.one(place, reading.items(place, [goal.id])[0]))


VERB_VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    "claim": {"POST": create_claim, "DELETE": destroy_claim},
    "completion": {"POST": create_completion, "DELETE": destroy_completion},
    "commitment": {"POST": create_commitment, "DELETE": destroy_commitment},
}
