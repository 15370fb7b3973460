"""The lead's table as a file: every cell of the customers that the filter finds, or their sums.

No person is named in it: beside these figures that would be a list of who brings in how much.
"""

import dataclasses
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.insights.coverage import State
from planner.queries import choices, coverage, coverage_sums
from planner.queries.coverage import Cell, CustomerRow
from planner.queries.coverage_filter import CoverageFilter, CoverageGroup
from planner.queries.coverage_sums import Sum
from planner.views.coverage_filters import asked_for
from planner.views.coverage_heat import covered_share
from planner.views.coverage_words import GROUPS, STATES, group_name
from planner.views.current import me
from planner.views.downloads import download
from planner.views.filter_words import in_words
from planner.views.rights import check_general
from planner.words import word

bp = Blueprint("coverage_tables", __name__)
Fields = dict[int | None, str]


@bp.get("/team.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    check_general(Permission.SEE_COVERAGE)
    listed = choices.fields()
    form, wanted = asked_for(listed)
    fields: Fields = {**dict(listed), None: gettext("Without a field")}
    table = _sums(wanted, fields) if wanted.group else _cells(wanted, fields)
    table = dataclasses.replace(table, notes=tuple(in_words(form, "page")))
    return download(table, kind, gettext("Coverage"))


def _cells(wanted: CoverageFilter, fields: Fields) -> Table:
    found = coverage.everything(me(), wanted)
    # Looked up once: there can be a hundred thousand lines.
    states = {state: str(words.name) for state, words in STATES.items()}
    lines = (
        _of_customer(row, cell, fields, states)
        for row in found
        for cell in row.cells.values()
        if cell.field_id in fields
    )
    return Table(gettext("Customers by fields"), _customer_columns(), lines)


def _customer_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Key")),
        Column(gettext("Customer")),
        Column(gettext("Team")),
        Column(gettext("Stage")),
        Column(gettext("Field")),
        Column(gettext("State")),
        Column(gettext("Potential"), Kind.MONEY),
        Column(gettext("Ours"), Kind.MONEY),
        Column(gettext("Planned deals"), Kind.NUMBER),
        Column(gettext("Value of planned deals"), Kind.MONEY),
        Column(gettext("Currency")),
        Column(gettext("Talk")),
        Column(gettext("Last talk"), Kind.DATE),
        Column(gettext("Next due"), Kind.DATE),
        Column(gettext("Overdue"), Kind.NUMBER),
    )


def _of_customer(
    row: CustomerRow, cell: Cell, fields: Fields, states: dict[State, str]
) -> tuple[Any, ...]:
    return (
        row.key,
        row.name,
        row.team,
        word(row.stage),
        fields[cell.field_id],
        states[cell.judgement.state] if cell.field_id else None,
        cell.potential,
        cell.ours,
        cell.deals,
        cell.deal_value,
        row.currency,
        cell.talk and word(cell.talk),
        cell.talked_on,
        cell.next_due,
        cell.overdue,
    )


def _sums(wanted: CoverageFilter, fields: Fields) -> Table:
    group = wanted.group or CoverageGroup.TEAM
    lines = _of_groups(wanted, group, fields)
    return Table(str(GROUPS[group][0]), _group_columns(group), lines)


def _group_columns(group: CoverageGroup) -> tuple[Column, ...]:
    return (
        Column(str(GROUPS[group][0])),
        Column(gettext("Field")),
        Column(gettext("Customers"), Kind.NUMBER),
        Column(gettext("Nobody there"), Kind.NUMBER),
        Column(gettext("Potential"), Kind.MONEY),
        Column(gettext("Ours"), Kind.MONEY),
        Column(gettext("Potential without a specialist"), Kind.MONEY),
        Column(gettext("Share covered"), Kind.PERCENT),
        Column(gettext("Planned deals"), Kind.NUMBER),
        Column(gettext("Value of planned deals"), Kind.MONEY),
        Column(gettext("Currency")),
    )


def _of_groups(
    wanted: CoverageFilter, group: CoverageGroup, fields: Fields
) -> Iterator[tuple[Any, ...]]:
    sums = coverage_sums.of_groups(me(), wanted, group)
    for key, name, _number in coverage_sums.groups(me(), wanted, group, None):
        for field_id, field in fields.items():
            for currency, one in sorted(sums.get(key, {}).get(field_id, {}).items()):
                yield group_name(group, key, name), field, *_figures(one), currency


def _figures(one: Sum) -> tuple[Any, ...]:
    return (
        one.customers,
        one.missing,
        one.potential,
        one.ours,
        one.uncovered,
        covered_share(one),
        one.deals,
        one.deal_value,
    )
