"""Which sections of a plan's page show what has changed."""

from planner.nouns import NOUNS, OF_NAME
from planner.queries.history.changes import PERIOD_CHANGED, Change

# Each row says how many comments there are on it.
_COMMENTED = tuple(noun.table for noun in NOUNS if noun.section and noun.is_commented)
# The rating follows from these, and its evidence may change while the age stays: then nothing else
# tells of it.
_SYMPTOM = ("maturity", "what_now")
# An item that was only reworded is counted as before.
_REWORDED = ("updated", "asked_again", "changed")


def named_sections(change: Change) -> list[str]:
    """Their names, as the address that fetches them takes them."""
    noun = OF_NAME.get(change.noun)
    if noun is None:
        return ["beside"] if change.type == PERIOD_CHANGED else []
    shown = dict.fromkeys(noun.shown_in)
    if noun.name == "comment":
        shown |= dict.fromkeys(_COMMENTED)
    if noun.is_rated:
        shown |= dict.fromkeys(_SYMPTOM)
    if noun.section and noun.section.is_in_contents and not change.type.endswith(_REWORDED):
        shown["contents"] = None
    return list(shown)
