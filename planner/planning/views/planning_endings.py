"""The end of planning together: what stays open becomes questions, each with a name."""

from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, url_for

from planner.models import Person, Plan, PlanningSession, Side
from planner.planning import actions
from planner.planning.forms import MOST_POINTS, EndingForm
from planner.planning.queries import sessions, steps
from planner.queries.plan import plan_page, questions
from planner.queries.plan.members import MemberRow
from planner.views.web import Permission, Reply, addresses, changed, choices, db, invalid, me, once
from planner.views.web.finding import find_plan
from planner.words import gettext, ngettext

bp = Blueprint("planning_endings", __name__)
_EMPTY = 1
"""Lines for what nobody has thought of yet."""


@bp.get("/plans/<int:plan_id>/planning/ending/new")
def new(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    session = sessions.running(plan.id)
    if session is None:
        return redirect(url_for("planning.index", plan_id=plan.id))
    empty = [{"is_asked": False, "text": "", "person_id": None}] * _EMPTY
    points = [*_left_open(plan, plan_page.PlanPage(plan, me())), *empty][-MOST_POINTS:]
    form = EndingForm(formdata=None, data={"points": points})
    return _page(plan, session, form)


@bp.post("/plans/<int:plan_id>/planning/ending")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    session, form = sessions.running(plan.id), EndingForm()
    if session is None:
        return redirect(url_for("planning.index", plan_id=plan.id), 303)
    form.offer(choices.choices_of_members(plan.id))
    if not form.validate():
        return invalid("planning/ending.html", plan=plan, session=session, form=form)
    asked = [actions.OpenPoint(text, _person(identity)) for text, identity in form.asked]
    actions.finish(session, asked, by=me())
    db.session.commit()
    flash(_said(len(asked)))
    return changed(addresses.address_of_plan(plan))


def _page(plan: Plan, session: PlanningSession, form: EndingForm) -> str:
    form.offer(choices.choices_of_members(plan.id))
    return render_template("planning/ending.html", plan=plan, session=session, form=form)


def _person(identity: int | None) -> Person | None:
    return db.session.get(Person, identity) if identity else None


def _said(asked: int) -> str:
    if not asked:
        return gettext("Planning together is finished.")
    return ngettext(
        "Planning together is finished. %(num)d question stays open.",
        "Planning together is finished. %(num)d questions stay open.",
        asked,
    )


def _left_open(plan: Plan, page: plan_page.PlanPage) -> Iterator[dict[str, object]]:
    """What the steps have left open, and who is likely to know; what is asked already is not."""
    asked = {card.text for card in questions.questions_of_plan(plan.id)}
    for text, person_id in (
        *_unknown_potential(page),
        *_unsigned_goals(plan, page),
        *_loose_deals(plan),
    ):
        if text not in asked:
            yield {"is_asked": True, "text": text, "person_id": person_id}


_Point = tuple[str, int | None]


def _unknown_potential(page: plan_page.PlanPage) -> Iterator[_Point]:
    """Of the fields that somebody on the plan works in."""
    known = {potential.field_id for potential in page.potentials}
    for member in page.members:
        if member.field_id and member.field_id not in known:
            known.add(member.field_id)
            text = gettext("How large is the potential in %(field)s?", field=member.field or "")
            yield text, member.person_id


def _unsigned_goals(plan: Plan, page: plan_page.PlanPage) -> Iterator[_Point]:
    live = {goal.id for goal in steps.goals_to_plan(plan)}
    for card in page.goals:
        missing = next((side for side in Side if not card.signed_by(side)), None)
        if card.id in live and missing is not None:
            text = gettext("What keeps “%(name)s” from being signed?", name=card.goal.title)
            yield text, _first_of(missing, card.field, page.members)


def _first_of(side: Side, field: str | None, members: list[MemberRow]) -> int | None:
    able = [member for member in members if member.side is side and member.is_active]
    able.sort(key=lambda member: member.field != field)
    return next((member.person_id for member in able), None)


def _loose_deals(plan: Plan) -> Iterator[_Point]:
    for deal in steps.deals_without_activity(plan):
        yield gettext("What leads to “%(name)s” next?", name=deal.title), me().id
