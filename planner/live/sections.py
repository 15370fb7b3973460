"""Which sections of a plan's page show what has changed."""

from planner.queries.changes import Change

_ACTIVITY = ("activities", "deals", "questions", "what_now")
_COMMITMENT = ("goals", "what_now")
_CONVERSATION = ("conversations", "what_now")
_SYMPTOM = ("maturity", "what_now")
# By noun; one that is not named here shows nowhere on the page.
_SHOWN_IN: dict[str, tuple[str, ...]] = {
    "activity": _ACTIVITY,
    # Each row says how many comments there are on it.
    "comment": (
        "beside",
        *("goals", "deals", "activities", "conversations"),
        *("ideas", "questions", "reviews", "potentials", "contacts"),
    ),
    "commitment": _COMMITMENT,
    "contact": ("contacts",),
    "conversation": _CONVERSATION,
    "customer": ("deals", "potentials"),
    "deal": ("deals", "activities", "what_now"),
    "entry": _CONVERSATION,
    "goal": ("goals", "activities", "deals", "what_now"),
    "idea": ("ideas",),
    "member": ("header", "members", "requests", "potentials", "what_now"),
    "period": ("beside",),
    "plan": ("beside", "header", "members", "what_now"),
    "potential": ("potentials",),
    "question": ("questions",),
    "rating": _SYMPTOM,
    "review": ("reviews", "what_now"),
    "request": ("requests", "activities", "members", "what_now"),
    "symptom_answer": _SYMPTOM,
}
# The rating follows from these, and its evidence may change while the age stays: then nothing else
# tells of it.
_RATED = {
    *("activity", "commitment", "conversation", "entry", "goal", "idea"),
    *("member", "plan", "potential", "request", "review"),
}
# An item that was only reworded is counted as before.
_REWORDED = ("updated", "asked_again", "changed")
_COUNTED = {
    *(
        "activity",
        "contact",
        "conversation",
        "deal",
        "goal",
        "idea",
        "potential",
        "question",
        "review",
    ),
}


def of(change: Change) -> list[str]:
    """Their names, as the address that fetches them takes them."""
    shown = list(_SHOWN_IN.get(change.noun, ()))
    if change.noun in _RATED:
        shown += [name for name in _SYMPTOM if name not in shown]
    is_reworded = change.type.endswith(_REWORDED)
    return [*shown, "contents"] if change.noun in _COUNTED and not is_reworded else shown
