"""The plans that a count of the maturity map is made of."""

from flask import Blueprint, Response, render_template, request, url_for

from planner.models import AgeNames
from planner.queries.maturity import organisation
from planner.team.maturity.forms import MaturityPlansForm
from planner.team.maturity.queries import rated_lists, rated_plans
from planner.team.maturity.views import maturity_map
from planner.views.web import Column, Permission, Table, check_covering, download, exact_day, me
from planner.words import gettext, lazy as _

bp = Blueprint("maturity_plans", __name__)


@bp.get("/team/maturity/plans")
def index() -> str:
    check_covering(Permission.SEE_MATURITY)
    names = organisation.sight().age_names
    form, look = _asked_for(names)
    found = rated_lists.page_of_rated_plans(me(), look)
    asked = form.asked() | {"page": None}
    return render_template(
        "team/maturity_plans/index.html",
        form=form,
        look=look,
        plans=found,
        name_of=lambda place: maturity_map.place_name(place, names),
        movement=maturity_map.movement_on_map,
        Place=rated_plans.PlanPlace,
        address=lambda endpoint, **more: url_for(endpoint, **asked | more),
        asked=asked,
    )


def _asked_for(names: AgeNames) -> tuple[MaturityPlansForm, rated_plans.MaturityFilter]:
    form = MaturityPlansForm(request.args)
    places = [
        (place.value, maturity_map.place_name(place, names)) for place in rated_plans.PlanPlace
    ]
    form.before.offer(places, rated_plans.PlanPlace)
    form.after.offer(places, rated_plans.PlanPlace)
    return form, maturity_map.asked_for(form)


@bp.get("/team/maturity/plans.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    check_covering(Permission.SEE_MATURITY)
    names = organisation.sight().age_names
    _form, look = _asked_for(names)
    title = gettext("Plans of the maturity map")
    found = rated_lists.all_rated_plans(me(), look)
    return download(
        Table(title, _columns(look, names), found, maturity_map.notes_on(look)), kind, title
    )


def _columns(
    look: rated_plans.MaturityFilter, names: AgeNames
) -> tuple[Column[rated_lists.RatedPlanRow], ...]:
    return (
        Column(_("Key"), lambda plan: plan.key),
        Column(_("Customer"), lambda plan: plan.customer),
        Column(_("Team"), lambda plan: plan.team),
        Column(exact_day(look.since), lambda plan: maturity_map.place_name(plan.before, names)),
        Column(exact_day(look.until), lambda plan: maturity_map.place_name(plan.after, names)),
    )
