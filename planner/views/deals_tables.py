"""The planned deals of a plan as a file."""

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import deals
from planner.queries.activities import PlanActivities
from planner.queries.deals import DealCard
from planner.views.downloads import download
from planner.views.finding import find_plan
from planner.words import word

bp = Blueprint("deals_tables", __name__)


@bp.get("/plans/<int:plan_id>/deals.<any(csv, xlsx):kind>")
def show(plan_id: int, kind: str) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = deals.of_plan(plan.id, PlanActivities([], []))
    planned = [deal for month in found.months for deal in month.deals]
    currency, title = plan.customer.currency, gettext("Planned deals")
    rows = (_cells(deal, currency) for deal in (*planned, *found.decided))
    return download(Table(title, _columns(), rows), kind, f"{plan.customer.name}, {title}")


def _columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Deal")),
        Column(gettext("Field")),
        Column(gettext("Goal")),
        Column(gettext("Expected on"), Kind.DATE),
        Column(gettext("Yearly value"), Kind.MONEY),
        Column(gettext("Probability"), Kind.PERCENT),
        Column(gettext("Weighted"), Kind.MONEY),
        Column(gettext("Currency")),
        Column(gettext("Status")),
        Column(gettext("Decided on"), Kind.DATE),
        Column(gettext("Cause")),
        Column(gettext("Cause in words")),
    )


def _cells(deal: DealCard, currency: str) -> tuple[Any, ...]:
    return (
        deal.title,
        deal.field,
        deal.goal,
        deal.expected_on,
        deal.annual_value,
        deal.probability,
        deal.weighted,
        currency,
        word(deal.status),
        deal.decided_on,
        deal.cause_kind and word(deal.cause_kind),
        deal.cause,
    )
