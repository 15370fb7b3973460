"""Signatures under goals."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import goals
from planner.database import db
from planner.models import Goal
from planner.queries.goals import card
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.finding import find_goal
from planner.views.replies import Reply, changed

bp = Blueprint("commitments", __name__)


@bp.post("/goals/<int:goal_id>/commitment")
def create(goal_id: int) -> Reply:
    goal = find_goal(goal_id, Permission.SIGN)
    goals.commit_to(goal, by=me())
    db.session.commit()
    return _changed(goal)


@bp.delete("/goals/<int:goal_id>/commitment")
def destroy(goal_id: int) -> Reply:
    goal = find_goal(goal_id, Permission.SIGN)
    goals.withdraw_from(goal, by=me())
    db.session.commit()
    return _changed(goal)


def _changed(goal: Goal) -> Reply:
    return changed(
        address_of_plan(goal.plan, f"goal-{goal.id}"),
        "goals/_goal.html",
        plan=goal.plan,
        goal=card(goal.id),
    )
