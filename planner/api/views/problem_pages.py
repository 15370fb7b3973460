"""The pages that the types of problems lead to."""

from flask import Blueprint, abort, render_template

from planner.api.problems import KINDS
from planner.views.web import public

bp = Blueprint("problem_pages", __name__)


@bp.get("/problems/<problem>")
@public
def show(problem: str) -> str:
    if problem not in KINDS:
        abort(404)
    return render_template("api/problems/show.html", kind=KINDS[problem], name=problem)
