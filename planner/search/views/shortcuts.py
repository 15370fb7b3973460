"""The keys that lead somewhere from everywhere, as a page and for the dialogue that `?` opens."""

from flask import Blueprint, render_template

from planner.words import lazy as _

bp = Blueprint("shortcuts", __name__)
# As they are pressed, and what they do; `static/search.js` does it.
_SHORTCUTS = (
    (("/",), _("Search")),
    (("↓", "↑"), _("Through what was found")),
    (("Enter",), _("Open what is chosen; in the box: all that was found")),
    (("j", "k"), _("In the work list: the next customer, and the one before")),
    (("Esc",), _("Back to the box; once more: close what was found")),
    (("?",), _("This list")),
)


@bp.get("/shortcuts")
def index() -> str:
    return render_template("search/shortcuts.html", shortcuts=_SHORTCUTS)
