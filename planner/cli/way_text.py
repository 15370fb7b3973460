"""The way to the next age in words, for people who read it on a terminal."""

from planner.rating.way import StepKind, Way, WayStep

_WORDS = {
    StepKind.INVITE: "invite somebody of the specialist side",
    StepKind.SCREEN: "screen the potential of a field",
    StepKind.WRITE_UP: "write up what was done with the customer, with a next step",
    StepKind.WRITE_ENTRY: "write down where a conversation stands",
    StepKind.MEET: "visit the customer together, and write it up with a next step",
    StepKind.CLAIM: "take an open activity",
    StepKind.AGREE_GOAL: "agree on a goal and sign it from both sides",
    StepKind.SIGN: "sign a goal",
    StepKind.ALIGN: "sign a goal anew, all to its target",
    StepKind.PROPOSE: "propose an idea",
    StepKind.ASSIGN: "pass an activity to the other side",
    StepKind.NEXT_STEP: "write down the next step of a contact",
    StepKind.KEEP: "finish what is overdue",
    StepKind.REVIEW: "review the plan together",
}
_NEW_ACTIVITY = "plan an activity with the other side"


def way_text(way: Way) -> str:
    """Some lines, indented as those of a rating are."""
    if way.to is None:
        return f"  way: none. {way.why.sentence}" if way.why else "  way: none"
    steps = (f"    {number}. {_in_words(step)}" for number, step in enumerate(way.steps, 1))
    return "\n".join((f"  way to {way.to}:", *steps))


def _in_words(step: WayStep) -> str:
    is_new = step.kind is StepKind.ASSIGN and step.item is None
    words = _NEW_ACTIVITY if is_new else _WORDS[step.kind]
    item = f": {step.item}" if step.item else ""
    side = f" ({step.side} side)" if step.side else ""
    return f"{words}{item}{side}"
