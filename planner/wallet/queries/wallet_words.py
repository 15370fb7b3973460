"""The words for the states of a cell."""

from planner.translation import lazy as _

CELL_STATES: dict[str, str] = {
    "rejected": _("Rejected"),
    "unknown": _("Share not known"),
    "closed": _("All of it is ours"),
    "pursued": _("A deal is planned"),
    "white": _("Untouched"),
}
