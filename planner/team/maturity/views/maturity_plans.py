"""The plans that a count of the maturity map is made of."""

from flask import Blueprint, Response, render_template, request, url_for

from planner.exports.tables import Column, Table
from planner.models import AgeNames
from planner.queries.maturity import organisation
from planner.team.maturity.forms import MaturityPlansForm
from planner.team.maturity.queries import rated_lists
from planner.team.maturity.queries.rated_lists import RatedPlanRow
from planner.team.maturity.queries.rated_plans import MaturityFilter, Place
from planner.team.maturity.views import rated_filters
from planner.team.maturity.views.maturity_map import notes_on
from planner.team.maturity.views.rated_filters import place_name
from planner.translation import gettext, lazy as _
from planner.views.web import Permission, check_covering, download, exact_day, me

bp = Blueprint("maturity_plans", __name__)


@bp.get("/team/maturity/plans")
def index() -> str:
    check_covering(Permission.SEE_MATURITY)
    names = organisation.sight().age_names
    form, look = _asked_for(names)
    found, has_more = rated_lists.page_of_rated_plans(me(), look)
    asked = form.asked() | {"page": None}
    return render_template(
        "team/maturity_plans/index.html",
        form=form,
        look=look,
        plans=found,
        has_more=has_more,
        name_of=lambda place: place_name(place, names),
        movement=rated_filters.movement,
        Place=Place,
        address=lambda endpoint, **more: url_for(endpoint, **asked | more),
        asked=asked,
    )


def _asked_for(names: AgeNames) -> tuple[MaturityPlansForm, MaturityFilter]:
    form = MaturityPlansForm(request.args)
    places = [(place.value, place_name(place, names)) for place in Place]
    form.before.offer(places, Place)
    form.after.offer(places, Place)
    return form, rated_filters.asked_for(form)


@bp.get("/team/maturity/plans.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    check_covering(Permission.SEE_MATURITY)
    names = organisation.sight().age_names
    _form, look = _asked_for(names)
    title = gettext("Plans of the maturity map")
    found = rated_lists.all_rated_plans(me(), look)
    return download(Table(title, _columns(look, names), found, notes_on(look)), kind, title)


def _columns(look: MaturityFilter, names: AgeNames) -> tuple[Column[RatedPlanRow], ...]:
    return (
        Column(_("Key"), lambda plan: plan.key),
        Column(_("Customer"), lambda plan: plan.customer),
        Column(_("Team"), lambda plan: plan.team),
        Column(exact_day(look.since), lambda plan: place_name(plan.before, names)),
        Column(exact_day(look.until), lambda plan: place_name(plan.after, names)),
    )
