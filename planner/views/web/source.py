"""The source of the program that runs here, as its licence asks: for everybody who uses it."""

from importlib.metadata import version

from flask import Blueprint, Response

from planner import source
from planner.views.web.downloads import as_file
from planner.views.web.gate import public

bp = Blueprint("source", __name__)


@bp.get("/source")
@public
def show() -> Response:
    return as_file(source.packed(), "application/zip", f"planner {version('planner')}", "zip")
