"""A plan as it was at the end of a day that is over, to be read only."""

import datetime

from flask import Blueprint, render_template, request
from flask_babel import gettext

from planner import clock
from planner.access import Permission
from planner.forms.past_plans import PastDayForm
from planner.models import Plan
from planner.nouns import AS_OF_DAY
from planner.queries import past_plans
from planner.views.dates import exact_day
from planner.views.finding import find_plan
from planner.views.past_sections import sections
from planner.views.replies import Reply

bp = Blueprint("past_plans", __name__)


@bp.get("/plans/<int:plan_id>/as-of")
def show(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    form = PastDayForm(request.args)
    if "day" not in request.args:
        return render_template("past_plans/show.html", plan=plan, form=form, day=None)
    day = _day(plan, form)
    if day is None:
        return render_template("past_plans/show.html", plan=plan, form=form, day=None), 422
    then = sections(past_plans.as_of(plan, day, [noun.model for noun in AS_OF_DAY]))
    return render_template("past_plans/show.html", plan=plan, form=form, day=day, sections=then)


def _day(plan: Plan, form: PastDayForm) -> datetime.date | None:
    """The day that is asked for; None with the reason at the field."""
    if not form.validate() or form.day.data is None:
        return None
    day, made = form.day.data, past_plans.made_on(plan)
    if day > clock.today():
        form.day.errors = [gettext("This day has not come yet. Choose one up to today.")]
        return None
    if day < made:
        message = gettext(
            "The plan was written down on %(day)s. Choose that day or a later one.",
            day=exact_day(made),
        )
        form.day.errors = [message]
        return None
    return day
