"""The course of the ages as a line of steps, drawn on the server."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from planner.queries.maturity.rating_history import AgeChange
from planner.rating.ages import ORDER

LEFT, RIGHT, TOP, _STEP = 26, 350, 14, 20
BOTTOM = TOP + _STEP * (len(ORDER) - 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the age changed."""

    x: float
    y: int
    relapse: bool


@dataclass(frozen=True, slots=True)
class CourseLine:
    """`paths` are the unbroken stretches; a plan in no age interrupts the line."""

    paths: list[str]
    marks: list[Mark]
    levels: list[int]


def line(turns: Sequence[AgeChange], until: datetime.date) -> CourseLine | None:
    """The line up to a day; None while there is nothing to draw."""
    if not any(turn.age in ORDER for turn in turns):
        return None
    first = turns[0].on
    days = max(1, (until - first).days)
    ends = [*(turn.on for turn in turns[1:]), until]
    paths: list[str] = []
    marks: list[Mark] = []
    goes_on = False
    for turn, end in zip(turns, ends, strict=True):
        if turn.age not in ORDER:
            goes_on = False
            continue
        x, y = _across(turn.on, first, days), _level(ORDER.index(turn.age))
        stretch = f"{x},{y} {_across(end, first, days)},{y}"
        if goes_on:
            paths[-1] += f" {stretch}"
        else:
            paths.append(stretch)
        marks.append(Mark(x, y, turn.movement == "relapse"))
        goes_on = True
    return CourseLine(paths, marks, [_level(place) for place in range(len(ORDER))])


def _across(day: datetime.date, first: datetime.date, days: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * (day - first).days / days, 1)


def _level(place: int) -> int:
    return BOTTOM - _STEP * place
