"""When one does an activity and how long that takes: said in the own week, or by itself."""

import datetime

from flask import Blueprint, render_template, request, url_for

from planner import clock
from planner.actions.editing import Values
from planner.actions.errors import Refused
from planner.actions.plan import activities, assignments
from planner.forms.plan.activities import ScheduleForm
from planner.insights import weeks
from planner.models import Activity, Person
from planner.my_work.views.weeks import bounds, of_week
from planner.views.web import Permission, Reply, changed, db, find, htmx, invalid, reason, saving

bp = Blueprint("schedules", __name__)


@bp.get("/activities/<int:activity_id>/schedule/edit")
def edit(activity_id: int) -> str:
    activity = find(Activity, activity_id, Permission.WORK_ON_ACTIVITY)
    return render_template("my_work/schedules/edit.html", form=_form(activity), **_around(activity))


@bp.post("/activities/<int:activity_id>/schedule")
def update(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_ACTIVITY)
    try:
        form = saving.save(_form, activity, _schedule)
    except Refused as refused:
        return _too_late(refused)
    if not form.is_saved:
        return invalid("my_work/schedules/edit.html", form=form, **_around(activity))
    db.session.commit()
    return _moved(activity)


def _form(activity: Activity) -> ScheduleForm:
    """Of what is moved only the day is sent; the hours stay what they are then."""
    form = ScheduleForm(obj=activity, html_id=f"schedule-form-{activity.id}")
    form.earliest = activity.created_on
    if request.method == "POST" and form.effort_hours.name not in request.form:
        del form.effort_hours
    return form


def _around(activity: Activity) -> dict[str, object]:
    """`week` is there where the form stands in somebody's week."""
    return {"item": activity, "week": _week()}


def _week() -> datetime.date | None:
    """The week that is shown where the person acted."""
    week = weeks.named(request.values.get("week", ""), clock.today())
    first, last = bounds()
    return max(first, min(week, last)) if week else None


def _schedule(activity: Activity, values: Values, *, by: Person) -> None:
    """In one's own week only what one still has can be moved."""
    if _week() is not None and activity.assignee_id != by.id:
        raise assignments.taken(activity)
    activities.schedule(activity, values, by=by)


def _too_late(refused: Refused) -> Reply:
    """What has become of the activity, and in a week what is left in that."""
    db.session.rollback()
    week = _week()
    if week is None or not htmx:
        raise refused
    return render_template("my_work/weeks/_week.html", notice=reason(refused), **of_week(week)), 409


def _moved(activity: Activity) -> Reply:
    week = _week()
    if week is None:
        return changed(url_for("activities.show", activity_id=activity.id))
    address = url_for("weeks.show", week=weeks.name_of(week))
    return changed(address, "my_work/weeks/_week.html", **of_week(week))
