"""The plans that a count of the maturity map is made of, as a file."""

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Table
from planner.queries import organisation, rated_lists
from planner.views.current import me
from planner.views.downloads import download
from planner.views.exact import exact_day
from planner.views.maturity_map_tables import notes_on
from planner.views.maturity_plans import asked_for, ends_of
from planner.views.rated_filters import place_name
from planner.views.rights import check_general

bp = Blueprint("maturity_plans_tables", __name__)


@bp.get("/team/maturity/plans.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    check_general(Permission.SEE_MATURITY)
    names = organisation.sight().age_names
    form, look = asked_for(names)
    title = gettext("Plans of the maturity map")
    columns = (
        Column(gettext("Key")),
        Column(gettext("Customer")),
        Column(gettext("Team")),
        Column(exact_day(look.since)),
        Column(exact_day(look.until)),
    )
    rows = (
        (
            plan.key,
            plan.customer,
            plan.team,
            place_name(plan.before, names),
            place_name(plan.after, names),
        )
        for plan in rated_lists.everything(me(), look, ends_of(form))
    )
    return download(Table(title, columns, rows, notes_on(look)), kind, title)
