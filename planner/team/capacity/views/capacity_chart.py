"""The hours by week as bars."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext

from planner.team.capacity.queries.capacity import Whose
from planner.team.capacity.queries.capacity_board import CapacityBoard
from planner.views.web.week_words import hours, name


def chart_of(board: CapacityBoard) -> dict[str, Any]:
    """As static/charts.js reads months: what was said beside what is to do, week by week."""
    ours = [board.of_all(Whose.OURS, week).hours for week in board.weeks]
    pool = [board.of_all(Whose.POOL, week).hours for week in board.weeks]
    todo = [_series(gettext("Planned"), "todo", ours)] if board.shows_ours else []
    return {
        "names": [name(week) for week in board.weeks],
        "series": [
            _series(gettext("Said"), "said", list(board.said.total.hours)),
            *todo,
            _series(gettext("In the pool"), "todo", pool),
        ],
    }


def _series(named: str, stack: str, values: list[Decimal | None] | list[Decimal]) -> dict[str, Any]:
    """What is not shown has no bar."""
    return {
        "name": named,
        "stack": stack,
        "values": [None if value is None else float(value) for value in values],
        "texts": ["—" if value is None else hours(value) for value in values],
    }
