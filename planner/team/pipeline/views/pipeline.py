"""Bottom-up against top-down: what planned deals add up to, and how far that carries targets."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from planner.exports.tables import Column, Kind, Row, Table
from planner.insights.pipeline import PipelineSum, added_by_currency
from planner.models.folding import folded_name
from planner.team.pipeline.queries import lost_deals, pipeline, shortfalls
from planner.team.pipeline.queries.pipeline_filter import PipelineFilter, PipelineGroup
from planner.team.pipeline.views import pipeline_charts, pipeline_filters
from planner.team.targets.queries.target_comparisons import Compared, in_filter
from planner.views.web import Permission, check_covering, choices, download, exact_day, gettext, me
from planner.words import lazy as _, word

bp = Blueprint("pipeline", __name__)
_Sums = dict[str, PipelineSum]


@bp.get("/team/pipeline")
def index() -> str:
    check_covering(Permission.SEE_COVERAGE)
    fields = choices.choices_of_fields()
    form = pipeline_filters.filter_form(fields)
    wanted = pipeline_filters.wanted_by(form)
    by = shortfalls.known()
    return render_template(
        "team/pipeline/index.html",
        form=form,
        wanted=wanted,
        field_names=dict(fields) | {None: str(pipeline_filters.WITHOUT_FIELD)},
        comparisons=in_filter(me(), wanted),
        groups=pipeline.groups(me(), wanted) if wanted.group else None,
        group_names=pipeline_filters.GROUP_NAMES,
        shortfalls=shortfalls.sums(me(), wanted, by),
        lead_times=by.lead_times,
        lost=lost_deals.lost(me(), wanted),
        moved=lost_deals.moved(me(), wanted),
        **table(wanted, fields),
        **words(),
    )


def words() -> dict[str, Any]:
    """What the templates of the pipeline say things with."""
    return {
        "added": added_by_currency,
        "address": pipeline_filters.address,
        "asking": pipeline_filters.asking,
        "bridge": pipeline_charts.bridge,
        "deals_address": pipeline_filters.deals_address,
        "helps": {
            of: str(text) % {"days": shortfalls.STILL_DAYS}
            for of, text in pipeline_filters.HELPS.items()
        },
        "parts": pipeline_filters.PARTS,
    }


def table(wanted: PipelineFilter, fields: Iterable[tuple[int, str]]) -> dict[str, Any]:
    """Months by fields with the sums at the edges; fields in which nothing lies are left out."""
    cells = pipeline.cells(me(), wanted)
    months = months_of(wanted)
    used = {field for _month, field in cells}
    columns = [field for field, _name in fields if field in used]
    by_month = {first: added_by_currency(_in_month(cells, first)) for first in months}
    whole = added_by_currency(cells.values())
    return {
        "cells": cells,
        "months": months,
        "columns": [*columns, None] if None in used else columns,
        "by_month": by_month,
        "by_field": {field: added_by_currency(_in_field(cells, field)) for field in used},
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


def _in_month(cells: pipeline.PipelineCells, first: datetime.date) -> list[_Sums]:
    return [sums for (month, _field), sums in cells.items() if month == first]


def _in_field(cells: pipeline.PipelineCells, of: int | None) -> list[_Sums]:
    return [sums for (_month, field), sums in cells.items() if field == of]


_Names = dict[int | None, str]


@bp.get("/team/pipeline.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    """Which of the tables of the page, `table` says; for another name there is nothing."""
    check_covering(Permission.SEE_COVERAGE)
    fields = choices.choices_of_fields()
    wanted = pipeline_filters.wanted_by(pipeline_filters.filter_form(fields))
    table = _TABLES.get(request.args.get("table", "months"))
    if table is None:
        abort(404)
    names: _Names = {**dict(fields), None: str(pipeline_filters.WITHOUT_FIELD)}
    made = table(wanted, names)
    return download(made, kind, made.title)


def notes(wanted: PipelineFilter) -> tuple[str, ...]:
    """What a reader of the file has to know of the period."""
    days = {"from": exact_day(wanted.starts_on), "to": exact_day(wanted.ends_on)}
    return (gettext("From %(from)s to %(to)s.", **days),)


@dataclass(frozen=True, slots=True)
class _SumLine:
    """One for each field and currency, so that they can be added up again. `of` is what the sum is
    of: the first day of a month, the name of a team or a customer."""

    of: datetime.date | str
    field: str
    currency: str
    sum: PipelineSum


def _months(wanted: PipelineFilter, names: _Names) -> Table[_SumLine]:
    cells = pipeline.cells(me(), wanted)
    listed = sorted(cells.items(), key=lambda cell: (cell[0][0], folded_name(names[cell[0][1]])))
    rows = (
        _SumLine(first, names[field], currency, one)
        for (first, field), sums in listed
        for currency, one in sorted(sums.items())
    )
    month: Column[_SumLine] = Column(_("Month"), lambda line: line.of, Kind.DATE)
    return Table(gettext("Months and fields"), (month, *_SUMS), rows, notes(wanted))


def _groups(wanted: PipelineFilter, names: _Names) -> Table[_SumLine]:
    group = wanted.group or PipelineGroup.TEAM
    rows = (
        _SumLine(each.name or gettext("No team"), names[field], currency, one)
        for each in pipeline.all_groups(me(), wanted, group)
        for field, sums in sorted(each.fields.items(), key=lambda of: folded_name(names[of[0]]))
        for currency, one in sorted(sums.items())
    )
    title = str(pipeline_filters.GROUP_NAMES[group])
    first: Column[_SumLine] = Column(title, lambda line: line.of)
    return Table(title, (first, *_SUMS), rows, notes(wanted))


def _causes(wanted: PipelineFilter, names: _Names) -> Table[tuple[str, lost_deals.CauseSum]]:
    columns: tuple[Column[tuple[str, lost_deals.CauseSum]], ...] = (
        Column(_("What happened"), lambda line: line[0]),
        Column(_("Cause"), lambda line: _cause(line[1])),
        Column(_("Field"), lambda line: names[line[1].field_id]),
        Column(_("Deals"), lambda line: line[1].deals, Kind.NUMBER),
        Column(_("Value a year"), lambda line: line[1].value, Kind.MONEY),
        Column(_("Currency"), lambda line: line[1].currency),
    )
    lost = ((gettext("Lost"), one) for one in lost_deals.lost(me(), wanted))
    moved = ((gettext("Moved"), one) for one in lost_deals.moved(me(), wanted))
    title = gettext("Why deals were lost or moved")
    return Table(title, columns, chain(lost, moved), notes(wanted))


def _cause(one: lost_deals.CauseSum) -> str:
    return word(one.cause) if one.cause else gettext("no cause said")


def _comparisons(wanted: PipelineFilter, _names: _Names) -> Table[Compared]:
    note = gettext("Targets can overlap. Each stands for itself; they are never added up.")
    return Table(gettext("Against the targets"), _COMPARED, in_filter(me(), wanted), [note])


def _beside(one: Compared) -> str | None:
    return ", ".join(f"{found.expected:f} {other}" for other, found in one.beside.items()) or None


def _money(
    currency: Callable[[Row], str], of: Callable[[Row], PipelineSum]
) -> tuple[Column[Row], ...]:
    return (
        Column(_("Currency"), currency),
        Column(_("Won"), lambda row: of(row).won, Kind.MONEY),
        Column(_("Planned, weighted"), lambda row: of(row).weighted, Kind.MONEY),
        Column(_("Planned, unweighted"), lambda row: of(row).planned, Kind.MONEY),
        Column(_("Won deals"), lambda row: of(row).wins, Kind.NUMBER),
        Column(_("Planned deals"), lambda row: of(row).plans, Kind.NUMBER),
    )


_SUMS: tuple[Column[_SumLine], ...] = (
    Column(_("Field"), lambda line: line.field),
    *_money(lambda line: line.currency, lambda line: line.sum),
)
_COMPARED: tuple[Column[Compared], ...] = (
    Column(_("Team"), lambda one: one.target.team),
    Column(_("Field"), lambda one: one.target.field or gettext("all fields")),
    Column(_("From"), lambda one: one.target.starts_on, Kind.DATE),
    Column(_("To"), lambda one: one.target.ends_on, Kind.DATE),
    Column(_("Team target"), lambda one: one.comparison.target, Kind.MONEY),
    *_money(lambda one: one.target.currency, lambda one: one.comparison.found),
    Column(_("Gap"), lambda one: one.comparison.gap, Kind.MONEY),
    Column(_("Expected share"), lambda one: one.comparison.share, Kind.PERCENT),
    Column(_("Not counted"), _beside),
)
_TABLES: dict[str, Callable[[PipelineFilter, _Names], Table[Any]]] = {
    "causes": _causes,
    "comparisons": _comparisons,
    "groups": _groups,
    "months": _months,
}
