"""What one says about the own hours, and takes back; nobody else sees it."""

import datetime

from flask import Blueprint, abort, flash, render_template, request, url_for

from planner.insights import capacity, weeks
from planner.models import Availability
from planner.my_work import actions
from planner.my_work.forms.availabilities import AvailabilityForm
from planner.my_work.views.weeks import bounds, this_week
from planner.queries.people import availabilities
from planner.views.web import LARGEST_ID, Permission, check_general, clock, db, gettext, me, once
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("availabilities", __name__)


@bp.get("/availabilities")
def index() -> str:
    check_general(Permission.SEE_POOL)
    return render_template("my_work/availabilities/index.html", form=_form(), **_around())


@bp.post("/availabilities")
@once
def create() -> Reply:
    check_general(Permission.SEE_POOL)
    form = _form()
    if not form.validate():
        return invalid("my_work/availabilities/index.html", form=form, **_around())
    week, only = form.week.data, form.only_that_week.data
    actions.say(me(), week, form.hours.data, only_that_week=only)
    db.session.commit()
    flash(gettext("Your hours are saved."))
    return changed(url_for("weeks.show", week=weeks.name_of_week(week)))


@bp.delete("/availabilities/<int:availability_id>")
def destroy(availability_id: int) -> Reply:
    actions.take_back(_own(availability_id))
    db.session.commit()
    flash(gettext("Your hours are removed."))
    return changed(url_for("availabilities.index"))


def _own(availability_id: int) -> Availability:
    """What this person has said; nobody may know that others have said anything."""
    found = db.session.get(Availability, min(availability_id, LARGEST_ID))
    if found is None or found.person_id != me().id:
        abort(404)
    return found


def _form() -> AvailabilityForm:
    """Begins with the week that the address names, if that makes sense."""
    form = AvailabilityForm(data={"week": _asked_week()})
    form.week.between(this_week(), bounds()[1])
    return form


def _asked_week() -> datetime.date:
    asked = weeks.week_named(request.args.get("week", ""), clock.today()) or this_week()
    return max(this_week(), min(asked, bounds()[1]))


def _around() -> dict[str, object]:
    """What stands on the page beside the form."""
    return {
        "said": availabilities.of_person(me().id),
        "least": capacity.LEAST,
        "step": capacity.STEP,
    }
