"""Some sections of a plan's page, for a page on which they have changed."""

from flask import Blueprint, abort, render_template, request

from planner.nouns.tabs import Tab
from planner.queries.plan.plan_page import PlanPage
from planner.views.maturity import rating_strip
from planner.views.plan import plan_sections
from planner.views.web import Permission, find_plan, me

bp = Blueprint("sections", __name__)


@bp.get("/plans/<int:plan_id>/sections")
def index(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    asked_for = set(request.args.get("names", "").split(",")) - {""}
    if not asked_for <= plan_sections.SECTIONS.keys():
        abort(400)
    names = [name for name in plan_sections.SECTIONS if name in asked_for]
    tab = request.args.get("tab", "")
    shown = plan_sections.context(PlanPage(plan, me()), names, lambda: rating_strip.stand_of(plan))
    return render_template(
        "plan/sections/index.html",
        templates=[plan_sections.SECTIONS[name].template for name in names],
        customer=plan.customer,
        plan=plan,
        tab=Tab(tab) if tab in set(Tab) else None,
        **shown,
    )
