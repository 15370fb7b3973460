"""The plans that a count of the maturity map is made of, as a file."""

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Table
from planner.models.setting import AgeNames
from planner.queries import organisation, rated_lists
from planner.queries.rated_lists import PlanRow
from planner.queries.rated_plans import MaturityFilter
from planner.translation import lazy as _
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
    found = rated_lists.everything(me(), look, ends_of(form))
    return download(Table(title, _columns(look, names), found, notes_on(look)), kind, title)


def _columns(look: MaturityFilter, names: AgeNames) -> tuple[Column[PlanRow], ...]:
    return (
        Column(_("Key"), lambda plan: plan.key),
        Column(_("Customer"), lambda plan: plan.customer),
        Column(_("Team"), lambda plan: plan.team),
        Column(exact_day(look.since), lambda plan: place_name(plan.before, names)),
        Column(exact_day(look.until), lambda plan: place_name(plan.after, names)),
    )
