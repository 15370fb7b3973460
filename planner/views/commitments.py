"""Signatures under goals."""

from decimal import Decimal

from flask import Blueprint, render_template, request
from flask_babel import gettext

from planner.access import Permission
from planner.actions import goals
from planner.actions.editing import lock
from planner.database import db
from planner.extensions import htmx
from planner.insights.versions import version
from planner.models import Goal
from planner.queries import field_history
from planner.queries.goals import card
from planner.views import threads
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.exact import exact_moment
from planner.views.finding import find_goal
from planner.views.replies import Reply, changed
from planner.views.templating import number

bp = Blueprint("commitments", __name__)


@bp.post("/goals/<int:goal_id>/commitment")
def create(goal_id: int) -> Reply:
    goal = find_goal(goal_id, Permission.SIGN)
    lock(goal)
    if moved := _moved(goal):
        return _asked_anew(goal, moved)
    goals.commit_to(goal, by=me())
    db.session.commit()
    return _changed(goal)


@bp.delete("/goals/<int:goal_id>/commitment")
def destroy(goal_id: int) -> Reply:
    goal = find_goal(goal_id, Permission.SIGN)
    goals.withdraw_from(goal, by=me())
    db.session.commit()
    return _changed(goal)


def _moved(goal: Goal) -> str | None:
    """What to say to somebody who would sign another target than the one they saw."""
    seen = request.form.get("target", "")
    if seen == version(goal.target):
        return None
    since = field_history.since(field_history.of_item(goal), "target", seen)
    if not since.is_known:
        now = _target(goal.target)
        return gettext(
            "You have not signed: the target is not the one that you saw: %(now)s.", now=now
        )
    others = [event for event in since.changes if event.actor_id != me().id]
    if not others:
        return None
    return gettext(
        "You have not signed: %(name)s moved the target from %(old)s to %(new)s, %(moment)s.",
        name=others[0].actor or gettext("the command line"),
        old=_target(since.original),
        new=_target(goal.target),
        moment=exact_moment(others[0].at),
    )


def _target(value: object) -> str:
    return gettext("none") if value in (None, "") else number(Decimal(str(value)))


def _asked_anew(goal: Goal, notice: str) -> Reply:
    """The goal with its new target, to be signed or not."""
    page = "goals/_goal.html" if htmx else "goals/show.html"
    thread = None if htmx else threads.of(goal, goal.plan)
    body = render_template(page, plan=goal.plan, goal=card(goal.id), thread=thread, notice=notice)
    return body, 409


def _changed(goal: Goal) -> Reply:
    return changed(
        address_of_plan(goal.plan, f"goal-{goal.id}"),
        "goals/_goal.html",
        plan=goal.plan,
        goal=card(goal.id),
    )
