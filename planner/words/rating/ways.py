"""The steps of the way to the next age, in words."""

from planner.rating import RatedSide
from planner.rating.way import NoWay, StepKind
from planner.translation import lazy as _

_GENERALIST, _SPECIALIST = RatedSide.GENERALIST, RatedSide.SPECIALIST

# With the name of what it is done to.
_NAMED = {
    StepKind.INVITE: _("Invite %(name)s of the specialist side to the plan."),
    StepKind.SCREEN: _("Screen the potential in %(name)s."),
    StepKind.WRITE_UP: _("Write up “%(name)s”, with a next step."),
    StepKind.WRITE_ENTRY: _("Write down where “%(name)s” stands now."),
    StepKind.CLAIM: _("Somebody of the specialist side claims “%(name)s”."),
    StepKind.ALIGN: _("Sign “%(name)s” anew, both sides with the same target."),
    StepKind.NEXT_STEP: _("Write down the next step after “%(name)s”."),
    StepKind.KEEP: _("Finish “%(name)s”, which is overdue."),
}
_NAMED_OF_SIDE = {
    (StepKind.SIGN, _GENERALIST): _("Somebody of the generalist side signs “%(name)s”."),
    (StepKind.SIGN, _SPECIALIST): _("Somebody of the specialist side signs “%(name)s”."),
    (StepKind.ASSIGN, _GENERALIST): _("Hand on “%(name)s” to the generalist side."),
    (StepKind.ASSIGN, _SPECIALIST): _("Hand on “%(name)s” to the specialist side."),
}
_NEW = {
    StepKind.INVITE: _("Invite somebody of the specialist side to the plan."),
    StepKind.WRITE_ENTRY: _("Write down what was said to the customer, or by the customer."),
    StepKind.MEET: _("Visit the customer together, and write it up with a next step."),
    StepKind.AGREE_GOAL: _("Agree on a goal, and sign it from both sides."),
    StepKind.PROPOSE: _("Somebody of the specialist side proposes an idea."),
    StepKind.REVIEW: _("Go through the plan with both sides, and write down what was decided."),
}
_NEW_OF_SIDE = {
    (StepKind.ASSIGN, _GENERALIST): _("Plan an activity for the generalist side."),
    (StepKind.ASSIGN, _SPECIALIST): _("Plan an activity for the specialist side."),
}
_NO_WAY = {
    NoWay.NOBODY: _("Nobody of the generalist side is on the plan, who could take a step."),
    NoWay.ONLY_TIME: _("Nothing that can be done today leads on; only time can."),
}


def step_words(kind: StepKind, side: RatedSide | None, name: str | None) -> str:
    """What is to be done, by which side where only one can, and to what."""
    if name is None:
        return str(_NEW[kind] if kind in _NEW else _NEW_OF_SIDE[kind, _side(side)])
    said = _NAMED[kind] if kind in _NAMED else _NAMED_OF_SIDE[kind, _side(side)]
    return str(said) % {"name": name}


def no_way_words(why: NoWay) -> str:
    """Why there is no step."""
    return str(_NO_WAY[why])


def _side(side: RatedSide | None) -> RatedSide:
    return side or _GENERALIST
