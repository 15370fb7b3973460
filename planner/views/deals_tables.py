"""The planned deals of a plan as a file."""

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import deals
from planner.queries.activities import PlanActivities
from planner.queries.deals import DealCard
from planner.translation import lazy as _
from planner.views.downloads import download
from planner.views.finding import find_plan
from planner.words import word

bp = Blueprint("deals_tables", __name__)


@bp.get("/plans/<int:plan_id>/deals.<any(csv, xlsx):kind>")
def show(plan_id: int, kind: str) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = deals.of_plan(plan.id, PlanActivities([], []))
    planned = [deal for month in found.months for deal in month.deals]
    title = gettext("Planned deals")
    table = Table(title, _columns(plan.customer.currency), (*planned, *found.decided))
    return download(table, kind, f"{plan.customer.name}, {title}")


def _columns(currency: str) -> tuple[Column[DealCard], ...]:
    return (
        Column(_("Deal"), lambda deal: deal.title),
        Column(_("Field"), lambda deal: deal.field),
        Column(_("Goal"), lambda deal: deal.goal),
        Column(_("Expected on"), lambda deal: deal.expected_on, Kind.DATE),
        Column(_("Yearly value"), lambda deal: deal.annual_value, Kind.MONEY),
        Column(_("Probability"), lambda deal: deal.probability, Kind.PERCENT),
        Column(_("Weighted"), lambda deal: deal.weighted, Kind.MONEY),
        Column(_("Currency"), lambda _deal: currency),
        Column(_("Status"), lambda deal: word(deal.status)),
        Column(_("Decided on"), lambda deal: deal.decided_on, Kind.DATE),
        Column(_("Cause"), lambda deal: deal.cause_kind and word(deal.cause_kind)),
        Column(_("Cause in words"), lambda deal: deal.cause),
    )
