"""The plans that a count of the maturity map is made of."""

from typing import Any

from flask import Blueprint, render_template, request

from planner.access import Permission
from planner.forms.rated_plans import MaturityPlansForm
from planner.models.setting import AgeNames
from planner.queries import organisation, rated_lists
from planner.queries.rated_lists import Ends
from planner.queries.rated_plans import MaturityFilter, Place
from planner.views import rated_filters
from planner.views.current import me
from planner.views.rated_filters import place_name
from planner.views.rights import check_general

bp = Blueprint("maturity_plans", __name__)


@bp.get("/team/maturity/plans")
def index() -> str:
    check_general(Permission.SEE_MATURITY)
    names = organisation.sight().age_names
    form, look = asked_for(names)
    found, has_more = rated_lists.page(me(), look, ends_of(form))
    return render_template(
        "maturity_plans/index.html",
        form=form,
        look=look,
        plans=found,
        has_more=has_more,
        name_of=lambda place: place_name(place, names),
        movement=rated_filters.movement,
        Place=Place,
        address=_address(form),
        asked=rated_filters.chosen(form, form.ASKED),
    )


def asked_for(names: AgeNames) -> tuple[MaturityPlansForm, MaturityFilter]:
    form = MaturityPlansForm(request.args)
    places = [(place.value, place_name(place, names)) for place in Place]
    form.before.offer(places)
    form.after.offer(places)
    rated_filters.offer(form)
    return form, rated_filters.look(form)


def ends_of(form: MaturityPlansForm) -> Ends:
    found = rated_filters.chosen(form, ("before", "after"))
    return Ends(**{name: Place(value) for name, value in found.items()})


def _address(form: MaturityPlansForm) -> Any:
    """Another page with the same customers, days and ages."""
    wanted, asked = rated_filters.customers(form), rated_filters.chosen(form, form.ASKED)
    return lambda endpoint, **more: rated_filters.address(endpoint, wanted, **{**asked, **more})
