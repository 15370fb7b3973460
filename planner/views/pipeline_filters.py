"""What an address of the pipeline asks for, and the addresses that ask for the like."""

import dataclasses
import datetime
from typing import Any

from flask import request, url_for

from planner import clock
from planner.forms.pipeline import PipelineForm
from planner.queries import coverage_choices
from planner.queries.coverage_filter import NOTHING
from planner.queries.pipeline_filter import PipelineFilter, PipelineGroup
from planner.translation import lazy as _
from planner.views.coverage_words import GROUPS
from planner.views.current import me

Fields = list[tuple[int, str]]
WITHOUT_FIELD = _("Without a field")
GROUP_NAMES = {PipelineGroup.TEAM: _("Teams"), PipelineGroup.CUSTOMER: _("Customers")}


def filter_form(fields: Fields) -> PipelineForm:
    """Filled from the address, with the reader's own teams, regions and segments to choose from."""
    form = PipelineForm(request.args)
    offered = coverage_choices.offered(me())
    nowhere = {group.value: str(words[1]) for group, words in GROUPS.items()}
    teams = [(str(identity), name) for identity, name in offered.teams]
    form.team.offer([*teams, (NOTHING, nowhere["team"])])
    form.region.offer([*((n, n) for n in offered.regions), (NOTHING, nowhere["region"])])
    form.segment.offer([*((n, n) for n in offered.segments), (NOTHING, nowhere["segment"])])
    names = [(str(identity), name) for identity, name in fields]
    form.field.offer([*names, (NOTHING, str(WITHOUT_FIELD))])
    form.group.offer([(group.value, str(name)) for group, name in GROUP_NAMES.items()])
    form.validate()
    year = this_year()
    for field, usual in ((form.starts_on, year.starts_on), (form.ends_on, year.ends_on)):
        if field.data is None:  # a browser shows no day that is none
            field.data, field.raw_data = usual, None
    return form


def this_year() -> PipelineFilter:
    """The current year, of everything."""
    today = clock.today()
    first, last = today.replace(month=1, day=1), today.replace(month=12, day=31)
    return PipelineFilter(first, last)


def wanted_by(form: PipelineForm) -> PipelineFilter:
    """What makes no sense is left out; a period of which one day makes none is the current year."""
    good = {field.name: field.data for field in form if not field.errors and field.data}
    page = max(1, min(good.pop("page", 1), 1_000_000))
    group = good.pop("group", None)
    good |= _period(good.pop("starts_on", None), good.pop("ends_on", None))
    return PipelineFilter(group=PipelineGroup(group) if group else None, page=page, **good)


def _period(
    starts_on: datetime.date | None, ends_on: datetime.date | None
) -> dict[str, datetime.date]:
    year = this_year()
    if starts_on is None or ends_on is None or not starts_on <= ends_on:
        starts_on, ends_on = year.starts_on, year.ends_on
    return {"starts_on": starts_on, "ends_on": ends_on}


def asking(wanted: PipelineFilter, **changed: Any) -> dict[str, Any]:
    """The arguments of an address that asks for the same but for what is changed."""
    asked = {**dataclasses.asdict(wanted), "page": 1, **changed}
    usual = dataclasses.asdict(this_year())
    said = {name: value for name, value in asked.items() if value and value != usual.get(name)}
    if "starts_on" in said or "ends_on" in said:
        said |= {name: asked[name] for name in ("starts_on", "ends_on")}
    return {name: _text(value) for name, value in said.items()}


def address(wanted: PipelineFilter, **changed: Any) -> str:
    """The page of the pipeline."""
    return url_for("pipeline.index", **asking(wanted, **changed))


def deals_address(wanted: PipelineFilter, part: str, **figure: Any) -> str:
    """The list of the deals that a figure is made of; `field` None stands for those without one."""
    if "field" in figure:
        figure["field"] = figure["field"] or NOTHING
    if month := figure.get("month"):
        figure["month"] = f"{month:%Y-%m}"
    asked = {**asking(wanted, group=None), "part": part, **figure}
    return url_for("pipeline_deals.index", **asked)


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
