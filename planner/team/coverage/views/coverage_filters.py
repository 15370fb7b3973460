"""What an address asks of the coverage, and the addresses that ask the same of it."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from planner.team.coverage.forms import CoverageFilterForm
from planner.team.coverage.queries.coverage_filter import CoverageFilter, CoverageGroup, Gap
from planner.team.coverage.views.coverage_words import GROUPS, gap_name
from planner.team.views.customer_filters import offer_customers
from planner.views.web import filters

_KEPT = {one.name for one in dataclasses.fields(CoverageFilter)} - {"today", "field_id"}


def coverage_asked_for(fields: list[tuple[int, str]]) -> tuple[CoverageFilterForm, CoverageFilter]:
    form = CoverageFilterForm(request.args)
    offer_customers(form)
    form.field_id.offer(fields)
    form.group.offer(
        [(group.value, str(words[0])) for group, words in GROUPS.items()], CoverageGroup
    )
    usual = CoverageFilter()
    days, soon = form.days.data or usual.days, form.soon.data or usual.soon
    form.gap.offer([(gap.value, gap_name(gap, days, soon)) for gap in Gap], Gap)
    form.validate()
    return form, CoverageFilter(**form.asked())


def cell_address(wanted: CoverageFilter, key: str, field_id: int) -> str:
    """A cell, which knows what table it was opened from; its own field may not be the one there."""
    asked = filters.said(wanted)
    only = asked.pop("field_id", None)
    return url_for("cells.show", key=key, field_id=field_id, only_field=only, **asked)


def way_back(asked: Mapping[str, str], key: str) -> str:
    """From a cell to where its customer stands in the table that it was opened from."""
    kept: dict[str, Any] = {name: value for name, value in asked.items() if name in _KEPT}
    return url_for(
        "coverage.index", _anchor=f"customer-{key}", field_id=asked.get("only_field"), **kept
    )
