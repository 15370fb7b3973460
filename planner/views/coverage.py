"""The lead's table: customers by fields, what they add up to, and what is missing where."""

import dataclasses
from typing import Any

from flask import Blueprint, render_template, request, url_for

from planner.access import Permission
from planner.forms.coverage import CoverageFilterForm
from planner.insights.coverage import State, judge_together
from planner.models.kinds import Stage
from planner.queries import choices, coverage, coverage_choices, coverage_gaps, coverage_sums
from planner.queries.coverage_filter import NOTHING, Filter, Gap, Group
from planner.queries.coverage_sums import Sum
from planner.views.coverage_words import GROUPS, STATES, gap_name, reason
from planner.views.current import me
from planner.views.rights import check_general
from planner.words import word

bp = Blueprint("coverage", __name__)
_SOON = coverage_gaps.SOON.days


@bp.get("/team")
def index() -> str:
    check_general(Permission.SEE_COVERAGE)
    fields = choices.fields()
    form = _filter_form(fields)
    wanted = _wanted(form)
    number, missing = coverage_gaps.counts(me(), wanted)
    table = _groups(wanted) if wanted.group else {"found": coverage.page(me(), wanted)}
    return render_template(
        "coverage/index.html",
        form=form,
        wanted=wanted,
        fields=_columns(fields, wanted),
        number=number,
        gaps=[(gap, _gap_name(gap, wanted), missing[gap]) for gap in Gap],
        totals=coverage_sums.totals(me(), wanted),
        added=coverage_sums.added,
        address=_address,
        states=STATES,
        because=lambda of: " ".join(reason(one, wanted.days) for one in of),
        **table,
    )


def _groups(wanted: Filter) -> dict[str, Any]:
    group = wanted.group or Group.TEAM
    found = coverage_sums.groups(me(), wanted, group)
    return {
        "groups": [
            (key, coverage_sums.value_of(key), _group_name(group, key, name), number)
            for key, name, number in found[: coverage_sums.PAGE]
        ],
        "has_more": len(found) > coverage_sums.PAGE,
        "sums": coverage_sums.of_groups(me(), wanted, group),
        "group_heading": GROUPS[group][0],
        "state_of": _state_of,
    }


def _state_of(by_currency: dict[str, Sum]) -> State:
    customers = sum(one.customers for one in by_currency.values())
    return judge_together(customers, sum(one.missing for one in by_currency.values()))


def _group_name(group: Group, key: Any, name: str | None) -> str:
    if key is None:
        return str(GROUPS[group][1])
    return word(key) if isinstance(key, Stage) else str(name)


def _filter_form(fields: list[tuple[int, str]]) -> CoverageFilterForm:
    form = CoverageFilterForm(request.args)
    offered = coverage_choices.offered(me())
    form.team.offer([(str(one), name) for one, name in offered.teams] + _none(Group.TEAM))
    form.region.offer([(name, name) for name in offered.regions] + _none(Group.REGION))
    form.segment.offer([(name, name) for name in offered.segments] + _none(Group.SEGMENT))
    form.field_id.offer(fields)
    form.group.offer([(group.value, str(words[0])) for group, words in GROUPS.items()])
    days = form.days.data or Filter().days
    form.gap.offer([(gap.value, gap_name(gap, days, _SOON)) for gap in Gap])
    form.validate()
    return form


def _none(group: Group) -> list[tuple[str, str]]:
    return [(NOTHING, str(GROUPS[group][1]))]


def _wanted(form: CoverageFilterForm) -> Filter:
    """What the address asks for; a part that makes no sense is told at its field, and left out."""
    good = {field.name: field.data for field in form if not field.errors and field.data}
    page = max(1, min(good.pop("page", 1), 1_000_000))
    gap, group = good.pop("gap", None), good.pop("group", None)
    return Filter(
        gap=Gap(gap) if gap else None, group=Group(group) if group else None, page=page, **good
    )


def _columns(fields: list[tuple[int, str]], wanted: Filter) -> list[tuple[int, str]]:
    return [field for field in fields if wanted.field_id in (None, field[0])]


def _gap_name(gap: Gap, wanted: Filter) -> str:
    return gap_name(gap, wanted.days, _SOON)


def _address(wanted: Filter, **changed: Any) -> str:
    """The same page with the same filter but for what is changed."""
    asked = {**dataclasses.asdict(wanted), "page": 1, **changed}
    del asked["today"]
    usual = dataclasses.asdict(Filter())
    said = {name: value for name, value in asked.items() if value and value != usual[name]}
    return url_for("coverage.index", **said)
