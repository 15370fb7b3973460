"""The lead's table: customers by fields, what they add up to, and what is missing where."""

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template

from planner.exports.tables import Column, Kind, Table
from planner.insights.coverage import CoverageState, judge_together
from planner.insights.pages import FIRST_PAGE
from planner.models.kinds import Role
from planner.queries.live import freshness
from planner.queries.maturity import organisation
from planner.rating.ages import ORDER
from planner.team.coverage.queries import coverage, coverage_gaps, coverage_marks, coverage_sums
from planner.team.coverage.queries.coverage_filter import CoverageFilter, CoverageGroup, Gap
from planner.team.coverage.views import coverage_filters, coverage_heat, coverage_words, worst_gaps
from planner.views.web import Permission, Reply, cache, choices, download, filters, gettext, may, me
from planner.views.web.rights import check_covering
from planner.words import lazy as _, word

bp = Blueprint("coverage", __name__)


@bp.get("/team")
def index() -> Reply:
    if _leads_nobody_yet():
        return render_template("team/coverage/no_team.html"), 404
    check_covering(Permission.SEE_COVERAGE)
    fields = choices.choices_of_fields()
    form, wanted = coverage_filters.coverage_asked_for(fields)
    columns = shown_fields(fields, wanted)
    cached = cache.depending_on(freshness.of_everything())
    table = _groups(wanted, columns, cached) if wanted.group else _customers(wanted, cached)
    table["worst"] = worst_gaps.with_buttons(table.pop("gaps_found", []), dict(fields))
    return render_template(
        "team/coverage/index.html",
        form=form,
        wanted=wanted,
        fields=columns,
        added=coverage_sums.coverage_by_currency,
        address=filters.addresses_of("coverage.index"),
        taken=filters.said(wanted, page=None),
        opens=lambda key, field_id: coverage_filters.cell_address(wanted, key, field_id),
        states=coverage_words.STATES,
        because=lambda of: " ".join(coverage_words.reason(one, wanted.days) for one in of),
        **_lists(wanted, cached),
        **table,
    )


def _leads_nobody_yet() -> bool:
    """Whoever leads, but no team yet, is told so: to them the page would look broken."""
    return me().role is Role.TEAM_LEAD and not may(Permission.SEE_COVERAGE)


def shown_fields(fields: list[tuple[int, str]], wanted: CoverageFilter) -> list[tuple[int, str]]:
    return [field for field in fields if wanted.field_id in (None, field[0])]


def _lists(wanted: CoverageFilter, cached: cache.Dependencies) -> dict[str, object]:
    """The lists count the same, whichever of them is open and however the table is added up."""
    asked = dataclasses.replace(wanted, gap=None, group=None, page=FIRST_PAGE)
    number, missing = cached.answer("lists", asked, lambda: coverage_gaps.gap_counts(me(), asked))
    names = {gap: coverage_words.gap_name(gap, wanted.days, wanted.soon) for gap in Gap}
    return {
        "number": number,
        "gaps": [
            (gap, names[gap], missing[gap]) for gap in Gap if missing[gap] or gap is wanted.gap
        ],
        "opens_gap": lambda gap: filters.address_asking(
            "coverage.index", wanted, gap=None if gap is wanted.gap else gap, group=None
        ),
    }


def _customers(wanted: CoverageFilter, cached: cache.Dependencies) -> dict[str, Any]:
    asked = dataclasses.replace(wanted, page=FIRST_PAGE)
    totals = cached.answer("totals", asked, lambda: coverage_sums.totals(me(), asked))
    found = coverage.page_of_customers(me(), wanted)
    worst = [] if filters.said(wanted) else coverage.worst_gaps(found)
    return {
        "found": found,
        "totals": totals,
        "gaps_found": worst,
        "all_gaps": sum(one.missing for of in totals.values() for one in of.values()),
        **_marked(found.rows, wanted, cached),
    }


def _marked(
    shown: Sequence[coverage.CoverageRow], wanted: CoverageFilter, cached: cache.Dependencies
) -> dict[str, Any]:
    """A lead who may know of no age has no column of ages. Ratings leave no event, so what they say
    is read each time."""
    days, names = cached.answer("map", None, _decided)
    since = wanted.today - datetime.timedelta(days=days)
    marks = coverage_marks.marks_of(me(), [row.id for row in shown], since)
    return {
        "marks": marks,
        "knows_ages": any(mark.knows_age for mark in marks.values()),
        "age_numbers": {age.value: number for number, age in enumerate(ORDER, 1)},
        "age_names": names,
        "screened_days": days,
    }


def _decided() -> tuple[int, str]:
    """After how many days nobody has looked for long, and what the ages are called here."""
    return organisation.signature_thresholds().screened_days, organisation.sight().age_names


def _groups(
    wanted: CoverageFilter,
    columns: list[tuple[int, str]],
    cached: cache.Dependencies,
) -> dict[str, Any]:
    group = wanted.group or CoverageGroup.TEAM
    found = coverage_sums.page_of_groups(me(), wanted, group)
    asked = dataclasses.replace(wanted, page=FIRST_PAGE)
    sums = cached.answer("groups", asked, lambda: coverage_sums.of_groups(me(), asked, group))
    shown = [
        (
            key,
            coverage_sums.value_of_group(key),
            coverage_words.group_name(group, key, name),
            number,
        )
        for key, name, number in found.rows
    ]
    return {
        "groups": shown,
        "paged": found,
        "sums": sums,
        "totals": coverage_sums.whole_of_groups(sums.values()),
        "heat": coverage_heat.charts(
            [(name, sums.get(key, {})) for key, _, name, _ in shown], columns
        ),
        "group_heading": coverage_words.GROUPS[group][0],
        "state_of": state_of,
    }


def state_of(by_currency: dict[str, coverage_sums.CoverageSum]) -> CoverageState:
    customers = sum(one.customers for one in by_currency.values())
    return judge_together(customers, sum(one.missing for one in by_currency.values()))


_Fields = dict[int | None, str]


@bp.get("/team.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    check_covering(Permission.SEE_COVERAGE)
    listed = choices.choices_of_fields()
    form, wanted = coverage_filters.coverage_asked_for(listed)
    fields: _Fields = {**dict(listed), None: gettext("Without a field")}
    notes = filters.filter_in_words(form)
    if wanted.group:
        table = _sums(wanted, wanted.group, fields, notes)
        return download(table, kind, gettext("Coverage"))
    return download(_cells(wanted, fields, notes), kind, gettext("Coverage"))


@dataclass(frozen=True, slots=True)
class _CellLine:
    customer: coverage.CoverageRow
    cell: coverage.Cell


def _cells(wanted: CoverageFilter, fields: _Fields, notes: list[str]) -> Table[_CellLine]:
    lines = (
        _CellLine(customer, cell)
        for customer in coverage.all_coverage_rows(me(), wanted)
        for cell in customer.cells.values()
        if cell.field_id in fields
    )
    return Table(gettext("Customers by fields"), _cell_columns(fields), lines, notes)


def _cell_columns(fields: _Fields) -> tuple[Column[_CellLine], ...]:
    """No person is named: beside these figures that would be a list of who brings in how much."""
    # Looked up once: there can be a hundred thousand lines.
    states = {state: str(words.name) for state, words in coverage_words.STATES.items()}
    return (
        Column(_("Key"), lambda line: line.customer.key),
        Column(_("Customer"), lambda line: line.customer.name),
        Column(_("Team"), lambda line: line.customer.team),
        Column(_("Stage"), lambda line: word(line.customer.stage)),
        Column(_("Field"), lambda line: fields[line.cell.field_id]),
        Column(_("State"), lambda line: _state(line.cell, states)),
        Column(_("Potential"), lambda line: line.cell.potential, Kind.MONEY),
        Column(_("Ours"), lambda line: line.cell.ours, Kind.MONEY),
        Column(_("Planned deals"), lambda line: line.cell.deals, Kind.NUMBER),
        Column(_("Value of planned deals"), lambda line: line.cell.deal_value, Kind.MONEY),
        Column(_("Currency"), lambda line: line.customer.currency),
        Column(_("Talk"), lambda line: line.cell.talk and word(line.cell.talk)),
        Column(_("Last talk"), lambda line: line.cell.talked_on, Kind.DATE),
        Column(_("Next due"), lambda line: line.cell.next_due, Kind.DATE),
        Column(_("Overdue"), lambda line: line.cell.overdue, Kind.NUMBER),
    )


def _state(cell: coverage.Cell, states: dict[CoverageState, str]) -> str | None:
    return states[cell.judgement.state] if cell.field_id else None


@dataclass(frozen=True, slots=True)
class _SumLine:
    group: str
    field: str
    currency: str
    sum: coverage_sums.CoverageSum


def _sums(
    wanted: CoverageFilter,
    group: CoverageGroup,
    fields: _Fields,
    notes: list[str],
) -> Table[_SumLine]:
    title = str(coverage_words.GROUPS[group][0])
    return Table(title, (Column(title, _group), *_SUMS), _of_groups(wanted, group, fields), notes)


def _of_groups(wanted: CoverageFilter, group: CoverageGroup, fields: _Fields) -> Iterator[_SumLine]:
    sums = coverage_sums.of_groups(me(), wanted, group)
    for key, name, _number in coverage_sums.coverage_groups(me(), wanted, group):
        called = coverage_words.group_name(group, key, name)
        for field_id, field in fields.items():
            for currency, one in sorted(sums.get(key, {}).get(field_id, {}).items()):
                yield _SumLine(called, field, currency, one)


def _group(line: _SumLine) -> str:
    return line.group


_SUMS: tuple[Column[_SumLine], ...] = (
    Column(_("Field"), lambda line: line.field),
    Column(_("Customers"), lambda line: line.sum.customers, Kind.NUMBER),
    Column(_("Nobody there"), lambda line: line.sum.missing, Kind.NUMBER),
    Column(_("Potential"), lambda line: line.sum.potential, Kind.MONEY),
    Column(_("Ours"), lambda line: line.sum.ours, Kind.MONEY),
    Column(_("Potential without a specialist"), lambda line: line.sum.uncovered, Kind.MONEY),
    Column(_("Share covered"), lambda line: coverage_heat.covered_share(line.sum), Kind.PERCENT),
    Column(_("Planned deals"), lambda line: line.sum.deals, Kind.NUMBER),
    Column(_("Value of planned deals"), lambda line: line.sum.deal_value, Kind.MONEY),
    Column(_("Currency"), lambda line: line.currency),
)
