"""The lead's table: customers by fields, what they add up to, and what is missing where."""

import dataclasses
from typing import Any

from flask import Blueprint, render_template

from planner.access import Permission, general_standings
from planner.insights.coverage import State, judge_together
from planner.queries import choices, coverage, coverage_gaps, coverage_sums, freshness
from planner.queries.coverage_filter import CoverageFilter, CoverageGroup, Gap
from planner.queries.coverage_sums import Sum
from planner.views import cache, coverage_heat
from planner.views.coverage_filters import address, asked_for, cell_address, said
from planner.views.coverage_words import GROUPS, STATES, gap_name, group_name, reason
from planner.views.current import me
from planner.views.rights import check_general

bp = Blueprint("coverage", __name__)


@bp.get("/team")
def index() -> str:
    check_general(Permission.SEE_COVERAGE)
    fields = choices.fields()
    form, wanted = asked_for(fields)
    columns = shown_fields(fields, wanted)
    cached = cache.depending_on(freshness.of_everything(), general_standings(me()))
    table = _groups(wanted, columns, cached) if wanted.group else _customers(wanted, cached)
    return render_template(
        "coverage/index.html",
        form=form,
        wanted=wanted,
        fields=columns,
        added=coverage_sums.added,
        address=address,
        taken=said(wanted, page=None),
        opens=lambda key, field_id: cell_address(wanted, key, field_id),
        states=STATES,
        because=lambda of: " ".join(reason(one, wanted.days) for one in of),
        **_lists(wanted, cached),
        **table,
    )


def shown_fields(fields: list[tuple[int, str]], wanted: CoverageFilter) -> list[tuple[int, str]]:
    return [field for field in fields if wanted.field_id in (None, field[0])]


def _lists(wanted: CoverageFilter, cached: cache.Dependencies) -> dict[str, Any]:
    """The lists count the same, whichever of them is open and however the table is added up."""
    asked = dataclasses.replace(wanted, gap=None, group=None, page=1)
    number, missing = cached.answer("lists", asked, lambda: coverage_gaps.counts(me(), asked))
    names = {gap: gap_name(gap, wanted.days, wanted.soon) for gap in Gap}
    return {"number": number, "gaps": [(gap, names[gap], missing[gap]) for gap in Gap]}


def _customers(wanted: CoverageFilter, cached: cache.Dependencies) -> dict[str, Any]:
    asked = dataclasses.replace(wanted, page=1)
    totals = cached.answer("totals", asked, lambda: coverage_sums.totals(me(), asked))
    found = coverage.page(me(), wanted)
    worst = None if said(wanted) else coverage.worst_gap(found)
    return {"found": found, "totals": totals, "worst": worst}


def _groups(
    wanted: CoverageFilter, columns: list[tuple[int, str]], cached: cache.Dependencies
) -> dict[str, Any]:
    group = wanted.group or CoverageGroup.TEAM
    found = coverage_sums.groups(me(), wanted, group)
    asked = dataclasses.replace(wanted, page=1)
    sums = cached.answer("groups", asked, lambda: coverage_sums.of_groups(me(), asked, group))
    shown = [
        (key, coverage_sums.value_of(key), group_name(group, key, name), number)
        for key, name, number in found[: coverage_sums.PAGE]
    ]
    return {
        "groups": shown,
        "has_more": len(found) > coverage_sums.PAGE,
        "sums": sums,
        "totals": coverage_sums.of_all(sums.values()),
        "heat": coverage_heat.charts(
            [(name, sums.get(key, {})) for key, _, name, _ in shown], columns
        ),
        "group_heading": GROUPS[group][0],
        "state_of": state_of,
    }


def state_of(by_currency: dict[str, Sum]) -> State:
    customers = sum(one.customers for one in by_currency.values())
    return judge_together(customers, sum(one.missing for one in by_currency.values()))
