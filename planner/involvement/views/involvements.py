"""That a rule asks somebody to come onto a plan, and their answer."""

from flask import Blueprint, abort, flash, render_template, url_for

from planner.access import general_standings, only_reads
from planner.involvement.actions import involvements
from planner.involvement.forms.exceptions import InvolvementDeclineForm
from planner.models import Involvement
from planner.views.web import Reply, addresses, changed, db, gettext, invalid, me
from planner.views.web.finding import get

bp = Blueprint("involvements", __name__)
_PAGE = "involvement/involvements/show.html"


@bp.get("/involvements/<int:involvement_id>")
def show(involvement_id: int) -> str:
    found = _find_own(involvement_id)
    return render_template(_PAGE, involvement=found, form=InvolvementDeclineForm())


@bp.post("/involvements/<int:involvement_id>/acceptance")
def create_acceptance(involvement_id: int) -> Reply:
    found = _find_own(involvement_id)
    involvements.accept(found, by=me())
    db.session.commit()
    return changed(addresses.address_of_plan(found.plan))


@bp.post("/involvements/<int:involvement_id>/decline")
def create_decline(involvement_id: int) -> Reply:
    found, form = _find_own(involvement_id), InvolvementDeclineForm()
    if not form.validate():
        return invalid(_PAGE, form=form, involvement=found)
    involvements.decline(found, form.reason.data or "", by=me())
    db.session.commit()
    flash(gettext("You have declined. Somebody else is asked now, if there is anybody."))
    return changed(url_for("notifications.index"))


def _find_own(involvement_id: int) -> Involvement:
    """Only whoever is asked knows of it here; on the plan all who read it do."""
    found = get(Involvement, involvement_id)
    if found.person_id != me().id:
        abort(404)
    if only_reads(general_standings(me())):
        abort(403)
    return found
