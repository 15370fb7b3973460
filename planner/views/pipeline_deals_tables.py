"""The deals behind a figure of the pipeline as a file."""

from decimal import Decimal

from flask import Blueprint, Response

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import choices, pipeline_deals
from planner.queries.pipeline_deal_rows import DealRow
from planner.translation import lazy as _
from planner.views import pipeline_filters
from planner.views.current import me
from planner.views.downloads import download
from planner.views.pipeline_deals import figure_asked, known_for
from planner.views.pipeline_tables import notes
from planner.views.pipeline_words import PARTS
from planner.views.rights import check_general
from planner.words import word

bp = Blueprint("pipeline_deals_tables", __name__)
# Nobody of ours is named: the figures are about the deals.
_COLUMNS: tuple[Column[DealRow], ...] = (
    Column(_("Customer"), lambda deal: deal.customer),
    Column(_("Deal"), lambda deal: deal.title),
    Column(_("Field"), lambda deal: deal.field),
    Column(_("Day"), lambda deal: deal.day, Kind.DATE),
    Column(_("State"), lambda deal: word(deal.status)),
    Column(_("Cause"), lambda deal: deal.cause_kind and word(deal.cause_kind)),
    Column(_("Value a year"), lambda deal: deal.annual_value, Kind.MONEY),
    Column(_("Currency"), lambda deal: deal.currency),
    Column(_("Probability"), lambda deal: _planned(deal, deal.probability), Kind.PERCENT),
    Column(_("Weighted"), lambda deal: _planned(deal, deal.weighted), Kind.MONEY),
    Column(_("Activities to do"), lambda deal: deal.work.to_do, Kind.NUMBER),
    Column(_("Activities done"), lambda deal: deal.work.done, Kind.NUMBER),
    Column(_("Next due"), lambda deal: deal.work.next_due, Kind.DATE),
)


@bp.get("/team/pipeline/deals.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    check_general(Permission.SEE_COVERAGE)
    wanted = pipeline_filters.wanted_by(pipeline_filters.filter_form(choices.fields()))
    figure = figure_asked()
    found = pipeline_deals.everything(me(), wanted, figure, known_for(figure))
    title = str(PARTS[figure.part])
    return download(Table(title, _COLUMNS, found, notes(wanted)), kind, title)


def _planned(deal: DealRow, value: Decimal) -> Decimal | None:
    """Only while it is planned is it uncertain."""
    return value if deal.is_planned else None
