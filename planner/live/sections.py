"""Which sections of a plan's page show what has changed."""

from planner.nouns import OF_NAME
from planner.nouns.shown import is_counted, sections_of
from planner.queries.history.changes import PERIOD_CHANGED, Change

# An item that was only reworded is counted as before.
_REWORDED = ("updated", "asked_again", "changed")


def named_sections(change: Change) -> list[str]:
    """Their names, as the address that fetches them takes them."""
    noun = OF_NAME.get(change.noun)
    if noun is None:
        return ["beside"] if change.type == PERIOD_CHANGED else []
    shown = list(sections_of(noun))
    if is_counted(noun) and not change.type.endswith(_REWORDED):
        shown.append("tabs")
    return shown
