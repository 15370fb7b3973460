"""What comes back when an activity has changed: no more than the person sees of it then."""

from flask import render_template, request, url_for

from planner.forms.plan.activities import AssignmentForm
from planner.models import Activity, Plan
from planner.queries.history import brought_in
from planner.queries.plan import activities, deals
from planner.views.plan import threads
from planner.views.plan.activities import activity_forms
from planner.views.web import Permission, Reply, addresses, changed, htmx, in_place, may, me
from planner.views.web.rights import sees


def page_of(activity: Activity, form: AssignmentForm | None = None) -> str:
    """An activity's own page, with as much of it as the person may see."""
    sees_contacts = may(Permission.SEE_PLAN) or may(Permission.WORK_ON_ACTIVITY)
    return render_template(
        "plan/activities/show.html",
        activity=activity,
        row=activities.row(activity.id, me()),
        participants=activities.participants(activity.id),
        brought_in_by=brought_in.of_activity(activity),
        contacts=activity.plan.customer.contacts if sees_contacts else [],
        form=form or activity_forms.assignment(activity),
        thread=threads.beside(activity, activity.plan),
    )


def row_changed(activity: Activity) -> Reply:
    """The activity as it is now, on the page where the person acted: plan, pool or its own."""
    still_seen = sees(activity)
    if not htmx:
        return changed(_place_of(activity) if still_seen else url_for("pool.index"))
    if not still_seen:
        return in_place("plan/activities/gone.html", activity_id=activity.id)
    return in_place(_ROW, **_row(activity))


def row_as_it_is(activity: Activity, notice: str) -> str:
    """The row for the list that the person acted in, with a notice inside."""
    return render_template(_ROW, **_row(activity, notice))


_ROW = "plan/activities/_activity.html"


def _row(activity: Activity, notice: str | None = None) -> dict[str, object]:
    in_pool = _came_from() == url_for("pool.index")
    find = activities.row_with_customer if in_pool else activities.row
    return {"activity": find(activity.id, me()), "in_pool": in_pool, "notice": notice}


def list_changed(plan: Plan) -> Reply:
    """The plan's activities as they are now, and the deals that they are aimed at."""
    found = activities.of_plan(plan.id, me())
    return changed(
        addresses.of_plan(plan, "activities"),
        "plan/activities/changed.htmx.html",
        plan=plan,
        activities=found,
        deals=deals.of_plan(plan.id, found),
    )


def _place_of(activity: Activity) -> str:
    page = url_for("activities.show", activity_id=activity.id)
    if _came_from() in (page, url_for("pool.index")) or not may(Permission.SEE_PLAN):
        return page
    return addresses.of_plan(activity.plan, f"activity-{activity.id}")


def _came_from() -> str:
    """The path of the page on which the person acted."""
    return addresses.parts_of(htmx.current_url if htmx else request.referrer).path
