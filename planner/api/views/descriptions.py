"""What the API is: for programs as OpenAPI, for people as a page."""

from functools import cache
from typing import Any

from flask import Blueprint, Response, render_template

from planner.api.description.calls import Call, calls_of
from planner.api.description.document import document
from planner.api.routes import PATHS
from planner.api.views import answers, shown_calls
from planner.api.views.door import VIEWS
from planner.views.web import public

bp = Blueprint("descriptions", __name__)


@bp.get("/api")
def index() -> str:
    """For people: each call with an example, about what its reader sees."""
    return render_template(
        "api/descriptions/index.html", groups=shown_calls.groups(all_calls()), root=answers.ROOT
    )


@bp.get("/api/openapi.json")
@public
def show() -> Response:
    """It holds no data, and is the same for everybody."""
    return answers.as_json(_described(answers.of_path(answers.ROOT)))


@cache
def all_calls() -> tuple[Call, ...]:
    """Of everything that is routed."""
    return tuple(calls_of(PATHS, VIEWS))


@cache
def _described(root: str) -> dict[str, Any]:
    return document(all_calls(), root)
