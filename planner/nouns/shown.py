"""In which sections of a plan's page something of a noun is shown.

Pages that are open fetch these again after a change, and what is kept of them is made anew.
"""

from planner.nouns import NOUNS, Noun

# Each row says how many comments there are on it.
_COMMENTED = tuple(noun.table for noun in NOUNS if noun.section and noun.is_commented)
# The rating follows from these, and its evidence may change while the age stays: then nothing else
# tells of it.
_SYMPTOM = ("maturity", "what_now")
# The overview's look at a section is made anew with it.
_GLANCES = {n.table: f"{n.table}_glance" for n in NOUNS if n.section and n.section.glance}


def sections_of(noun: Noun) -> tuple[str, ...]:
    """By their names; those tabs that say how much there is are not among them."""
    shown = dict.fromkeys(noun.shown_in)
    if noun.is_rated:
        shown |= dict.fromkeys(_SYMPTOM)
    shown |= dict.fromkeys(_GLANCES[name] for name in shown if name in _GLANCES)
    return (*shown, *(_COMMENTED if noun.name == "comment" else ()))


def is_counted(noun: Noun) -> bool:
    """Whether a tab says how many of it there are."""
    return noun.section is not None or noun.name == "entry"
