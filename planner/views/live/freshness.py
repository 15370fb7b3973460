"""Whether an open page across plans shows what is no longer so."""

from flask import Blueprint, Response, jsonify, request

from planner.views.live.polled_pages import PAGES, look

bp = Blueprint("freshness", __name__)


@bp.get(f"/freshness/<any({PAGES}):page>")
def show(page: str) -> Response:
    """The same answer as that about a plan, without what has changed: the page says that."""
    last, has_changed = look(page, request.args.get("after", ""))
    return jsonify(last=last, reset=has_changed, changes=[], people=[])
