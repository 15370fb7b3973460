"""What the page of a step shows: its rows, what could be taken over, the way to the next age."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import render_template, request, url_for

from planner.forms.base import Form
from planner.models import Plan, PlanningSession, PlanningStep
from planner.planning.queries import sessions, steps
from planner.planning.views import signing
from planner.planning.views.step_forms import KINDS, TAKEN, StepForms, taken_over
from planner.queries.maturity import maturity, organisation, way
from planner.queries.plan.glances.goals import marks
from planner.queries.plan.plan_page import PlanPage
from planner.rating import ORDER as ORDER_OF_AGES
from planner.views.maturity import rating_strip, way_steps
from planner.views.web import choices, clock, me
from planner.words import no_way_words, step_words

STEPS_IN_ORDER = tuple(PlanningStep)
_TEMPLATES = {
    PlanningStep.POTENTIALS: "planning/_potentials.html",
    PlanningStep.GOALS: "planning/_goals.html",
    PlanningStep.DEALS: "planning/_deals.html",
    PlanningStep.ACTIVITIES: "planning/_activities.html",
    PlanningStep.SIGNATURES: "planning/_signatures.html",
}
MINUTES = dict(zip(STEPS_IN_ORDER, (5, 8, 6, 8, 3), strict=True))
"""About how long each step takes; the clock is a guide and stops nothing."""
WHOLE_MINUTES = sum(MINUTES.values())
_SAYS_NOTHING_AFTER = 120
_LIKELY = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class PlanningRow:
    """Of a field of which nothing is known yet there is no `item`."""

    form: Form
    item: Any = None
    field_id: int | None = None
    field: str = ""


def step_before(step: PlanningStep) -> PlanningStep | None:
    place = STEPS_IN_ORDER.index(step)
    return STEPS_IN_ORDER[place - 1] if place else None


def step_after(step: PlanningStep) -> PlanningStep | None:
    place = STEPS_IN_ORDER.index(step) + 1
    return STEPS_IN_ORDER[place] if place < len(STEPS_IN_ORDER) else None


def minutes_since(session: PlanningSession) -> int | None:
    """None where so many have passed that they say nothing: it was left and taken up again."""
    passed = int((clock.now() - session.started_at).total_seconds() // 60)
    return passed if passed <= _SAYS_NOTHING_AFTER else None


def show(plan: Plan, session: PlanningSession, step: PlanningStep) -> str:
    return render_template("planning/show.html", **context_of_step(plan, session, step))


def context_of_step(plan: Plan, session: PlanningSession, step: PlanningStep) -> dict[str, Any]:
    """What the templates of a step need."""
    page = PlanPage(plan, me())
    found = way.way_of(plan, clock.today())
    shown: dict[str, Any] = (
        signing.signing_parts(plan, page) if step not in KINDS else _rows(plan, step)
    )
    beside = _BESIDE[step](plan, page) if step in _BESIDE else {}
    return {
        "plan": plan,
        "customer": plan.customer,
        "session": session,
        "step": step,
        "inside": _TEMPLATES[step],
        "steps": STEPS_IN_ORDER,
        "before": step_before(step),
        "after": step_after(step),
        "minutes": MINUTES,
        "whole": WHOLE_MINUTES,
        "passed": minutes_since(session),
        "members": page.members,
        "so_far": steps.so_far(session, page),
        **shown,
        **beside,
        **_way(plan, session, found),
    }


def _way(plan: Plan, session: PlanningSession, found: way.WayOfPlan | None) -> dict[str, Any]:
    stand: maturity.Stand | None = rating_strip.stand_of(plan)
    settled = sessions.settled(session, found)
    return {
        "strip": rating_strip.strip(stand),
        "way": found.way if found else None,
        "way_steps": way_steps.steps_on_page(found, way_steps.case_of(plan)) if found else [],
        "settled": [step_words(one.kind, one.side, one.name) for one in settled],
        "no_way_words": no_way_words,
        "age_names": organisation.sight().age_names,
        "ages": {age: place for place, age in enumerate(ORDER_OF_AGES, 1)},
    }


def _rows(plan: Plan, step: PlanningStep) -> dict[str, Any]:
    forms = StepForms(plan, step)
    if step is PlanningStep.POTENTIALS:
        return _rows_of_fields(plan, forms)
    found = _ITEMS[step](plan)
    shown = found[: steps.MOST_ACTIVITIES]
    given = taken_over(plan, step)
    if step is PlanningStep.DEALS:
        given = {"probability": _LIKELY, **given}
    asked: Any = {name: request.args[name] for name in TAKEN if name in request.args}
    action = url_for("planning_rows.create", plan_id=plan.id, step=step, **asked)
    return {
        "rows": [PlanningRow(forms.shown(item), item) for item in shown],
        "left": len(found) - len(shown),
        "new": forms.new(data=given),
        "new_action": action,
    }


def _rows_of_fields(plan: Plan, forms: StepForms) -> dict[str, Any]:
    """A row for each potential, then one for each field of which nothing is known."""
    found = steps.potentials_to_plan(plan)
    known = {item.field_id for item in found}
    rows = [PlanningRow(forms.shown(item), item, item.field_id, item.field.name) for item in found]
    unknown = [
        PlanningRow(forms.new(place=identity), None, identity, name)
        for identity, name in choices.choices_of_fields()
        if identity not in known
    ]
    return {"rows": rows, "unknown": unknown}


_ITEMS = {
    PlanningStep.GOALS: steps.goals_to_plan,
    PlanningStep.DEALS: steps.deals_to_plan,
    PlanningStep.ACTIVITIES: steps.unfinished_activities,
}


def _beside_potentials(_plan: Plan, page: PlanPage) -> dict[str, Any]:
    return {"fields_there": {member.field_id for member in page.members if member.field_id}}


def _beside_goals(plan: Plan, page: PlanPage) -> dict[str, Any]:
    return {
        "marks": {card.id: marks(card, page.members) for card in page.goals},
        "without_goal": steps.without_goal(plan, page),
        "earlier_goals": steps.earlier_goals(plan),
    }


def _beside_deals(plan: Plan, _page: PlanPage) -> dict[str, Any]:
    return {"goals_without_deal": steps.goals_without_deal(plan)}


def _beside_activities(plan: Plan, _page: PlanPage) -> dict[str, Any]:
    return {"deals_without_activity": steps.deals_without_activity(plan)}


_BESIDE = {
    PlanningStep.POTENTIALS: _beside_potentials,
    PlanningStep.GOALS: _beside_goals,
    PlanningStep.DEALS: _beside_deals,
    PlanningStep.ACTIVITIES: _beside_activities,
}
