"""The drawings of a rating say what the numbers say."""

import datetime

from planner.queries.maturity.rating_history import AgeChange
from planner.rating import Age
from planner.views.maturity.drawings import (
    BOTTOM,
    CENTRE_X,
    CENTRE_Y,
    LEFT,
    RADIUS,
    RIGHT,
    TOP,
    line,
    radar,
)


def turn(day: int, age: Age, movement: str | None = None) -> AgeChange:
    return AgeChange(datetime.date(2026, 3, day), age, movement, None, None, None, None, None)


def test_course_steps_from_age_to_age_and_marks_the_relapse() -> None:
    turns = [turn(1, Age.DINOSAUR), turn(11, Age.MODERN, "progress"), turn(16, Age.IRON, "relapse")]
    drawn = line(turns, datetime.date(2026, 3, 21))
    assert drawn is not None
    assert len(drawn.paths) == 1
    assert drawn.paths[0].startswith(f"{LEFT}.0,{BOTTOM} ")
    assert drawn.paths[0].endswith(f"{RIGHT}.0,{drawn.marks[2].y}")
    assert [mark.relapse for mark in drawn.marks] == [False, False, True]
    assert drawn.marks[1].y == TOP


def test_time_in_no_age_interrupts_the_line() -> None:
    turns = [turn(1, Age.STONE), turn(5, Age.FORMING), turn(9, Age.STONE)]
    drawn = line(turns, datetime.date(2026, 3, 10))
    assert drawn is not None
    assert len(drawn.paths) == 2


def test_course_without_any_age_is_not_drawn() -> None:
    assert line([turn(1, Age.FORMING)], datetime.date(2026, 3, 2)) is None
    assert line([], datetime.date(2026, 3, 2)) is None


def test_radar_reaches_as_far_out_as_its_numbers() -> None:
    drawn = radar({"first": 100, "second": 0}, {"first": "First", "second": "A name of two lines"})
    assert drawn.shape == f"{CENTRE_X}.0,{CENTRE_Y - RADIUS}.0 {CENTRE_X}.0,{CENTRE_Y}.0"
    assert drawn.axes[1].lines == ["A name of two", "lines"]
