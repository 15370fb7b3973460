"""What an address of the pipeline asks for, and the addresses that ask for the like."""

import datetime
from typing import Any

from flask import request, url_for

from planner.insights.pages import FIRST_PAGE
from planner.queries.web.customer_filter import NOTHING
from planner.team.pipeline.forms import PipelineForm
from planner.team.pipeline.queries.pipeline_deals import PipelinePart
from planner.team.pipeline.queries.pipeline_filter import PipelineFilter, PipelineGroup
from planner.team.pipeline.queries.shortfalls import Shortfall
from planner.team.views.customer_filters import offer_customers
from planner.views.web import clock, filters
from planner.words import lazy as _

PARTS: dict[PipelinePart, str] = {
    PipelinePart.EXPECTED: _("Planned and won deals"),
    PipelinePart.PLANNED: _("Planned deals"),
    PipelinePart.WON: _("Won deals"),
    PipelinePart.NO_ACTIVITY: _("Deals without a planned activity"),
    PipelinePart.TOO_NEAR: _("Deals nearer than the usual lead time of their field"),
    PipelinePart.STILL: _("Deals that have stood still while activities were done"),
    PipelinePart.LOST: _("Lost deals"),
    PipelinePart.MOVED: _("Moved deals"),
}

HELPS: dict[Shortfall, str] = {
    Shortfall.NO_ACTIVITY: _("Nothing is to be done for them by anybody. Plan the next step."),
    Shortfall.TOO_NEAR: _(
        "Their day comes sooner than deals of the field have usually taken from the first entry"
        " to being won. Look at the month, or at what could speed them up."
    ),
    Shortfall.STILL: _(
        "Something was done for them, but month, value, probability and state have been the same"
        " for more than %(days)s days. Enter what has come of it."
    ),
}


_Fields = list[tuple[int, str]]
WITHOUT_FIELD = _("Without a field")
GROUP_NAMES = {PipelineGroup.TEAM: _("Teams"), PipelineGroup.CUSTOMER: _("Customers")}


def filter_form(fields: _Fields) -> PipelineForm:
    """Filled from the address, with the reader's own teams, regions and segments to choose from."""
    form = PipelineForm(request.args)
    offer_customers(form)
    names = [(str(identity), name) for identity, name in fields]
    form.field.offer([*names, (NOTHING, str(WITHOUT_FIELD))])
    names_of_groups = [(group.value, str(name)) for group, name in GROUP_NAMES.items()]
    form.group.offer(names_of_groups, PipelineGroup)
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
    return PipelineFilter(starts_on=first, ends_on=last)


def wanted_by(form: PipelineForm) -> PipelineFilter:
    """What makes no sense is left out; a period of which one day makes none is the current year."""
    asked = form.asked()
    return PipelineFilter(**asked | _period(asked.get("starts_on"), asked.get("ends_on")))


def _period(
    starts_on: datetime.date | None, ends_on: datetime.date | None
) -> dict[str, datetime.date]:
    year = this_year()
    if starts_on is None or ends_on is None or not starts_on <= ends_on:
        starts_on, ends_on = year.starts_on, year.ends_on
    return {"starts_on": starts_on, "ends_on": ends_on}


def asking(wanted: PipelineFilter, **changed: Any) -> dict[str, Any]:
    """The arguments of an address that asks for the same but for what is changed."""
    year = this_year()
    days = (wanted.starts_on, wanted.ends_on)
    period = {"starts_on": days[0].isoformat(), "ends_on": days[1].isoformat()}
    is_usual = days == (year.starts_on, year.ends_on)
    return ({} if is_usual else period) | filters.said(wanted, **{"page": FIRST_PAGE, **changed})


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
