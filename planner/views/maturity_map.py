"""In which ages the plans are, by team and over time, and what moved between two days."""

from typing import Any

from flask import Blueprint, render_template, request

from planner.access import Permission
from planner.forms.rated_plans import MaturityMapForm
from planner.queries import ages_over_time, maturity_map, organisation, relapses
from planner.queries.rated_plans import THERE, MaturityFilter, Place
from planner.views import maturity_charts, rated_filters
from planner.views.current import me
from planner.views.rated_filters import place_name
from planner.views.rights import check_general

bp = Blueprint("maturity_map", __name__)


@bp.get("/team/maturity")
def index() -> str:
    check_general(Permission.SEE_MATURITY)
    form, look = asked_for()
    names = organisation.sight().age_names
    found = maturity_map.between(me(), look)
    course = ages_over_time.over_time(me(), look)
    fallen, has_more = relapses.page(me(), look)
    return render_template(
        "maturity_map/index.html",
        form=form,
        look=look,
        map=found,
        course=course,
        relapses=fallen,
        has_more=has_more,
        there=THERE,
        places=tuple(Place),
        ages=[place for place in THERE if rated_filters.is_age(place)],
        name_of=lambda place: place_name(Place(place), names),
        movement=rated_filters.movement,
        days={"since": look.since.isoformat(), "until": look.until.isoformat()},
        address=_address(look),
        asked=rated_filters.chosen(form, MaturityMapForm.ASKED),
        bars=maturity_charts.bars(course, names),
        flows=maturity_charts.flows(found, names),
    )


def asked_for() -> tuple[MaturityMapForm, MaturityFilter]:
    form = MaturityMapForm(request.args)
    rated_filters.offer(form)
    look = rated_filters.look(form)
    form.show_days(look.since, look.until)
    return form, look


def _address(look: MaturityFilter) -> Any:
    """Another page with the same customers."""
    return lambda endpoint, **more: rated_filters.address(endpoint, look.customers, **more)
