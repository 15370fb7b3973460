"""Fields, weeks and hours of the capacity in words."""

import datetime
from collections.abc import Iterable

from planner.team.capacity.queries.capacity import When, Whose
from planner.team.capacity.queries.capacity_board import CapacityBoard
from planner.translation import gettext, lazy as _, ngettext
from planner.views.web.week_words import days, name

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


def fields_said(board: CapacityBoard, fields: Iterable[int | None]) -> str:
    """The names of fields, of those without one last."""
    return ", ".join(
        gettext("Without a field") if field is None else board.names[field] for field in fields
    )


def at_said(at: datetime.date | When | None) -> str:
    """When something is due: a week with its days, or what stands beside the weeks."""
    if at is None:
        return gettext("Whenever it is due")
    return str(WHEN[at]) if isinstance(at, When) else f"{name(at)}, {days(at)}"


def activities_said(count: int) -> str:
    return ngettext("%(num)d activity", "%(num)d activities", count)


def lines_of(board: CapacityBoard) -> list[tuple[datetime.date | When, str, int]]:
    """When something is due, how that is called, and the number of the line: the weeks, and what
    is due in none of them."""
    named: list[tuple[datetime.date | When, str]] = [(week, name(week)) for week in board.weeks]
    beside = [(at, str(WHEN[at])) for at in When if board.asks(at)]
    return [(at, text, number) for number, (at, text) in enumerate([*named, *beside])]
