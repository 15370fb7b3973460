"""The pictures of the rating, drawn on the server: the course of the ages, and the six shifts.

A charting library would have to be sent to every phone for two small pictures; as SVG with plain
attributes they are there at once, print, follow dark and light, and need no script at all.
"""

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from planner.queries.maturity.rating_history import AgeChange
from planner.rating import ORDER

LEFT, RIGHT, TOP, _STEP = 26, 350, 14, 20
BOTTOM = TOP + _STEP * (len(ORDER) - 1)


@dataclass(frozen=True, slots=True)
class CourseMark:
    """Where the age changed."""

    x: float
    y: int
    relapse: bool


@dataclass(frozen=True, slots=True)
class CourseLine:
    """`paths` are the unbroken stretches; a plan in no age interrupts the line."""

    paths: list[str]
    marks: list[CourseMark]
    levels: list[int]


def line(turns: Sequence[AgeChange], until: datetime.date) -> CourseLine | None:
    """The line up to a day; None while there is nothing to draw."""
    if not any(turn.age in ORDER for turn in turns):
        return None
    first = turns[0].on
    days = max(1, (until - first).days)
    ends = [*(turn.on for turn in turns[1:]), until]
    paths: list[str] = []
    marks: list[CourseMark] = []
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
        marks.append(CourseMark(x, y, turn.movement == "relapse"))
        goes_on = True
    return CourseLine(paths, marks, [_level(place) for place in range(len(ORDER))])


def _across(day: datetime.date, first: datetime.date, days: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * (day - first).days / days, 1)


def _level(place: int) -> int:
    return BOTTOM - _STEP * place


CENTRE_X, CENTRE_Y, RADIUS = 190, 130, 92
_RINGS = (25, 50, 75, 100)
_FULL = 100
_APART = 14
"""How far the labels stand from the outermost ring."""

_LINE = 15
"""How many letters of a label stand side by side."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A line from the centre outwards, with the place and the lines of its label."""

    code: str
    lines: list[str]
    number: int
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Radar:
    """`rings` and `shape` are lists of points as SVG writes them."""

    axes: list[Axis]
    rings: list[str]
    shape: str


def radar(numbers: Mapping[str, int], names: Mapping[str, str]) -> Radar:
    """The picture of numbers from 0 to 100, the first upwards, the others clockwise."""
    count = len(numbers)
    axes = [
        _axis(code, names[code], number, (n, count))
        for n, (code, number) in enumerate(numbers.items())
    ]
    rings = [_points((ring,) * count) for ring in _RINGS]
    return Radar(axes, rings, _points(numbers.values()))


def _axis(code: str, name: str, number: int, where: tuple[int, int]) -> Axis:
    x, y = _point(_FULL, *where)
    away = _FULL * (RADIUS + _APART) / RADIUS
    label_x, label_y = _point(away, *where)
    offset = label_x - CENTRE_X
    anchor = "middle" if abs(offset) < 1 else ("start" if offset > 0 else "end")
    lines = wrap(name, _LINE) or [name]
    return Axis(code, lines, number, x, y, label_x, label_y, anchor)


def _points(numbers: Iterable[int]) -> str:
    given = tuple(numbers)
    points = (_point(number, place, len(given)) for place, number in enumerate(given))
    return " ".join(f"{x},{y}" for x, y in points)


def _point(number: float, place: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * place / count
    reach = RADIUS * number / _FULL
    return (
        round(CENTRE_X + reach * math.sin(angle), 1),
        round(CENTRE_Y - reach * math.cos(angle), 1),
    )
