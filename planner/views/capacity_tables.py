"""The capacity as a file: the sums of the page, each in a row of its own, and nothing finer."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext

from planner import clock
from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.insights.capacity import LEAST, STEP, Group
from planner.queries import capacity_board
from planner.queries.capacity import Planned, When, Whose
from planner.queries.capacity_board import Board
from planner.views.capacity_words import fields_said, lines_of
from planner.views.current import me
from planner.views.downloads import download
from planner.views.rights import check_general
from planner.views.templating import number

bp = Blueprint("capacity_tables", __name__)
_At = datetime.date | When


@bp.get("/team/capacity.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    check_general(Permission.SEE_COVERAGE)
    board = capacity_board.of(me(), clock.today())
    title = gettext("Capacity")
    return download(Table(title, _columns(), _rows(board), (_note(),)), kind, title)


def _columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Week")),
        Column(gettext("Begins on"), Kind.DATE),
        Column(gettext("Whose")),
        Column(gettext("Fields")),
        Column(gettext("People"), Kind.NUMBER),
        Column(gettext("Have said something"), Kind.NUMBER),
        Column(gettext("Hours said"), Kind.NUMBER),
        Column(gettext("Activities"), Kind.NUMBER),
        Column(gettext("Hours to do"), Kind.NUMBER),
        Column(gettext("Activities without hours"), Kind.NUMBER),
    )


def _note() -> str:
    return gettext(
        "Where hours said are missing they are not shown: fewer than %(least)s people beside the"
        " reader have hours then. They are rounded to full %(step)s hours.",
        least=LEAST,
        step=number(STEP),
    )


def _rows(board: Board) -> Iterator[tuple[Any, ...]]:
    for at, name, week in lines_of(board):
        begins = None if isinstance(at, When) else at
        for cells in (*_of_people(board, at, week), *_of_others(board, at)):
            yield (name, begins, *cells)


def _of_people(board: Board, at: _At, week: int) -> Iterator[tuple[Any, ...]]:
    if not board.shows_ours:
        return
    total, groups = board.said.total, board.said.groups
    said = _said(total, at, week)
    yield gettext("All together"), None, *said, *_numbers(board.of_all(Whose.OURS, at))
    for group in groups if len(groups) > 1 else ():
        named = fields_said(board, group.fields)
        planned = _numbers(board.of_group(group, at))
        yield gettext("By field"), named, *_said(group, at, week), *planned


def _said(group: Group, at: _At, week: int) -> tuple[int | None, int | None, Decimal | None]:
    hours = None if isinstance(at, When) else group.hours[week]
    return group.people, group.said, hours


def _of_others(board: Board, at: _At) -> Iterator[tuple[Any, ...]]:
    nobody = (None, None, None)
    if board.shows_others:
        planned = board.of_all(Whose.OTHERS, at)
        yield gettext("With other people"), None, *nobody, *_numbers(planned)
    for field in board.pool_fields:
        planned = board.in_pool(field, at)
        yield gettext("In the pool"), fields_said(board, [field]), *nobody, *_numbers(planned)


def _numbers(planned: Planned) -> tuple[int, Decimal, int]:
    return planned.activities, planned.hours, planned.without_hours
