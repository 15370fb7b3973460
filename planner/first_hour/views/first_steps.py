"""The first steps of an organisation, with how far each has come."""

from flask import Blueprint, abort, render_template, url_for

from planner.first_hour import actions, queries
from planner.first_hour.queries import FirstStep
from planner.models.kinds import Role
from planner.views.web import Permission, Reply, changed, check_general, db, me

bp = Blueprint("first_steps", __name__)


@bp.get("/first-steps")
def show() -> str:
    check_general(Permission.ADMINISTER)
    steps = queries.steps(me())
    return render_template(
        "first_hour/show.html",
        steps=steps,
        next_step=next((each.step for each in steps if each.is_open), None),
        leads_nobody=me().role is Role.TEAM_LEAD and me().team_id is None,
    )


@bp.post("/first-steps/<step>/later")
def create_later(step: str) -> Reply:
    check_general(Permission.ADMINISTER)
    actions.leave(_step(step), by=me())
    db.session.commit()
    return changed(url_for("first_steps.show"))


@bp.delete("/first-steps/<step>/later")
def destroy_later(step: str) -> Reply:
    check_general(Permission.ADMINISTER)
    actions.take_up(_step(step), by=me())
    db.session.commit()
    return changed(url_for("first_steps.show"))


def _step(name: str) -> FirstStep:
    if name not in list(FirstStep):
        abort(404)
    return FirstStep(name)
