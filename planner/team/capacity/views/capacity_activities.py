"""What a figure of the capacity was made of: activities by customer, as the lead may see them."""

import datetime
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from planner.insights import weeks
from planner.insights.pages import FIRST_PAGE, Page
from planner.team.capacity.queries import capacity_activities as queries, capacity_board
from planner.team.capacity.queries.capacity import When, Whose
from planner.views.web import Permission, check_covering, clock, gettext, me, week_days, week_name
from planner.words import lazy as _, ngettext

bp = Blueprint("capacity_activities", __name__)
_NO_FIELD = "-"


@bp.get("/team/capacity/activities")
def index() -> str:
    check_covering(Permission.SEE_COVERAGE)
    board = capacity_board.board_of(me(), clock.today(), with_planned=False)
    wanted = _wanted(board)
    found = queries.page_of_activities(me(), wanted, board.weeks)
    return render_template(
        "team/capacity/activities.html",
        wanted=wanted,
        found=found,
        heading=WHOSE[wanted.whose],
        fields=None if wanted.fields is None else fields_said(board, wanted.fields),
        when=at_said(wanted.at),
        address=address_of,
    )


def address_of(
    whose: Whose,
    at: datetime.date | When | None = None,
    fields: tuple[int | None, ...] | None = None,
    *,
    only_without_hours: bool = False,
    page: Page = FIRST_PAGE,
) -> str:
    """Where a figure opens."""
    asked: dict[str, Any] = {"of": whose.value}
    if at is not None:
        asked["due"] = at.value if isinstance(at, When) else weeks.name_of_week(at)
    if fields is not None:
        asked["fields"] = _in_address(fields)
    if only_without_hours:
        asked["hours"] = "none"
    if page != FIRST_PAGE:
        asked["page"] = page
    return url_for("capacity_activities.index", **asked)


def _wanted(board: capacity_board.CapacityBoard) -> queries.CapacityFilter:
    """What the address asks for, as far as there is such a figure; nothing finer than those."""
    whose = request.args.get("of", Whose.POOL, type=Whose)
    if not _is_shown(board, whose):
        abort(404)
    return queries.CapacityFilter(
        whose=whose,
        fields=_fields(board, whose),
        at=_at(board),
        only_without_hours=request.args.get("hours") == "none",
        page=Page.read(request.args.get("page", "1")),
    )


def _is_shown(board: capacity_board.CapacityBoard, whose: Whose) -> bool:
    shown = {Whose.OURS: board.shows_ours, Whose.OTHERS: board.has_enough_others}
    return shown.get(whose, True)


def _fields(board: capacity_board.CapacityBoard, whose: Whose) -> tuple[int | None, ...] | None:
    """Fields that the page adds up: of people a whole group, in the pool one field."""
    asked = request.args.get("fields")
    if asked is None:
        return None
    of_people = [group.fields for group in board.said.groups] if whose is Whose.OURS else []
    in_pool = [(field,) for field in (*board.names, None)] if whose is Whose.POOL else []
    for fields in (*of_people, *in_pool):
        if asked == _in_address(fields):
            return fields
    return abort(404)


def _in_address(fields: tuple[int | None, ...]) -> str:
    return ",".join(_NO_FIELD if each is None else str(each) for each in fields)


def _at(board: capacity_board.CapacityBoard) -> datetime.date | When | None:
    due = request.args.get("due")
    if due is None:
        return None
    named = {weeks.name_of_week(week): week for week in board.weeks}
    if due in named:
        return named[due]
    try:
        return When(due)
    except ValueError:
        abort(404)


WHOSE: dict[Whose, str] = {
    Whose.OURS: _("Planned for these people"),
    Whose.OTHERS: _("With other people"),
    Whose.POOL: _("In the pool"),
}
WHEN: dict[When, str] = {
    When.OVERDUE: _("Overdue"),
    When.LATER: _("Later"),
    When.UNDATED: _("Without a day"),
}


def fields_said(board: capacity_board.CapacityBoard, fields: Iterable[int | None]) -> str:
    """The names of fields, of those without one last."""
    return ", ".join(
        gettext("Without a field") if field is None else board.names[field] for field in fields
    )


def at_said(at: datetime.date | When | None) -> str:
    """When something is due: a week with its days, or what stands beside the weeks."""
    if at is None:
        return gettext("Whenever it is due")
    return str(WHEN[at]) if isinstance(at, When) else f"{week_name(at)}, {week_days(at)}"


def activities_said(count: int) -> str:
    return ngettext("%(num)d activity", "%(num)d activities", count)


def lines_of(board: capacity_board.CapacityBoard) -> list[tuple[datetime.date | When, str, int]]:
    """When something is due, how that is called, and the number of the line: the weeks, and what
    is due in none of them."""
    named: list[tuple[datetime.date | When, str]] = [
        (week, week_name(week)) for week in board.weeks
    ]
    beside = [(at, str(WHEN[at])) for at in When if board.asks(at)]
    return [(at, text, number) for number, (at, text) in enumerate([*named, *beside])]
