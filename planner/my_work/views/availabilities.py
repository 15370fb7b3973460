"""What one says about the own hours, and takes back; nobody else sees it."""

import datetime

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy import and_, select

from planner.insights import capacity, weeks
from planner.models import Availability, Deputy, Person
from planner.my_work import actions
from planner.my_work.forms.availabilities import AvailabilityForm, DeputyForm
from planner.my_work.views.weeks import bounds, this_week
from planner.queries.people import availabilities
from planner.views.web import (
    Permission,
    choices,
    clock,
    db,
    find_of_oneself,
    may,
    me,
    once,
    own,
    saving,
)
from planner.views.web.replies import Reply, changed, invalid
from planner.words import gettext

bp = Blueprint("availabilities", __name__)


@bp.get("/availabilities")
@own
def index() -> str:
    return render_template("my_work/availabilities/index.html", form=_form(), **_around())


@bp.post("/availabilities")
@own
@once
def create() -> Reply:
    form = _form()
    if not form.validate():
        return invalid("my_work/availabilities/index.html", form=form, **_around())
    week, only = form.week.data, form.only_that_week.data
    actions.say(me(), week, form.hours.data, only_that_week=only)
    db.session.commit()
    flash(gettext("Your hours are saved."))
    return changed(_week_of(week))


@bp.post("/availabilities/deputy")
@own
def update_deputy() -> Reply:
    form = saving.save_own(
        _deputy_form, lambda form: actions.choose_deputy(me(), form.deputy_id.data)
    )
    if not form.is_saved:
        around = {**_around(), "deputy_form": form}
        return invalid("my_work/availabilities/index.html", form=_form(), **around)
    db.session.commit()
    flash(gettext("Your deputy is saved."))
    return changed(url_for("availabilities.index"))


@bp.delete("/availabilities/<int:availability_id>")
@own
def destroy(availability_id: int) -> Reply:
    actions.take_back(find_of_oneself(Availability, availability_id))
    db.session.commit()
    flash(gettext("Your hours are removed."))
    return changed(url_for("availabilities.index"))


def _week_of(week: datetime.date) -> str:
    """Where the hours stand; who has no week of tasks reads them where they were said."""
    if may(Permission.SEE_POOL):
        return url_for("weeks.show", week=weeks.name_of_week(week))
    return url_for("availabilities.index")


def _form() -> AvailabilityForm:
    """Begins with the week that the address names, if that makes sense."""
    form = AvailabilityForm(data={"week": _asked_week()})
    form.week.between(this_week(), bounds()[1])
    return form


def _deputy_form() -> DeputyForm:
    """Who has left since stays named, so that nothing is lost by saving something else."""
    chosen = db.session.scalar(select(Deputy).where(Deputy.person_id == me().id))
    form = DeputyForm(data={"deputy_id": chosen.deputy_id if chosen else None}, edits=True)
    others = choices.choices_of_people(and_(Person.is_active, Person.id != me().id))
    named = [(chosen.deputy_id, chosen.deputy.name)] if chosen else []
    form.deputy_id.offer(choices.with_chosen(others, named))
    return form


def _asked_week() -> datetime.date:
    asked = weeks.week_named(request.args.get("week", ""), clock.today()) or this_week()
    return max(this_week(), min(asked, bounds()[1]))


def _around() -> dict[str, object]:
    """What stands on the page beside the form."""
    return {
        "deputy_form": _deputy_form(),
        "said": availabilities.availabilities_of_person(me().id),
        "least": capacity.LEAST,
        "step": capacity.STEP,
    }
