"""The steps of the way to the next age on a page: in words, each with the button that does it.

What one side alone can do is offered to that side. Others read what is to be done.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from flask import url_for

from planner.access import Permission, allows
from planner.models import Plan, Side
from planner.queries.maturity.way import WayOfPlan
from planner.queries.plan import goals
from planner.rating.way import StepKind, WayStep
from planner.views.maturity.remedies import Case, Remedy, remedies
from planner.views.web import may, me, stood
from planner.words import gettext, step_words

# What mends a symptom does these steps as well; of a step that makes something new, the second.
_MENDS = {
    StepKind.SCREEN: ("potential_unscreened", "potential_unscreened"),
    StepKind.WRITE_UP: ("contacts_undocumented", ""),
    StepKind.WRITE_ENTRY: ("conversation_stale", "log_one_sided"),
    StepKind.MEET: ("", "stranger"),
    StepKind.AGREE_GOAL: ("", "no_goals"),
    StepKind.SIGN: ("goals_not_shared", ""),
    StepKind.ALIGN: ("targets_diverge", ""),
    StepKind.PROPOSE: ("", "no_ideas"),
    StepKind.ASSIGN: ("openings_unclaimed", "work_one_sided"),
    StepKind.NEXT_STEP: ("follow_up_missing", ""),
    StepKind.KEEP: ("promises_overdue", ""),
    StepKind.REVIEW: ("", "no_steering"),
}
_OF_ONE_SIDE = {
    StepKind.CLAIM,
    StepKind.PROPOSE,
    StepKind.SIGN,
    StepKind.WRITE_ENTRY,
    StepKind.WRITE_UP,
}


@dataclass(frozen=True, slots=True)
class StepOnPage:
    """`remedy` is None for who may not take the step."""

    words: str
    remedy: Remedy | None


def case_of(plan: Plan) -> Case:
    """The plan before its reader, and no symptom yet."""
    return Case(plan, me(), stood(), unsigned=_unsigned(plan))


def _unsigned(plan: Plan) -> dict[int, Decimal | None]:
    side = me().side
    if side is None or not may(Permission.SIGN):
        return {}
    return {g.id: g.goal.target for g in goals.goals_of_plan(plan.id) if not g.signed_by(side)}


def steps_on_page(way: WayOfPlan, case: Case) -> list[StepOnPage]:
    """The steps in their order, as the reader of the case has them."""
    return [
        StepOnPage(step_words(step.kind, step.side, way.name_of(step)), _remedy(step, way, case))
        for step in way.way.steps
    ]


def _remedy(step: WayStep, way: WayOfPlan, case: Case) -> Remedy | None:
    if step.kind in _OF_ONE_SIDE and step.side and Side(step.side.value) is not case.reader.side:
        return None
    offered = next(_offers(step, way, case), None)
    return offered if offered and allows(offered.needs, case.standings) else None


def _offers(step: WayStep, way: WayOfPlan, case: Case) -> Iterator[Remedy]:
    item = way.item_of(step)
    if step.kind is StepKind.INVITE:
        yield from _invite(step, way, case)
    elif step.kind is StepKind.CLAIM and item:
        text = gettext("Claim “%(name)s”", name=item.name)
        there = url_for("activities.show", activity_id=item.id)
        yield Remedy(text, there, needs=Permission.CLAIM)
    elif step.kind in _MENDS:
        named, new = _MENDS[step.kind]
        yield from remedies(named if item else new, replace(case, items=[item] if item else []))


def _invite(step: WayStep, way: WayOfPlan, case: Case) -> Iterator[Remedy]:
    """Who waits for an answer is let in by it; others are searched for by name."""
    if request := way.request_of(step):
        yield from remedies("door_closed", replace(case, items=[request]))
    elif way.invited:
        text = gettext("Invite %(name)s", name=way.invited)
        yield Remedy(text, url_for("members.new", plan_id=case.plan.id, search=way.invited))
    else:
        yield from remedies("no_specialist", replace(case, items=[]))
