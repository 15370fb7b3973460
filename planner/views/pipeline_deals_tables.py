"""The deals behind a figure of the pipeline as a file."""

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import choices, pipeline_deals
from planner.queries.pipeline_deal_rows import DealRow
from planner.views import pipeline_filters
from planner.views.current import me
from planner.views.downloads import download
from planner.views.pipeline_deals import figure_asked, known_for
from planner.views.pipeline_tables import notes
from planner.views.pipeline_words import PARTS
from planner.views.rights import check_general
from planner.words import word

bp = Blueprint("pipeline_deals_tables", __name__)


@bp.get("/team/pipeline/deals.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    check_general(Permission.SEE_COVERAGE)
    wanted = pipeline_filters.wanted_by(pipeline_filters.filter_form(choices.fields()))
    figure = figure_asked()
    found = pipeline_deals.everything(me(), wanted, figure, known_for(figure))
    title = str(PARTS[figure.part])
    return download(Table(title, _columns(), map(_cells, found), notes(wanted)), kind, title)


def _columns() -> tuple[Column, ...]:
    """Nobody of ours is named: the figures are about the deals."""
    return (
        Column(gettext("Customer")),
        Column(gettext("Deal")),
        Column(gettext("Field")),
        Column(gettext("Day"), Kind.DATE),
        Column(gettext("State")),
        Column(gettext("Cause")),
        Column(gettext("Value a year"), Kind.MONEY),
        Column(gettext("Currency")),
        Column(gettext("Probability"), Kind.PERCENT),
        Column(gettext("Weighted"), Kind.MONEY),
        Column(gettext("Activities to do"), Kind.NUMBER),
        Column(gettext("Activities done"), Kind.NUMBER),
        Column(gettext("Next due"), Kind.DATE),
    )


def _cells(deal: DealRow) -> tuple[Any, ...]:
    return (
        deal.customer,
        deal.title,
        deal.field,
        deal.day,
        word(deal.status),
        word(deal.cause_kind) if deal.cause_kind else None,
        deal.annual_value,
        deal.currency,
        deal.probability if deal.is_planned else None,
        deal.weighted if deal.is_planned else None,
        deal.work.to_do,
        deal.work.done,
        deal.work.next_due,
    )
