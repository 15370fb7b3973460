"""The tabs of a plan's page: all of what its overview shows the most pressing of."""

from flask import Blueprint

from planner.nouns.tabs import TABS, Tab
from planner.views.plan import plan_pages, plan_sections
from planner.views.web import Permission, find_plan

bp = Blueprint("plan_tabs", __name__)


@bp.get(f"/plans/<int:plan_id>/<any({', '.join(Tab)}):tab>")
def show(plan_id: int, tab: str) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    which = Tab(tab)
    sections = plan_sections.TAB_SECTIONS[which]
    return plan_pages.show(plan, "plan/plans/tab.html", sections, tab=which, tab_name=TABS[which])
