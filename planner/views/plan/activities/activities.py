"""The activities of a plan: each one's page, who does it, and what becomes of it."""

from flask import Blueprint, Response, render_template, request

from planner.access import Permission, own_field
from planner.actions import editing, errors
from planner.actions.plan import activities, assignments, claims
from planner.exports.tables import Column, Kind, Table
from planner.insights.versions import version
from planner.models import Activity, Person
from planner.queries.history import field_history
from planner.queries.plan import activities as queries
from planner.views.plan.activities import activity_pages
from planner.views.web import addresses, db, deleted, download, htmx, me, once, rights, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.finding import LARGEST_ID, find, find_plan, look_up
from planner.views.web.replies import Reply, invalid, reason
from planner.words import gettext, lazy as _, word, yes_or_no

bp = Blueprint("activities", __name__)


@bp.get("/activities/<int:activity_id>")
def show(activity_id: int) -> str:
    return activity_pages.page_of(find(Activity, activity_id, Permission.SEE_ACTIVITY))


@bp.get("/plans/<int:plan_id>/activities/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.ADD_ACTIVITY)
    return render_template(
        "plan/activities/form.html", plan=plan, form=activity_pages.form_for_new(plan)
    )


@bp.post("/plans/<int:plan_id>/activities")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.ADD_ACTIVITY)
    form = activity_pages.form_for_new(plan)
    if not saving.create(form, activities.create, plan, arguments=activity_pages.arguments):
        return invalid("plan/activities/form.html", plan=plan, form=form)
    db.session.commit()
    return activity_pages.list_changed(plan)


@bp.get("/activities/<int:activity_id>/edit")
def edit(activity_id: int) -> str:
    activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
    return render_template(
        "plan/activities/form.html", item=activity, form=activity_pages.form_of_activity(activity)
    )


@bp.post("/activities/<int:activity_id>")
def update(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
    form = saving.save(
        activity_pages.form_of_activity, activity, activities.update, activity_pages.arguments
    )
    if not form.is_saved:
        return invalid("plan/activities/form.html", item=activity, form=form)
    db.session.commit()
    return activity_pages.list_changed(activity.plan)


@bp.delete("/activities/<int:activity_id>")
def destroy(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
    plan = activity.plan
    if asked := confirm_deletion(
        activity, addresses.address_of_plan(plan, f"activity-{activity.id}")
    ):
        return asked
    activities.delete(activity, by=me())
    db.session.commit()
    return activity_pages.list_changed(plan)


@bp.post("/activities/<int:activity_id>/claim")
def create_claim(activity_id: int) -> Reply:
    try:
        activity = _find_to_claim(activity_id)
        claims.make(activity, by=me())
    except errors.Taken as taken:
        db.session.rollback()
        if not htmx:
            raise
        return _lost(activity_id, taken), 409
    db.session.commit()
    return activity_pages.row_changed(activity)


@bp.delete("/activities/<int:activity_id>/claim")
def destroy_claim(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, _needed(activity_id))
    claims.give_up(activity, by=me())
    db.session.commit()
    return activity_pages.row_changed(activity)


@bp.post("/activities/<int:activity_id>/assignment")
def create_assignment(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
    form = activity_pages.assignment_form(activity)
    if not form.validate():
        return activity_pages.page_of(activity, form), 422
    _refuse_unseen(activity)
    person = db.session.get_one(Person, form.person_id.data)
    assignments.hand_to(activity, person, by=me())
    db.session.commit()
    return activity_pages.row_changed(activity)


@bp.post("/activities/<int:activity_id>/completion")
def create_completion(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_ACTIVITY)
    activities.finish(activity, by=me())
    db.session.commit()
    return activity_pages.row_changed(activity)


@bp.delete("/activities/<int:activity_id>/completion")
def destroy_completion(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_ACTIVITY)
    activities.reopen(activity, by=me())
    db.session.commit()
    return activity_pages.row_changed(activity)


@bp.post("/activities/<int:activity_id>/cancellation")
def create_cancellation(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
    activities.cancel(activity, by=me())
    db.session.commit()
    return activity_pages.row_changed(activity)


@bp.delete("/activities/<int:activity_id>/cancellation")
def destroy_cancellation(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
    activities.reopen(activity, by=me())
    db.session.commit()
    return activity_pages.row_changed(activity)


def _find_to_claim(activity_id: int) -> Activity:
    """An activity to claim; who comes too late for one of the own field is told so, not 404."""
    activity = look_up(Activity, activity_id)
    if activity is None:
        if deletion := _deletion_of_waiting(activity_id):
            raise assignments.deleted(deletion)
    elif own_field.waited_for(me(), activity) and not rights.sees(activity):
        raise assignments.taken(activity)
    return find(Activity, activity_id, Permission.CLAIM)


def _deletion_of_waiting(activity_id: int) -> field_history.Deletion | None:
    """That an activity was deleted which may still stand on this person's screen."""
    if activity_id > LARGEST_ID:
        return None
    deletion = field_history.deletion_of(Activity.__tablename__, activity_id)
    if deletion is not None and own_field.waited_for_deleted(me(), deletion.at, deletion.held):
        return deletion
    return deleted.seen_deletion(Activity.__tablename__, activity_id)


def _needed(activity_id: int) -> Permission:
    """Who has only asked takes that back; giving up the activity is for those who work on it."""
    asked = claims.pending(activity_id, by=me())
    return Permission.CLAIM if asked else Permission.WORK_ON_ACTIVITY


def _lost(activity_id: int, taken: errors.Taken) -> str:
    """Who was faster, on the row as it is now; outside the plan only that much."""
    notice = reason(taken)
    activity = db.session.get(Activity, activity_id)
    if activity is not None and rights.sees(activity):
        return activity_pages.row_as_it_is(activity, notice)
    return render_template("plan/activities/gone.html", activity_id=activity_id, notice=notice)


def _refuse_unseen(activity: Activity) -> None:
    """Nobody hands on what somebody else has taken or got since the page was made."""
    editing.lock(activity)
    seen = request.form.get("assignee", "")
    if seen == version(activity.assignee_id) or activity.assignee is None:
        return
    raise errors.Taken(
        "%(name)s has this activity by now. Look at it again before you hand it on.",
        name=activity.assignee.name,
    )


# Who does what until when; hours beside a name would be a figure about that person.
ACTIVITY_COLUMNS: tuple[Column[queries.ActivityRow], ...] = (
    Column(_("Activity"), lambda row: row.title),
    Column(_("Kind"), lambda row: word(row.kind)),
    Column(_("Status"), lambda row: word(row.status)),
    Column(_("Due on"), lambda row: row.due_on, Kind.DATE),
    Column(_("Done on"), lambda row: row.done_on, Kind.DATE),
    Column(_("Who does it"), lambda row: row.assignee),
    Column(_("Field"), lambda row: row.field),
    Column(_("Goal"), lambda row: row.goal),
    Column(_("Deal"), lambda row: row.deal),
    Column(_("Contract"), lambda row: row.contract),
    Column(_("With the customer"), lambda row: yes_or_no(row.customer_facing)),
)


@bp.get("/plans/<int:plan_id>/activities.<any(csv, xlsx):kind>")
def show_table(plan_id: int, kind: str) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = queries.activities_of_plan(plan.id, me())
    rows = (*found.unfinished, *found.finished)
    title = gettext("Activities")
    return download(Table(title, ACTIVITY_COLUMNS, rows), kind, f"{plan.customer.name}, {title}")
