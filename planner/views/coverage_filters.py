"""What an address asks of the coverage, and the addresses that ask the same of it."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from planner.forms.coverage import CoverageFilterForm
from planner.queries import coverage_choices
from planner.queries.coverage_filter import NOTHING, CoverageFilter, CoverageGroup, Gap
from planner.views.coverage_words import GROUPS, gap_name
from planner.views.current import me

_USUAL = {one.name: one.default for one in dataclasses.fields(CoverageFilter)}
_KEPT = _USUAL.keys() - {"today", "field_id"}


def asked_for(fields: list[tuple[int, str]]) -> tuple[CoverageFilterForm, CoverageFilter]:
    form = _filter_form(fields)
    return form, _wanted_by(form)


def _filter_form(fields: list[tuple[int, str]]) -> CoverageFilterForm:
    form = CoverageFilterForm(request.args)
    offered = coverage_choices.offered(me())
    form.team.offer([(str(one), name) for one, name in offered.teams] + _none(CoverageGroup.TEAM))
    form.region.offer([(name, name) for name in offered.regions] + _none(CoverageGroup.REGION))
    form.segment.offer([(name, name) for name in offered.segments] + _none(CoverageGroup.SEGMENT))
    form.field_id.offer(fields)
    form.group.offer([(group.value, str(words[0])) for group, words in GROUPS.items()])
    usual = CoverageFilter()
    days, soon = form.days.data or usual.days, form.soon.data or usual.soon
    form.gap.offer([(gap.value, gap_name(gap, days, soon)) for gap in Gap])
    form.validate()
    return form


def _none(group: CoverageGroup) -> list[tuple[str, str]]:
    return [(NOTHING, str(GROUPS[group][1]))]


def _wanted_by(form: CoverageFilterForm) -> CoverageFilter:
    """What the address asks for; a part that makes no sense is told at its field, and left out."""
    good = {field.name: field.data for field in form if not field.errors and field.data}
    page = max(1, min(good.pop("page", 1), 1_000_000))
    gap, group = good.pop("gap", None), good.pop("group", None)
    return CoverageFilter(
        gap=Gap(gap) if gap else None,
        group=CoverageGroup(group) if group else None,
        page=page,
        **good,
    )


def said(wanted: CoverageFilter, **changed: Any) -> dict[str, Any]:
    """What an address has to say to ask for the same, but for what is changed."""
    asked = {**dataclasses.asdict(wanted), **changed}
    del asked["today"]
    return {name: value for name, value in asked.items() if value and value != _USUAL[name]}


def address(wanted: CoverageFilter, **changed: Any) -> str:
    """The first page of the same table, or the page that is named."""
    return url_for("coverage.index", **said(wanted, **{"page": 1, **changed}))


def cell_address(wanted: CoverageFilter, key: str, field_id: int) -> str:
    """A cell, which knows what table it was opened from; its own field may not be the one there."""
    asked = said(wanted)
    only = asked.pop("field_id", None)
    return url_for("cells.show", key=key, field_id=field_id, only_field=only, **asked)


def way_back(asked: Mapping[str, str], key: str) -> str:
    """From a cell to where its customer stands in the table that it was opened from."""
    kept: dict[str, Any] = {name: value for name, value in asked.items() if name in _KEPT}
    return url_for(
        "coverage.index", _anchor=f"customer-{key}", field_id=asked.get("only_field"), **kept
    )
