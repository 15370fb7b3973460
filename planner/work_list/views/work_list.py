"""The work list: the customer whose turn it is with the step at hand, and those that follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, render_template, request, url_for

from planner.after_signature.next_steps import BestStep
from planner.models import Plan
from planner.queries.live import freshness
from planner.queries.maturity import evidence, fact_people
from planner.views.maturity import evidence_links
from planner.views.web import Permission, cache, check_general, db, me
from planner.work_list.queries.lines import (
    StepOfCustomers,
    WorkLine,
    WorkList,
    next_steps,
    work_list_of,
)
from planner.work_list.queries.step_words import REASONS, STEPS
from planner.work_list.views.step_actions import AtHand, actions_for

bp = Blueprint("work_list", __name__)
SHOWN_LINES = 15
_Kept = tuple[BestStep | None] | None
"""That there is no step is an answer as well."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Which line it is, counted from 1, of those with the step that is asked for."""

    step: str
    place: int
    lines: list[WorkLine]

    @property
    def line(self) -> WorkLine | None:
        return self.lines[self.place - 1] if self.lines else None

    @property
    def before(self) -> str | None:
        return self.address(self.place - 1) if self.place > 1 else None

    @property
    def after(self) -> str | None:
        return self.address(self.place + 1) if self.place < len(self.lines) else None

    @property
    def around(self) -> list[tuple[int, WorkLine]]:
        """Some of the lines with their places, the one whose turn it is among them."""
        start = (self.place - 1) // SHOWN_LINES * SHOWN_LINES
        return list(enumerate(self.lines, 1))[start : start + SHOWN_LINES]

    def address(self, place: int) -> str:
        asked: dict[str, Any] = {"step": self.step} if self.step else {}
        return url_for("work_list.index", **asked, place=place if place > 1 else None)


@bp.get("/work-list")
def index() -> str:
    """Who does the step finds the next customer at the same place."""
    check_general(Permission.SEE_POOL)
    found = work_list()
    turn = _turn(found)
    line = turn.line
    return render_template(
        "work_list/index.html",
        found=found,
        turn=turn,
        words=STEPS,
        reasons=REASONS,
        at_hand=_at_hand(line) if line else None,
    )


def work_list() -> WorkList:
    """Made again only when something has changed."""
    kept = cache.depending_on(freshness.of_everything())
    return WorkList(kept.answer("work list", None, lambda: work_list_of(me(), known_steps).lines))


def known_steps(lines: Sequence[WorkLine]) -> StepOfCustomers:
    """Found anew only for those customers with whom something has happened, or where somebody whose
    role the step rests on has another one now."""
    states = freshness.freshness_of_customers([line.customer_id for line in lines])
    kept = cache.depending_on(())
    keys = {
        line.plan_id: ("next step", line.plan_id, kept.on(states[line.customer_id]))
        for line in lines
    }
    known = {plan: cast(_Kept, cache.get(key)) for plan, key in keys.items()}
    holding = _holding({plan: found[0] for plan, found in known.items() if found is not None})
    made = next_steps(me(), [plan for plan in keys if plan not in holding])
    for plan, step in made.items():
        cache.put(keys[plan], (step,))
    return holding | dict(made)


def _holding(steps: dict[int, BestStep | None]) -> dict[int, BestStep | None]:
    """Those for which everybody has the role still that they had when the step was found."""
    asked = {role for step in steps.values() if step is not None for role in step.roles}
    now = fact_people.roles_today({person for person, _role in asked})
    gone = {(person, role) for person, role in asked if now.get(person) != role}
    return {
        plan: step for plan, step in steps.items() if step is None or gone.isdisjoint(step.roles)
    }


def _turn(found: WorkList) -> Turn:
    step = request.args.get("step", "")
    lines = found.with_step(step if step in STEPS else "")
    place = min(max(request.args.get("place", 1, int), 1), max(len(lines), 1))
    return Turn(step if step in STEPS else "", place, lines)


def _at_hand(line: WorkLine) -> dict[str, Any]:
    items = _items(line)
    return {
        "line": line,
        "links": evidence_links.links(line.plan_id, items),
        "actions": actions_for(AtHand(line, items)),
    }


def _items(line: WorkLine) -> dict[str, evidence.EvidenceItem]:
    """What the step rests on, as far as it has a place; promises and proposals are told of at their
    contract."""
    plan = db.session.get_one(Plan, line.plan_id)
    return evidence.items_of_evidence(plan, map(_with_place, line.evidence))


def _with_place(reference: str) -> str:
    kind, _, key = reference.partition(":")
    if kind in ("handover", "promise"):
        return f"contract:{key.rpartition('/')[0]}"
    return reference
