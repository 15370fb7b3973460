"""Signing what was planned: each on the own account, at one table too.

On one's own screen one signs as who is signed in. Who signs on the screen of another does so with
the own password, which is checked as at the sign-in, and nobody is signed in by it.
"""

from decimal import Decimal

from flask import Blueprint, abort, flash, render_template, request, url_for

from planner import access
from planner.actions.people import sign_ins
from planner.actions.plan import goals, members
from planner.insights.versions import version
from planner.models import Goal, Person, Plan
from planner.planning import actions
from planner.planning.forms import HandedOverForm
from planner.planning.queries import sessions
from planner.planning.views import signing
from planner.planning.views.signing import Signer
from planner.queries.plan.members import members_of_plan
from planner.views.plan.goals import moved_since
from planner.views.web import Permission, Refused, db, gettext, known_browsers, me, saving
from planner.views.web.finding import find_plan, get
from planner.views.web.replies import Reply, changed, invalid, reason

bp = Blueprint("planning_signatures", __name__)


@bp.post("/plans/<int:plan_id>/planning/signatures")
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    _sign(plan, _signer(plan, me()), me())
    db.session.commit()
    return changed(_address(plan))


@bp.post("/plans/<int:plan_id>/planning/targets/<int:goal_id>")
def create_shared_target(plan_id: int, goal_id: int) -> Reply:
    """One of the targets that were signed is to hold for all; the others are asked again."""
    plan = find_plan(plan_id, Permission.SIGN)
    goal = get(Goal, goal_id)
    if goal.plan_id != plan.id:
        abort(404)
    saving.lock(goal)
    if moved := moved_since(goal, request.form.get("seen", "")):
        db.session.rollback()
        flash(f"{goal.title}: {moved}", "warning")
        return changed(_address(plan))
    chosen = request.form.get("target", "")
    signed = {one.target for one in goal.commitments if one.target is not None}
    target = next((one for one in signed if version(one) == chosen), None)
    if target is None:
        raise Refused("Nobody has signed this target any more. Look at the goal again.")
    _move(goal, target)
    db.session.commit()
    return changed(_address(plan))


@bp.get("/plans/<int:plan_id>/planning/signatures/<int:person_id>/new")
def new_handed_over(plan_id: int, person_id: int) -> str:
    plan, person = _find(plan_id, person_id)
    return _page(plan, person, HandedOverForm(html_id="handed-over-form"))


@bp.post("/plans/<int:plan_id>/planning/signatures/<int:person_id>")
def create_handed_over(plan_id: int, person_id: int) -> Reply:
    """Signed by another person, who has typed the own password."""
    plan, person = _find(plan_id, person_id)
    form = HandedOverForm(html_id="handed-over-form")
    if not form.validate() or not _is_recognised(person, form):
        signer = _signer(plan, person)
        return invalid(
            "planning/handed_over.html", plan=plan, person=person, signer=signer, form=form
        )
    _sign(plan, _signer(plan, person), person)
    db.session.commit()
    flash(gettext("%(name)s has signed.", name=person.name))
    return changed(_address(plan))


def _find(plan_id: int, person_id: int) -> tuple[Plan, Person]:
    """The plan, and another person on it, who may do the same there."""
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    person = get(Person, person_id)
    if person.id == me().id or members.still_there(plan, person) is None:
        abort(404)
    there = access.standings(person, plan.customer, plan)
    if not person.is_active or not access.allows(Permission.WORK_ON_PLAN, there):
        abort(404)
    return plan, person


def _signer(plan: Plan, person: Person) -> Signer:
    found = signing.signer(plan, person, members_of_plan(plan.id))
    if found is None:
        raise Refused("Only members agree to a plan.")
    return found


def _sign(plan: Plan, signer: Signer, person: Person) -> None:
    """Sign the goals as they were seen, and agree to the plan; what has moved since is told."""
    for card in signer.waiting:
        goal = db.session.get_one(Goal, card.id)
        seen = request.form.get(f"target-{goal.id}")
        if seen is None:  # it was not on the page yet
            continue
        saving.lock(goal)
        if moved := moved_since(goal, seen):
            flash(f"{goal.title}: {moved}", "warning")
        else:
            goals.commit_to(goal, by=person)
    if signer.agrees:
        members.agree(plan, by=person)
    session = sessions.running(plan.id)
    if session is not None:
        actions.take_part(session, by=person)


def _move(goal: Goal, target: Decimal) -> None:
    goals.update(goal, {"target": target}, by=me())
    goals.commit_to(goal, by=me())


def _is_recognised(person: Person, form: HandedOverForm) -> bool:
    """Whether the password is that of this person; else the form says why not.

    The commits belong to the steps of signing in.
    """
    email, address = person.email or "", request.remote_addr or ""
    browser = known_browsers.known_as(email)
    try:
        sign_ins.count_attempt(email, address=address, browser=browser)
        db.session.commit()
    except Refused as error:
        db.session.rollback()
        form.form_errors.append(reason(error))
        return False
    found = sign_ins.recognise(email, form.password.data or "")
    if found is None or found.id != person.id:
        message = gettext("This is not the password of %(name)s.", name=person.name)
        form.password.errors = [message]
        return False
    sign_ins.forget_failures(email, address=address, browser=browser)
    return True


def _page(plan: Plan, person: Person, form: HandedOverForm) -> str:
    return render_template(
        "planning/handed_over.html",
        plan=plan,
        person=person,
        signer=_signer(plan, person),
        form=form,
    )


def _address(plan: Plan) -> str:
    return url_for("planning.show", plan_id=plan.id, step="signatures")
