"""Who may do what, from the very table that decides it."""

from flask import Blueprint, render_template

from planner import access
from planner.access import ENDED_WITH_PLAN, TABLE, decided
from planner.administration.views.role_words import PERMISSIONS, STANDINGS
from planner.views.web import me

bp = Blueprint("roles", __name__)


@bp.get("/roles")
def show() -> str:
    return render_template(
        "administration/roles/show.html",
        table=TABLE,
        ended_with_plan=ENDED_WITH_PLAN,
        permissions=PERMISSIONS,
        standings=STANDINGS,
        mine=access.general_standings(me()),
        administrators_see_plans=decided.administrators_see_plans(),
    )
