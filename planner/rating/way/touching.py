"""Which facts a step changes, and of which facts some must change for a symptom to end.

It only saves rating again what must come out the same; that it leaves nothing out is held by a
test that does without it.
"""

from typing import Final

from planner.rating.way.steps import StepKind

_WORK: Final = {"activities", "conversations"}

CHANGED_BY: Final = {
    StepKind.INVITE: {"members"},
    StepKind.SCREEN: {"potentials"},
    StepKind.WRITE_UP: {"conversations"},
    StepKind.WRITE_ENTRY: {"conversations"},
    StepKind.MEET: _WORK,
    StepKind.CLAIM: {"activities"},
    StepKind.AGREE_GOAL: {"goals"},
    StepKind.SIGN: {"goals"},
    StepKind.ALIGN: {"goals"},
    StepKind.PROPOSE: {"ideas"},
    StepKind.ASSIGN: {"activities"},
    StepKind.NEXT_STEP: {"conversations"},
    StepKind.KEEP: {"activities"},
    StepKind.REVIEW: {"reviews"},
}

# A joint contact never ends by a step, so that those of the iron age rest on the rest alone.
RESTS_ON: Final = {
    "no_specialist": {"members"},
    "door_closed": {"members"},
    "potential_unscreened": {"members", "potentials"},
    "generalist_silent": _WORK,
    "contacts_undocumented": _WORK,
    "kept_out": _WORK,
    "no_interaction": {*_WORK, "goals", "ideas", "members", "reviews"},
    "openings_unclaimed": _WORK,
    "stranger": {*_WORK, "members"},
    "no_goals": {"goals"},
    "goals_not_shared": {"goals"},
    "targets_diverge": {"goals"},
    "no_ideas": {"ideas"},
    "work_one_sided": {"activities"},
    "follow_up_missing": _WORK,
    "promises_overdue": {"activities"},
    "no_steering": {"reviews"},
}


def can_end(kind: StepKind, symptom: str) -> bool:
    """Whether a step of that kind can end a symptom of that code."""
    return not CHANGED_BY[kind].isdisjoint(RESTS_ON[symptom])
