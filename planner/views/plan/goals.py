"""The goals of a plan, and the signatures under them."""

from decimal import Decimal
from functools import partial
from operator import attrgetter

from flask import Blueprint, Response, render_template, request

from planner.actions.plan import goals
from planner.exports.tables import Column, Kind, Table
from planner.forms.plan.goals import GoalForm, NewGoalForm
from planner.insights.versions import version
from planner.models import Goal, Plan, Side
from planner.queries.history import field_history
from planner.queries.notices import follows
from planner.queries.plan.goals import GoalCard, card, goals_of_plan
from planner.views.plan import threads
from planner.views.web import Permission, addresses, choices, db, htmx, me, number, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.downloads import columns_of_form, download
from planner.views.web.finding import find, find_plan
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.sheets import in_menu
from planner.words import exact_moment, gettext, lazy as _

bp = Blueprint("goals", __name__)


@bp.get("/goals/<int:goal_id>")
def show(goal_id: int) -> str:
    goal = find(Goal, goal_id, Permission.SEE_PLAN)
    if in_menu():
        found, page = card(goal.id), "plan/goals/show.html"
        return render_template(
            "items/menu.html", item=goal, page=page, goal=goal, card=found, comments=found.comments
        )
    return render_template(
        "plan/goals/show.html",
        goal=goal,
        card=card(goal.id),
        plan=goal.plan,
        thread=threads.beside(goal, goal.plan),
        follows=follows.is_followed(goal, goal.plan_id, me()),
    )


@bp.get("/plans/<int:plan_id>/goals/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template("plan/goals/form.html", plan=plan, form=_form())


@bp.post("/plans/<int:plan_id>/goals")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = _form()
    if not saving.create(form, goals.create, plan):
        return invalid("plan/goals/form.html", plan=plan, form=form)
    db.session.commit()
    return _changed(plan)


@bp.get("/goals/<int:goal_id>/edit")
def edit(goal_id: int) -> str:
    goal = find(Goal, goal_id, Permission.WORK_ON_PLAN)
    return render_template("plan/goals/form.html", item=goal, form=_form(goal))


@bp.post("/goals/<int:goal_id>")
def update(goal_id: int) -> Reply:
    goal = find(Goal, goal_id, Permission.WORK_ON_PLAN)
    form = saving.save(_form, goal, goals.update)
    if not form.is_saved:
        return invalid("plan/goals/form.html", item=goal, form=form)
    db.session.commit()
    return _changed(goal.plan)


@bp.delete("/goals/<int:goal_id>")
def destroy(goal_id: int) -> Reply:
    goal = find(Goal, goal_id, Permission.WORK_ON_PLAN)
    plan = goal.plan
    if asked := confirm_deletion(goal, addresses.address_of_plan(plan, f"goal-{goal.id}")):
        return asked
    goals.delete(goal, by=me())
    db.session.commit()
    return _changed(plan)


@bp.post("/goals/<int:goal_id>/commitment")
def create_commitment(goal_id: int) -> Reply:
    goal = find(Goal, goal_id, Permission.SIGN)
    saving.lock(goal)
    if moved := moved_since(goal, request.form.get("target", "")):
        return _asked_anew(goal, moved)
    goals.commit_to(goal, by=me())
    db.session.commit()
    return _card_changed(goal)


@bp.delete("/goals/<int:goal_id>/commitment")
def destroy_commitment(goal_id: int) -> Reply:
    goal = find(Goal, goal_id, Permission.SIGN)
    goals.withdraw_from(goal, by=me())
    db.session.commit()
    return _card_changed(goal)


def _form(goal: Goal | None = None) -> GoalForm:
    form = (
        GoalForm(obj=goal, html_id=f"goal-form-{goal.id}")
        if goal
        else NewGoalForm(html_id="goal-form")
    )
    form.field_id.offer(choices.choices_of_fields())
    return form


def _changed(plan: Plan) -> Reply:
    """The list of goals as it is now."""
    return changed(
        addresses.address_of_plan(plan, "goals"),
        "plan/goals/_list.html",
        plan=plan,
        goals=goals_of_plan(plan.id),
    )


def moved_since(goal: Goal, seen: str) -> str | None:
    """What to say to somebody who would sign another target than the one of the version seen."""
    if seen == version(goal.target):
        return None
    since = field_history.since(field_history.field_events_of_item(goal), "target", seen)
    if not since.is_known:
        now = _target(goal.target)
        return gettext(
            "You have not signed: the target is not the one that you saw: %(now)s.", now=now
        )
    last = since.changes[0]
    return gettext(
        "You have not signed: %(name)s moved the target from %(old)s to %(new)s, %(moment)s.",
        name=last.actor or gettext("the command line"),
        old=_target(since.original),
        new=_target(goal.target),
        moment=exact_moment(last.at),
    )


def _target(value: object) -> str:
    return gettext("none") if value in (None, "") else number(Decimal(str(value)))


def _asked_anew(goal: Goal, notice: str) -> Reply:
    """The goal with its new target, to be signed or not."""
    page = "plan/goals/_goal.html" if htmx else "plan/goals/show.html"
    thread = None if htmx else threads.beside(goal, goal.plan)
    body = render_template(
        page, plan=goal.plan, goal=goal, card=card(goal.id), thread=thread, notice=notice
    )
    return body, 409


def _card_changed(goal: Goal) -> Reply:
    return changed(
        addresses.address_of_plan(goal.plan, f"goal-{goal.id}"),
        "plan/goals/_goal.html",
        plan=goal.plan,
        card=card(goal.id),
    )


def _signed_by(side: Side, card: GoalCard) -> int:
    return sum(not signature.asked_again for signature in card.signed_by(side))


# Signatures are counted by side: whose they are says the page.
_SIGNED: tuple[Column[GoalCard], ...] = (
    Column(_("Signed by the generalist side"), partial(_signed_by, Side.GENERALIST), Kind.NUMBER),
    Column(_("Signed by the specialist side"), partial(_signed_by, Side.SPECIALIST), Kind.NUMBER),
)
GOAL_COLUMNS = columns_of_form(
    GoalForm,
    attrgetter("goal"),
    cells={"field_id": attrgetter("field")},
    after={"customer_goal": _SIGNED},
)


@bp.get("/plans/<int:plan_id>/goals.<any(csv, xlsx):kind>")
def show_table(plan_id: int, kind: str) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    title = gettext("Goals")
    return download(
        Table(title, GOAL_COLUMNS, goals_of_plan(plan.id)), kind, f"{plan.customer.name}, {title}"
    )
