"""The lead's look ahead: hours that people have, and hours that activities take; only sums."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from flask import Blueprint, Response, render_template

from planner import clock
from planner.insights.capacity import LEAST, STEP, CapacityGroup
from planner.queries.web.coverage_choices import sees_all
from planner.team.capacity.queries import capacity, capacity_board
from planner.team.capacity.views import capacity_activities as activities
from planner.views.web import Column, Kind, Permission, Table, check_covering, download, gettext, me
from planner.views.web.templating import hours, number, week_name
from planner.words import lazy as _

bp = Blueprint("capacity", __name__)


@bp.get("/team/capacity")
def index() -> str:
    check_covering(Permission.SEE_COVERAGE)
    board = capacity_board.board_of(me(), clock.today())
    return render_template(
        "team/capacity/index.html",
        board=board,
        chart_values=_chart(board),
        address=activities.address_of,
        activities_said=activities.activities_said,
        fields_said=lambda fields: activities.fields_said(board, fields),
        Whose=capacity.Whose,
        lines=activities.lines_of(board),
        sees_all=sees_all(me()),
        least=LEAST,
        step=STEP,
    )


def _chart(board: capacity_board.CapacityBoard) -> dict[str, object]:
    """As static/charts.js reads months: what was said beside what is to do, week by week."""
    ours = [board.of_all(capacity.Whose.OURS, week).hours for week in board.weeks]
    pool = [board.of_all(capacity.Whose.POOL, week).hours for week in board.weeks]
    todo = [_series(gettext("Planned"), "todo", ours)] if board.shows_ours else []
    return {
        "names": [week_name(week) for week in board.weeks],
        "series": [
            _series(gettext("Available"), "said", list(board.said.total.hours)),
            *todo,
            _series(gettext("In the pool"), "todo", pool),
        ],
    }


def _series(
    named: str, stack: str, values: list[Decimal | None] | list[Decimal]
) -> dict[str, object]:
    """What is not shown has no bar."""
    return {
        "name": named,
        "stack": stack,
        "values": [None if value is None else float(value) for value in values],
        "texts": ["—" if value is None else hours(value) for value in values],
    }


_At = datetime.date | capacity.When


@dataclass(frozen=True, slots=True)
class _Line:
    """A sum of some people's activities; what they have said of their hours is in `said`."""

    at: _At
    name: str
    week: int
    whose: str
    planned: capacity.Planned
    fields: str | None = None
    said: CapacityGroup | None = None

    @property
    def begins_on(self) -> datetime.date | None:
        return None if isinstance(self.at, capacity.When) else self.at

    @property
    def hours_said(self) -> Decimal | None:
        return self.said.hours[self.week] if self.said and self.begins_on else None


_COLUMNS: tuple[Column[_Line], ...] = (
    Column(_("Week"), lambda line: line.name),
    Column(_("Begins on"), lambda line: line.begins_on, Kind.DATE),
    Column(_("Whose"), lambda line: line.whose),
    Column(_("Fields"), lambda line: line.fields),
    Column(_("People"), lambda line: line.said and line.said.people, Kind.NUMBER),
    Column(_("Have entered hours"), lambda line: line.said and line.said.said, Kind.NUMBER),
    Column(_("Available hours"), lambda line: line.hours_said, Kind.NUMBER),
    Column(_("Activities"), lambda line: line.planned.activities, Kind.NUMBER),
    Column(_("Hours to do"), lambda line: line.planned.hours, Kind.NUMBER),
    Column(_("Activities without hours"), lambda line: line.planned.without_hours, Kind.NUMBER),
)


@bp.get("/team/capacity.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    """The sums of the page, each in a row of its own, and nothing finer."""
    check_covering(Permission.SEE_COVERAGE)
    board = capacity_board.board_of(me(), clock.today())
    title = gettext("Capacity")
    return download(Table(title, _COLUMNS, _lines(board), [_note()]), kind, title)


def _note() -> str:
    return gettext(
        "Where available hours are missing they are not shown: fewer than %(least)s people beside"
        " the reader have hours then. They are rounded to full %(step)s hours.",
        least=LEAST,
        step=number(STEP),
    )


def _lines(board: capacity_board.CapacityBoard) -> Iterator[_Line]:
    for at, named, week in activities.lines_of(board):
        line = partial(_Line, at, named, week)
        if board.shows_ours:
            yield from _of_ours(board, at, line)
        if board.shows_others:
            yield line(gettext("With other people"), board.of_all(capacity.Whose.OTHERS, at))
        for field in board.pool_fields:
            yield line(
                gettext("In the pool"),
                board.in_pool(field, at),
                activities.fields_said(board, [field]),
            )


def _of_ours(
    board: capacity_board.CapacityBoard, at: _At, line: Callable[..., _Line]
) -> Iterator[_Line]:
    total, groups = board.said.total, board.said.groups
    yield line(gettext("Total"), board.of_all(capacity.Whose.OURS, at), said=total)
    for group in groups if len(groups) > 1 else ():
        named = activities.fields_said(board, group.fields)
        yield line(gettext("By field"), board.of_group(group, at), named, group)
