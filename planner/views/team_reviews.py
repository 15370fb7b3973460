"""The lead's list of plans by the day of their next review."""

import dataclasses
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.forms.due_reviews import DueReviewsForm
from planner.queries import coverage_choices, due_reviews
from planner.queries.coverage_filter import NOTHING, CoverageGroup
from planner.queries.due_reviews import Due, DuePlan, ReviewFilter
from planner.translation import lazy as _
from planner.views.coverage_words import GROUPS
from planner.views.current import me
from planner.views.downloads import download
from planner.views.rights import check_general
from planner.words import yes_or_no

bp = Blueprint("team_reviews", __name__)


@bp.get("/team/reviews")
def index() -> str:
    check_general(Permission.SEE_COVERAGE)
    form = filter_form()
    wanted = wanted_of(form)
    return render_template(
        "team_reviews/index.html",
        form=form,
        wanted=wanted,
        found=due_reviews.page(me(), wanted),
        counts=due_reviews.counts(me(), wanted),
        address=_address,
        taken={name: value for name, value in _said(wanted).items() if name != "page"},
        Due=Due,
    )


def filter_form() -> DueReviewsForm:
    """What the address asks for, beside what can be asked for."""
    form = DueReviewsForm(request.args)
    offered = coverage_choices.offered(me())
    form.team.offer([(str(one), name) for one, name in offered.teams] + _none(CoverageGroup.TEAM))
    form.region.offer([(name, name) for name in offered.regions] + _none(CoverageGroup.REGION))
    form.segment.offer([(name, name) for name in offered.segments] + _none(CoverageGroup.SEGMENT))
    form.due.offer(
        [
            (Due.OVERDUE.value, gettext("overdue")),
            (Due.SOON.value, gettext("due in the next four weeks")),
        ]
    )
    form.validate()
    return form


def wanted_of(form: DueReviewsForm) -> ReviewFilter:
    """What makes sense of it."""
    good = {field.name: field.data for field in form if not field.errors and field.data}
    page = max(1, min(good.pop("page", 1), 1_000_000))
    due = good.pop("due", None)
    return ReviewFilter(due=Due(due) if due else None, page=page, **good)


def _none(group: CoverageGroup) -> list[tuple[str, str]]:
    return [(NOTHING, str(GROUPS[group][1]))]


def _address(wanted: ReviewFilter, **changed: Any) -> str:
    """The same page with the same filter but for what is changed."""
    return url_for("team_reviews.index", **_said(wanted, page=changed.pop("page", 1), **changed))


def _said(wanted: ReviewFilter, **changed: Any) -> dict[str, Any]:
    """What an address says of the filter."""
    asked = {**dataclasses.asdict(wanted), **changed}
    return {name: value for name, value in asked.items() if value and (name, value) != ("page", 1)}


_COLUMNS: tuple[Column[DuePlan], ...] = (
    Column(_("Customer"), lambda row: row.customer),
    Column(_("Segment"), lambda row: row.segment),
    Column(_("Team"), lambda row: row.team),
    Column(_("Next review due"), lambda row: row.due_on, Kind.DATE),
    Column(_("Planned for"), lambda row: row.planned_on, Kind.DATE),
    Column(_("Last review"), lambda row: row.last_on, Kind.DATE),
    Column(_("Joint review"), lambda row: yes_or_no(row.was_joint) if row.last_id else None),
)


@bp.get("/team/reviews.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    check_general(Permission.SEE_COVERAGE)
    title = gettext("Plans by their next review")
    found = due_reviews.everything(me(), wanted_of(filter_form()))
    return download(Table(title, _COLUMNS, found), kind, title)
