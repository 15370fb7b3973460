"""The tables of the pipeline as files: one line for each field and currency, so that they can be
added up again."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Row, Table
from planner.insights.pipeline import Sum
from planner.queries import causes, choices, pipeline
from planner.queries.causes import CauseSum
from planner.queries.pipeline_filter import PipelineFilter, PipelineGroup
from planner.translation import lazy as _
from planner.views import pipeline_filters
from planner.views.current import me
from planner.views.downloads import download
from planner.views.exact import exact_day
from planner.views.rights import check_general
from planner.views.target_comparisons import Compared, in_filter
from planner.words import word

bp = Blueprint("pipeline_tables", __name__)
Names = dict[int | None, str]


@bp.get("/team/pipeline.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    """Which of the tables of the page, `table` says; for another name there is nothing."""
    check_general(Permission.SEE_COVERAGE)
    fields = choices.fields()
    wanted = pipeline_filters.wanted_by(pipeline_filters.filter_form(fields))
    table = _TABLES.get(request.args.get("table", "months"))
    if table is None:
        abort(404)
    names: Names = {**dict(fields), None: str(pipeline_filters.WITHOUT_FIELD)}
    made = table(wanted, names)
    return download(made, kind, made.title)


def notes(wanted: PipelineFilter) -> tuple[str, ...]:
    """What a reader of the file has to know of the period."""
    days = {"from": exact_day(wanted.starts_on), "to": exact_day(wanted.ends_on)}
    return (gettext("From %(from)s to %(to)s.", **days),)


@dataclass(frozen=True, slots=True)
class _SumLine:
    """`of` is what the sum is of: the first day of a month, the name of a team or a customer."""

    of: datetime.date | str
    field: str
    currency: str
    sum: Sum


def _months(wanted: PipelineFilter, names: Names) -> Table[_SumLine]:
    cells = pipeline.cells(me(), wanted)
    listed = sorted(cells.items(), key=lambda cell: (cell[0][0], names[cell[0][1]]))
    rows = (
        _SumLine(first, names[field], currency, one)
        for (first, field), sums in listed
        for currency, one in sorted(sums.items())
    )
    month: Column[_SumLine] = Column(_("Month"), lambda line: line.of, Kind.DATE)
    return Table(gettext("Months and fields"), (month, *_SUMS), rows, notes(wanted))


def _groups(wanted: PipelineFilter, names: Names) -> Table[_SumLine]:
    group = wanted.group or PipelineGroup.TEAM
    rows = (
        _SumLine(each.name or gettext("No team"), names[field], currency, one)
        for each in pipeline.all_groups(me(), wanted, group)
        for field, sums in sorted(each.fields.items(), key=lambda of: names[of[0]])
        for currency, one in sorted(sums.items())
    )
    title = str(pipeline_filters.GROUP_NAMES[group])
    first: Column[_SumLine] = Column(title, lambda line: line.of)
    return Table(title, (first, *_SUMS), rows, notes(wanted))


def _causes(wanted: PipelineFilter, names: Names) -> Table[tuple[str, CauseSum]]:
    columns: tuple[Column[tuple[str, CauseSum]], ...] = (
        Column(_("What happened"), lambda line: line[0]),
        Column(_("Cause"), lambda line: _cause(line[1])),
        Column(_("Field"), lambda line: names[line[1].field_id]),
        Column(_("Deals"), lambda line: line[1].deals, Kind.NUMBER),
        Column(_("Value a year"), lambda line: line[1].value, Kind.MONEY),
        Column(_("Currency"), lambda line: line[1].currency),
    )
    lost = ((gettext("Lost"), one) for one in causes.lost(me(), wanted))
    moved = ((gettext("Moved"), one) for one in causes.moved(me(), wanted))
    title = gettext("Why deals were lost or moved")
    return Table(title, columns, chain(lost, moved), notes(wanted))


def _cause(one: CauseSum) -> str:
    return word(one.cause) if one.cause else gettext("no cause said")


def _comparisons(wanted: PipelineFilter, _names: Names) -> Table[Compared]:
    note = gettext("Targets can overlap. Each stands for itself; they are never added up.")
    return Table(gettext("Against the targets"), _COMPARED, in_filter(wanted), [note])


def _beside(one: Compared) -> str | None:
    return ", ".join(f"{found.expected:f} {other}" for other, found in one.beside.items()) or None


def _money(currency: Callable[[Row], str], of: Callable[[Row], Sum]) -> tuple[Column[Row], ...]:
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
_TABLES: dict[str, Callable[[PipelineFilter, Names], Table[Any]]] = {
    "causes": _causes,
    "comparisons": _comparisons,
    "groups": _groups,
    "months": _months,
}
