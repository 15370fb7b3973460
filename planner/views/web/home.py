"""Where everybody starts."""

from flask import Blueprint, redirect, url_for

from planner.access import Permission
from planner.queries.web import beginnings
from planner.views.web.current import may
from planner.views.web.replies import Reply

bp = Blueprint("home", __name__)


@bp.get("/")
def show() -> Reply:
    """Whoever administers an organisation that has only just begun is led."""
    if may(Permission.ADMINISTER) and beginnings.is_at_the_beginning():
        return redirect(url_for("first_steps.show"))
    return redirect(url_for("customers.index"))
