"""Where everybody starts."""

from flask import Blueprint, redirect, url_for

from planner.access import Permission, leads_a_team
from planner.queries.web import beginnings
from planner.views.web.current import may, me
from planner.views.web.gate import own
from planner.views.web.replies import Reply

bp = Blueprint("home", __name__)


@bp.get("/")
@own
def show() -> Reply:
    """Whoever administers an organisation that has only just begun is led; who works on plans
    begins with what the day brings, who leads a team with its customers, and who has nothing but
    a desk with that."""
    if not may(Permission.SEE_COMMON_PAGES):
        return redirect(url_for("desk.index"))
    if may(Permission.ADMINISTER) and beginnings.is_at_the_beginning():
        return redirect(url_for("first_steps.show"))
    begins_the_day = beginnings.has_work(me()) and not leads_a_team(me())
    return redirect(url_for("today.index" if begins_the_day else "customers.index"))
