"""How far handovers have come, and what is at stake in renewals, of a lead's customers."""

from flask import Blueprint, render_template, request

from planner.queries.live import freshness
from planner.queries.web.customer_filter import CustomerFilter
from planner.team.signatures import queries
from planner.team.signatures.forms import SignatureFilterForm
from planner.team.views.customer_filters import offer_customers
from planner.views.web import Permission, cache, check_covering, me
from planner.words.signature_words import HANDOVER_WORDS, RENEWAL_WORDS

bp = Blueprint("team_signatures", __name__)


@bp.get("/team/signatures")
def index() -> str:
    """The sums are made again only when something has changed."""
    check_covering(Permission.SEE_COVERAGE)
    cached = cache.depending_on(freshness.of_everything())
    form = SignatureFilterForm(request.args)
    del form.stage, form.page  # who has signed is a customer, and sums have no pages
    offer_customers(form)
    form.validate()
    wanted = CustomerFilter(**form.asked())
    return render_template(
        "team/signatures/index.html",
        form=form,
        sums=cached.html("team_signatures", wanted, lambda: _sums(wanted)),
    )


def _sums(wanted: CustomerFilter) -> str:
    return render_template(
        "team/signatures/_sums.html",
        sums=queries.sums_of(me(), wanted),
        handovers=HANDOVER_WORDS,
        renewals=RENEWAL_WORDS,
    )
