"""Share of wallet and whitespace: fields by units, and the shares over time."""

from typing import Any

from flask import Blueprint, render_template

from planner.models import Plan
from planner.views.web import Permission, exact_day, find_plan, percent
from planner.wallet.queries import screenings, wallets
from planner.wallet.queries.wallet_words import CELL_STATES

bp = Blueprint("wallets", __name__)


@bp.get("/plans/<int:plan_id>/wallet")
def show(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    return render_template("wallet/show.html", plan=plan, **_shown(plan))


def _shown(plan: Plan) -> dict[str, Any]:
    series = screenings.shares_of(plan.customer_id)
    return {
        "customer": plan.customer,
        "wallet": wallets.whitespace_of_plan(plan),
        "series": series,
        "course": _course(series),
        "words": CELL_STATES,
    }


def _course(series: screenings.ShareSeries) -> dict[str, Any]:
    """A line of each field over all screenings; shares of different fields add up to nothing."""
    return {
        "names": [exact_day(day) for day in series.days],
        "series": [
            {
                "name": name,
                "values": [None if one is None else float(100 * one) for one in shares],
                "texts": ["" if one is None else percent(one) for one in shares],
            }
            for name, shares in series.of_cells.items()
        ],
    }
