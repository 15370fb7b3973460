"""The words of the coverage: its states, what they come from, and what may be missing."""

from dataclasses import dataclass

from planner.insights.coverage import CoverageState, Reason
from planner.models import Stage
from planner.team.coverage.queries.coverage_filter import CoverageGroup, Gap
from planner.words import lazy as _, word


@dataclass(frozen=True, slots=True)
class StateWords:
    """What a state is called, and the sign that stands beside its colour."""

    name: str
    icon: str


STATES: dict[CoverageState, StateWords] = {
    CoverageState.GAP: StateWords(_("Nobody there"), "alert-triangle"),
    CoverageState.QUIET: StateWords(_("Quiet"), "clock"),
    CoverageState.STARTED: StateWords(_("Begun"), "arrow-right"),
    CoverageState.COVERED: StateWords(_("Covered"), "check"),
    CoverageState.NONE: StateWords(_("No potential"), "x"),
}

_REASONS: dict[Reason, str] = {
    Reason.NO_PLAN: _("There is potential, but no plan for the customer."),
    Reason.NOBODY: _("There is potential, but no specialist of the field is on the plan."),
    Reason.NO_TALK: _("No talk about the field has been noted yet."),
    Reason.OLD_TALK: _("The last talk about the field was more than %(days)s days ago."),
    Reason.NO_NEXT: _("No activity for the field has a day from today on."),
    Reason.OVERDUE: _("An activity for the field is overdue."),
    Reason.ALL_THERE: _("A specialist, a recent talk and a next activity are there."),
    Reason.NO_POTENTIAL: _("No potential is entered for the field."),
}

GAPS: dict[Gap, str] = {
    Gap.NO_PLAN: _("No plan"),
    Gap.NO_JOINT_GOAL: _("No goal signed by both sides"),
    Gap.NO_NEXT_STEP: _("No activity with a day to come"),
    Gap.NO_CONTACT: _("No contact for %(days)s days"),
    Gap.NO_SPECIALIST: _("Potential without a specialist"),
    Gap.PLAN_ENDS: _("Plan ends within %(soon)s days or has ended"),
    Gap.REQUEST_WAITS: _("Request not answered"),
}

GROUPS: dict[CoverageGroup, tuple[str, str]] = {
    CoverageGroup.TEAM: (_("Added up by team"), _("No team")),
    CoverageGroup.REGION: (_("Added up by region"), _("No region")),
    CoverageGroup.SEGMENT: (_("Added up by segment"), _("No segment")),
    CoverageGroup.STAGE: (_("Added up by stage"), _("No stage")),
}


def gap_name(gap: Gap, days: int, soon: int) -> str:
    return str(GAPS[gap]) % {"days": days, "soon": soon}


def reason(of: Reason, days: int) -> str:
    """Why a cell is in its state, as a sentence."""
    return str(_REASONS[of]) % {"days": days}


def group_name(group: CoverageGroup, key: object, name: str | None) -> str:
    """What a group is called; without a key it is of those that have none."""
    if key is None:
        return str(GROUPS[group][1])
    return word(key) if isinstance(key, Stage) else str(name)
