"""Whether the program is ready to work."""

from flask import Blueprint
from sqlalchemy import text

from planner.database import db
from planner.views.web.gate import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def show() -> str:
    db.session.execute(text("SELECT 1"))
    return "ready\n"
