"""Bottom-up against top-down: what planned deals add up to, and how far that carries targets."""

import datetime
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template

from planner.access import Permission
from planner.insights.pipeline import Sum, added
from planner.queries import causes, choices, pipeline, shortfalls
from planner.queries.pipeline import Cells
from planner.queries.pipeline_filter import PipelineFilter
from planner.views import pipeline_charts, pipeline_filters
from planner.views.current import me
from planner.views.pipeline_words import HELPS, PARTS
from planner.views.rights import check_general
from planner.views.target_comparisons import in_filter

bp = Blueprint("pipeline", __name__)
Sums = dict[str, Sum]


@bp.get("/team/pipeline")
def index() -> str:
    check_general(Permission.SEE_COVERAGE)
    fields = choices.fields()
    form = pipeline_filters.filter_form(fields)
    wanted = pipeline_filters.wanted_by(form)
    by = shortfalls.known()
    return render_template(
        "pipeline/index.html",
        form=form,
        wanted=wanted,
        field_names=dict(fields) | {None: str(pipeline_filters.WITHOUT_FIELD)},
        comparisons=in_filter(wanted),
        groups=pipeline.groups(me(), wanted) if wanted.group else None,
        group_names=pipeline_filters.GROUP_NAMES,
        shortfalls=shortfalls.sums(me(), wanted, by),
        lead_times=by.lead_times,
        lost=causes.lost(me(), wanted),
        moved=causes.moved(me(), wanted),
        **table(wanted, fields),
        **words(),
    )


def words() -> dict[str, Any]:
    """What the templates of the pipeline say things with."""
    return {
        "added": added,
        "address": pipeline_filters.address,
        "asking": pipeline_filters.asking,
        "bridge": pipeline_charts.bridge,
        "deals_address": pipeline_filters.deals_address,
        "helps": {of: str(text) % {"days": shortfalls.STILL_DAYS} for of, text in HELPS.items()},
        "parts": PARTS,
    }


def table(wanted: PipelineFilter, fields: Iterable[tuple[int, str]]) -> dict[str, Any]:
    """Months by fields with the sums at the edges; fields in which nothing lies are left out."""
    cells = pipeline.cells(me(), wanted)
    months = months_of(wanted)
    used = {field for _month, field in cells}
    columns = [field for field, _name in fields if field in used]
    by_month = {first: added(_in_month(cells, first)) for first in months}
    whole = added(cells.values())
    return {
        "cells": cells,
        "months": months,
        "columns": [*columns, None] if None in used else columns,
        "by_month": by_month,
        "by_field": {field: added(_in_field(cells, field)) for field in used},
        "whole": whole,
        "month_charts": {
            currency: pipeline_charts.months(months, by_month, currency) for currency in whole
        },
    }


def months_of(wanted: PipelineFilter) -> list[datetime.date]:
    """The first days of all months of the period."""
    found, first = [], wanted.starts_on.replace(day=1)
    while first <= wanted.ends_on:
        found.append(first)
        first = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return found


def _in_month(cells: Cells, first: datetime.date) -> list[Sums]:
    return [sums for (month, _field), sums in cells.items() if month == first]


def _in_field(cells: Cells, of: int | None) -> list[Sums]:
    return [sums for (_month, field), sums in cells.items() if field == of]
