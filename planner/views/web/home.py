"""Where everybody starts."""

from flask import Blueprint, redirect, url_for

from planner.views.web.replies import Reply

bp = Blueprint("home", __name__)


@bp.get("/")
def show() -> Reply:
    return redirect(url_for("customers.index"))
