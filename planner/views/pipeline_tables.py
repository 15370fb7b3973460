"""The tables of the pipeline as files: one line for each field and currency, so that they can be
added up again."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.insights.pipeline import Sum
from planner.queries import causes, choices, pipeline
from planner.queries.pipeline_filter import PipelineFilter, PipelineGroup
from planner.views import pipeline_filters
from planner.views.current import me
from planner.views.downloads import download
from planner.views.exact import exact_day
from planner.views.rights import check_general
from planner.views.target_comparisons import in_filter
from planner.words import word

bp = Blueprint("pipeline_tables", __name__)
Names = dict[int | None, str]
Row = tuple[Any, ...]


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


def _months(wanted: PipelineFilter, names: Names) -> Table:
    cells = pipeline.cells(me(), wanted)
    listed = sorted(cells.items(), key=lambda cell: (cell[0][0], names[cell[0][1]]))
    rows = (
        (first, names[field], *_money(currency, sum_))
        for (first, field), sums in listed
        for currency, sum_ in sorted(sums.items())
    )
    columns = (Column(gettext("Month"), Kind.DATE), Column(gettext("Field")), *_money_columns())
    return Table(gettext("Months and fields"), columns, rows, notes(wanted))


def _groups(wanted: PipelineFilter, names: Names) -> Table:
    group = wanted.group or PipelineGroup.TEAM
    columns = (Column(str(pipeline_filters.GROUP_NAMES[group])), Column(gettext("Field")))
    rows = (
        (one.name or gettext("No team"), names[field], *_money(currency, sum_))
        for one in pipeline.all_groups(me(), wanted, group)
        for field, sums in sorted(one.fields.items(), key=lambda each: names[each[0]])
        for currency, sum_ in sorted(sums.items())
    )
    title = str(pipeline_filters.GROUP_NAMES[group])
    return Table(title, (*columns, *_money_columns()), rows, notes(wanted))


def _causes(wanted: PipelineFilter, names: Names) -> Table:
    columns = (
        Column(gettext("What happened")),
        Column(gettext("Cause")),
        Column(gettext("Field")),
        Column(gettext("Deals"), Kind.NUMBER),
        Column(gettext("Value a year"), Kind.MONEY),
        Column(gettext("Currency")),
    )
    both = (
        (gettext("Lost"), causes.lost(me(), wanted)),
        (gettext("Moved"), causes.moved(me(), wanted)),
    )
    rows = (
        (what, _cause(one), names[one.field_id], one.deals, one.value, one.currency)
        for what, found in both
        for one in found
    )
    return Table(gettext("Why deals were lost or moved"), columns, rows, notes(wanted))


def _cause(one: causes.CauseSum) -> str:
    return word(one.cause) if one.cause else gettext("no cause said")


def _comparisons(wanted: PipelineFilter, _names: Names) -> Table:
    columns = (
        Column(gettext("Team")),
        Column(gettext("Field")),
        Column(gettext("From"), Kind.DATE),
        Column(gettext("To"), Kind.DATE),
        Column(gettext("Team target"), Kind.MONEY),
        *_money_columns(),
        Column(gettext("Gap"), Kind.MONEY),
        Column(gettext("Expected share"), Kind.PERCENT),
        Column(gettext("Not counted")),
    )
    note = gettext("Targets can overlap. Each stands for itself; they are never added up.")
    return Table(gettext("Against the targets"), columns, _compared(wanted), (note,))


def _compared(wanted: PipelineFilter) -> Iterator[Row]:
    for one in in_filter(wanted):
        target, comparison = one.target, one.comparison
        of = (target.team, target.field or gettext("all fields"), target.starts_on, target.ends_on)
        money = _money(target.currency, comparison.found)
        beside = ", ".join(f"{found.expected:f} {other}" for other, found in one.beside.items())
        yield (*of, comparison.target, *money, comparison.gap, comparison.share, beside or None)


def _money_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Currency")),
        Column(gettext("Won"), Kind.MONEY),
        Column(gettext("Planned, weighted"), Kind.MONEY),
        Column(gettext("Planned, unweighted"), Kind.MONEY),
        Column(gettext("Won deals"), Kind.NUMBER),
        Column(gettext("Planned deals"), Kind.NUMBER),
    )


def _money(currency: str, found: Sum) -> Row:
    return (currency, found.won, found.weighted, found.planned, found.wins, found.plans)


_TABLES: dict[str, Callable[[PipelineFilter, Names], Table]] = {
    "causes": _causes,
    "comparisons": _comparisons,
    "groups": _groups,
    "months": _months,
}
