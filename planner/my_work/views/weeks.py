"""One's own week: what is due on which day, and whether the hours that one has are enough."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, render_template, request, url_for

from planner import clock
from planner.actions import editing, errors
from planner.actions.plan import activities, assignments
from planner.forms.plan.activities import ScheduleForm
from planner.insights import capacity, weeks
from planner.jobs.clearing import KEPT_WEEKS
from planner.models import Activity, Person
from planner.my_work.forms.weeks import WeekChoiceForm
from planner.my_work.queries.weeks import Load, WeekTask, load_of, plans_worked_on, tasks_of
from planner.queries.people import availabilities
from planner.views.plan.activities import activity_pages
from planner.views.web import Permission, check_general, db, find, htmx, may_with_own, me, saving
from planner.views.web.replies import Reply, changed, invalid, reason

bp = Blueprint("weeks", __name__)
AHEAD = 53
"""So many weeks after this one can be looked at, and before it as many as hours are kept."""
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """A week with what is due in it; `said` is None where one has said nothing about it."""

    monday: datetime.date
    load: Load
    said: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """The hours that are left; below 0 where the activities take more than was said."""
        return None if self.said is None else self.said - self.load.hours


@bp.get("/week")
def show() -> str:
    check_general(Permission.SEE_POOL)
    form = WeekChoiceForm(request.args)
    form.week.between(*bounds())
    asked = form.week.data if form.validate() else None
    if not form.week.errors:
        form.week.raw_data, form.week.data = None, asked or this_week()
    return render_template("my_work/weeks/show.html", form=form, **of_week(asked or this_week()))


def this_week() -> datetime.date:
    return weeks.week_of(clock.today())


def bounds() -> tuple[datetime.date, datetime.date]:
    """The first and the last week that can be looked at."""
    return weeks.later(this_week(), -KEPT_WEEKS), weeks.later(this_week(), AHEAD)


def of_week(monday: datetime.date) -> dict[str, object]:
    """What the page shows of a week, and beside it what is overdue or has no day."""
    tasks = tasks_of(me().id) if may_with_own(Permission.SEE_ACTIVITY) else []
    said = [row.said for row in availabilities.availabilities_of_person(me().id)]
    first, last = bounds()
    return {
        "week": _week(monday, tasks, said),
        "this_week": this_week(),
        "days": [
            (day, [task for task in tasks if task.due_on == day]) for day in weeks.days_of(monday)
        ],
        "aside": _aside(monday, tasks),
        "weeks": [_week(one, tasks, said) for one in _around(monday) if first <= one <= last],
        "load_of": load_of,
        "works_on": plans_worked_on(me()) if tasks else set(),
    }


def _week(
    monday: datetime.date, tasks: list[WeekTask], said: list[capacity.HoursSaid]
) -> ShownWeek:
    due = [task for task in tasks if task.week == monday]
    return ShownWeek(monday, load_of(due), capacity.hours_in(monday, said))


def _around(monday: datetime.date) -> list[datetime.date]:
    return [weeks.later(monday, number) for number in range(-1, _BESIDE + 1)]


def _aside(monday: datetime.date, tasks: list[WeekTask]) -> list[tuple[str, list[WeekTask]]]:
    """What waits for a day, but for what stands in the week already: overdue, and without a day."""
    today = clock.today()
    overdue = [
        task for task in tasks if task.due_on and task.due_on < today and task.week != monday
    ]
    return [("overdue", overdue), ("undated", [task for task in tasks if task.due_on is None])]


@bp.get("/activities/<int:activity_id>/schedule/edit")
def edit_schedule(activity_id: int) -> str:
    activity = find(Activity, activity_id, Permission.WORK_ON_ACTIVITY)
    return render_template(
        "my_work/schedules/edit.html", form=_schedule_form(activity), **_around_form(activity)
    )


@bp.post("/activities/<int:activity_id>/schedule")
def update_schedule(activity_id: int) -> Reply:
    activity = find(Activity, activity_id, Permission.WORK_ON_ACTIVITY)
    try:
        form = saving.save(_schedule_form, activity, _schedule)
    except errors.Refused as refused:
        return _too_late(refused)
    if not form.is_saved:
        return invalid("my_work/schedules/edit.html", form=form, **_around_form(activity))
    db.session.commit()
    return _moved(activity)


@bp.get("/week/activities/<int:activity_id>/edit")
def edit(activity_id: int) -> str:
    activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
    form = activity_pages.form_of_activity(activity)
    return render_template("my_work/weeks/form.html", form=form, **_around_form(activity))


@bp.post("/week/activities/<int:activity_id>")
def update(activity_id: int) -> Reply:
    """All of an activity, where it stands in one's own week."""
    activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
    try:
        _refuse_others(activity, me())
        form = saving.save(
            activity_pages.form_of_activity, activity, activities.update, activity_pages.arguments
        )
    except errors.Refused as refused:
        return _too_late(refused)
    if not form.is_saved:
        return invalid("my_work/weeks/form.html", form=form, **_around_form(activity))
    db.session.commit()
    return _moved(activity)


@bp.post("/activities/<int:activity_id>/schedule/completion")
def create_completion(activity_id: int) -> Reply:
    """Done, where it stands in one's own week."""
    activity = find(Activity, activity_id, Permission.WORK_ON_ACTIVITY)
    try:
        _refuse_others(activity, me())
        activities.finish(activity, by=me())
    except errors.Refused as refused:
        return _too_late(refused)
    db.session.commit()
    return _moved(activity)


def _schedule_form(activity: Activity) -> ScheduleForm:
    """Of what is moved only the day is sent; the hours stay what they are then."""
    form = ScheduleForm(obj=activity, html_id=f"schedule-form-{activity.id}")
    form.earliest = activity.created_on
    if request.method == "POST" and form.effort_hours.name not in request.form:
        del form.effort_hours
    return form


def _around_form(activity: Activity) -> dict[str, object]:
    """`week` is there where the form stands in somebody's week."""
    return {"item": activity, "week": _asked_week()}


def _asked_week() -> datetime.date | None:
    """The week that is shown where the person acted."""
    week = weeks.week_named(request.values.get("week", ""), clock.today())
    first, last = bounds()
    return max(first, min(week, last)) if week else None


def _schedule(activity: Activity, values: editing.Values, *, by: Person) -> None:
    _refuse_others(activity, by)
    activities.schedule(activity, values, by=by)


def _refuse_others(activity: Activity, person: Person) -> None:
    """In one's own week only what one still has can be moved or done."""
    if _asked_week() is not None and activity.assignee_id != person.id:
        raise assignments.taken(activity)


def _too_late(refused: errors.Refused) -> Reply:
    """What has become of the activity, and in a week what is left in that."""
    db.session.rollback()
    week = _asked_week()
    if week is None or not htmx:
        raise refused
    return render_template("my_work/weeks/_week.html", notice=reason(refused), **of_week(week)), 409


def _moved(activity: Activity) -> Reply:
    week = _asked_week()
    if week is None:
        return changed(url_for("activities.show", activity_id=activity.id))
    address = url_for("weeks.show", week=weeks.name_of_week(week))
    return changed(address, "my_work/weeks/_week.html", **of_week(week))
