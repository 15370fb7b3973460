"""The deals that a figure of the pipeline is made of, each with what helps it on."""

import datetime
from decimal import Decimal

from flask import Blueprint, Response, render_template, request

from planner.insights import days
from planner.insights.pages import Page
from planner.models import CauseKind
from planner.queries.web import choices, customer_filter
from planner.team.pipeline.queries import DealRow, PipelineFilter, pipeline_deals, shortfalls
from planner.team.pipeline.views import pipeline, pipeline_filters
from planner.views.web import Column, Kind, Permission, Table, check_covering, clock, download, me
from planner.words import lazy as _, word

bp = Blueprint("pipeline_deals", __name__)
_SHORTFALLS = {shortfall.value for shortfall in shortfalls.Shortfall}


@bp.get("/team/pipeline/deals")
def index() -> str:
    check_covering(Permission.SEE_COVERAGE)
    fields = choices.choices_of_fields()
    wanted = pipeline_filters.wanted_by(pipeline_filters.filter_form(fields))
    figure = figure_asked()
    by = known_for(figure)
    return render_template(
        "team/pipeline_deals/index.html",
        wanted=wanted,
        figure=figure,
        field_names_as_text={str(identity): name for identity, name in fields},
        here=lambda page: again(wanted, figure, page),
        asked=pipeline_filters.asking(wanted) | _in_address(figure),
        deals=pipeline_deals.of_figure(me(), wanted, figure, by),
        lead_times=by.lead_times if by else {},
        **pipeline.words(),
    )


def known_for(figure: pipeline_deals.Figure) -> shortfalls.KnownForShortfalls | None:
    """What the shortfalls are found by, where the figure is one of them."""
    return shortfalls.known() if figure.part in _SHORTFALLS else None


def figure_asked() -> pipeline_deals.Figure:
    """What of the address makes no sense is as if it were not there."""
    cause = request.args.get("cause", "")
    known = cause == customer_filter.NOTHING or cause in {kind.value for kind in CauseKind}
    return pipeline_deals.Figure(
        part=_part(request.args.get("part", "")),
        month=_month(request.args.get("month", "")),
        currency=request.args.get("currency", "").replace("\x00", "")[:3],
        cause=cause if known else "",
    )


def again(wanted: PipelineFilter, figure: pipeline_deals.Figure, page: Page) -> str:
    """The same figure at another page of its list."""
    return pipeline_filters.deals_address(wanted, figure.part.value, page=page, **_said(figure))


def _said(figure: pipeline_deals.Figure) -> dict[str, object]:
    asked = {"month": figure.month, "currency": figure.currency, "cause": figure.cause}
    return {name: value for name, value in asked.items() if value}


def _in_address(figure: pipeline_deals.Figure) -> dict[str, object]:
    said = {"part": figure.part.value, **_said(figure)}
    return said | ({"month": f"{figure.month:%Y-%m}"} if figure.month else {})


def _part(asked: str) -> pipeline_deals.PipelinePart:
    return (
        pipeline_deals.PipelinePart(asked)
        if asked in {part.value for part in pipeline_deals.PipelinePart}
        else pipeline_deals.PipelinePart.EXPECTED
    )


def _month(asked: str) -> datetime.date | None:
    try:
        first = datetime.date.fromisoformat(f"{asked}-01")
    except ValueError:
        return None
    return first if days.is_plausible(first, clock.today()) else None


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
def show_table(kind: str) -> Response:
    check_covering(Permission.SEE_COVERAGE)
    wanted = pipeline_filters.wanted_by(pipeline_filters.filter_form(choices.choices_of_fields()))
    figure = figure_asked()
    found = pipeline_deals.all_deals(me(), wanted, figure, known_for(figure))
    title = str(pipeline_filters.PARTS[figure.part])
    return download(Table(title, _COLUMNS, found, pipeline.notes(wanted)), kind, title)


def _planned(deal: DealRow, value: Decimal) -> Decimal | None:
    """Only while it is planned is it uncertain."""
    return value if deal.is_planned else None
