"""Whom all of us know at customers, against whom we have on record."""

from functools import partial

from flask import Blueprint, render_template, request, url_for

from planner.forms.web.filters import FilterForm
from planner.insights.pages import Page
from planner.queries.live import freshness
from planner.queries.web.paging import page_of_list
from planner.reach.queries import comparison
from planner.views.web import Permission, cache, check_general, me

bp = Blueprint("reach", __name__)
_SHOWN = 50


@bp.get("/team/reach")
def index() -> str:
    """With the switch off there is nothing to see. The sums take seconds with many customers, and
    are made again only when something has changed that they rest on."""
    check_general(Permission.SEE_COVERAGE)
    if not comparison.is_shown():
        return render_template("reach/index.html", compared=None)
    kept = cache.depending_on(freshness.of_tables(comparison.RESTS_ON))
    state = comparison.state_of_all()
    compared = kept.answer("reach", state, lambda: comparison.comparison(me()))
    page: Page = FilterForm(request.args).asked()["page"]
    return render_template(
        "reach/index.html",
        compared=compared,
        found=page_of_list(compared.at, lambda each: each.sorted_by, page, _SHOWN),
        number=page.number,
        address=partial(url_for, "reach.index"),
    )
