"""One's own week: what is due on which day, and whether the hours that one has are enough."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, render_template, request

from planner import clock
from planner.insights import weeks
from planner.insights.capacity import HoursSaid, hours_in
from planner.jobs.clearing import KEPT_WEEKS
from planner.my_work.forms.weeks import WeekChoiceForm
from planner.my_work.queries.weeks import Load, WeekTask, load_of, tasks_of
from planner.queries.people import availabilities
from planner.views.web import Permission, check_general, may_with_own, me

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
    said = [row.said for row in availabilities.of_person(me().id)]
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
    }


def _week(monday: datetime.date, tasks: list[WeekTask], said: list[HoursSaid]) -> ShownWeek:
    due = [task for task in tasks if task.week == monday]
    return ShownWeek(monday, load_of(due), hours_in(monday, said))


def _around(monday: datetime.date) -> list[datetime.date]:
    return [weeks.later(monday, number) for number in range(-1, _BESIDE + 1)]


def _aside(monday: datetime.date, tasks: list[WeekTask]) -> list[tuple[str, list[WeekTask]]]:
    """What waits for a day, but for what stands in the week already: overdue, and without a day."""
    today = clock.today()
    overdue = [
        task for task in tasks if task.due_on and task.due_on < today and task.week != monday
    ]
    return [("overdue", overdue), ("undated", [task for task in tasks if task.due_on is None])]
