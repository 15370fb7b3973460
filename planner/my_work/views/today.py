"""The page that starts the day: all that waits stands there, and is dealt with there."""

import datetime
from functools import partial

from flask import Blueprint, render_template, request, url_for

from planner import clock
from planner.actions import errors
from planner.actions.plan import activities, conversations, goals, requests
from planner.models import Activity, Entry, Goal, Request
from planner.my_work.forms.next_steps import NextStepForm
from planner.my_work.queries import pool
from planner.my_work.queries.today import day as days
from planner.queries.live import freshness
from planner.views.live import subscriptions
from planner.views.plan.goals import moved_since
from planner.views.web import Permission, check_general, db, find, htmx, me, once, saving
from planner.views.web.replies import Reply, changed, invalid, reason

bp = Blueprint("today", __name__)
_PAGE, _LISTS = "my_work/today/index.html", "my_work/today/_lists.html"
_USUALLY = datetime.timedelta(days=7)


@bp.get("/today")
def index() -> str:
    check_general(Permission.SEE_POOL)
    reads = partial(freshness.of_everything_read_by, me().id)
    return subscriptions.kept_polled(reads, lambda: render_template(_PAGE, **_lists()))


@bp.post("/today/activities/<int:activity_id>/completion")
def create_completion(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_ACTIVITY)
    try:
        activities.finish(activity, by=me())
    except errors.Refused as refused:
        return _too_late(refused)
    return _done()


@bp.post("/today/requests/<int:request_id>/acceptance")
def create_acceptance(request_id: int) -> Reply:
    found = find(Request, request_id, Permission.STEER)
    try:
        requests.accept(found, by=me())
    except errors.Refused as refused:
        return _too_late(refused)
    return _done()


@bp.post("/today/goals/<int:goal_id>/commitment")
def create_commitment(goal_id: int) -> Reply:
    goal = find(Goal, goal_id, Permission.SIGN)
    saving.lock(goal)
    if moved := moved_since(goal, request.form.get("target", "")):
        return _instead(moved)
    goals.commit_to(goal, by=me())
    return _done()


@bp.get("/today/entries/<int:entry_id>/next-step/new")
def new_next_step(entry_id: int) -> str:
    entry = find(Entry, entry_id, Permission.WORK_ON_PLAN)
    return render_template("my_work/today/next_step.html", entry=entry, form=_form(entry))


@bp.post("/today/entries/<int:entry_id>/next-step")
@once
def create_next_step(entry_id: int) -> Reply:
    entry = find(Entry, entry_id, Permission.WORK_ON_PLAN)
    form = _form(entry)
    saving.create(form, conversations.agree_next_step, entry, arguments=_step)
    if form.errors:
        return invalid("my_work/today/next_step.html", entry=entry, form=form)
    return _done()


def _form(entry: Entry) -> NextStepForm:
    usual = {"next_step_on": clock.today() + _USUALLY}
    return NextStepForm(data=usual, html_id=f"next-step-form-{entry.id}")


def _step(form: NextStepForm) -> dict[str, object]:
    """Whoever says what comes next takes it; on the plan it can be given to somebody else."""
    day = form.next_step_on.data or clock.today()
    return {
        "text": form.next_step.data,
        "step": conversations.NextStep(due_on=day, assignee=me()),
    }


def _done() -> Reply:
    """What is left of the day; the bar counts it after the change."""
    db.session.commit()
    if not htmx:
        return changed(url_for("today.index"))
    return changed(url_for("today.index"), _LISTS, **_lists())


def _too_late(refused: errors.Refused) -> Reply:
    if not htmx:
        db.session.rollback()
        raise refused
    return _instead(reason(refused))


def _instead(notice: str) -> Reply:
    """What has become of it, above what is left."""
    db.session.rollback()
    return render_template(_LISTS if htmx else _PAGE, notice=notice, **_lists()), 409


def _lists() -> dict[str, object]:
    """An empty day offers what lies in the pool."""
    found = days.day_of(me())
    free = pool.pool_activities(me(), pool.PoolFilter()) if found.is_free else None
    return {"day": found, "pool": free}
