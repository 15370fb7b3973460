"""The time of the demo story: many things going on at once, told day by day.

A script is a generator. It yields how many days before today it goes on, and does what happens on
that day when it is resumed; below 0 is not allowed, since nothing has happened in the future.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time, timedelta

from planner import clock
from planner.actions.history import acts

Script = Iterator[int]
_FRIDAY = 4
_WEEK = 7
# In minutes of the day.
_NIGHT = time(23, 30)
_MORNING, _EVENING, _APART = 8 * 60 + 12, 17 * 60 + 50, 23


def workday(today: date, days_ago: int) -> date:
    """The day so many days before today (after it below 0), moved off a weekend, away from today.

    Today itself stays, so that something has happened on it.
    """
    day = today - timedelta(days=days_ago)
    past_friday = max(0, day.weekday() - _FRIDAY)
    if days_ago == 0 or past_friday == 0:
        return day
    return day + timedelta(days=-past_friday if days_ago > 0 else _WEEK - day.weekday())


def _office_hour(number: int) -> time:
    """When the so manyth thing of a day happens: one after the other from the morning on."""
    minutes = min(_MORNING + _APART * number, _EVENING)
    return time(minutes // 60, minutes % 60)


def tell(scripts: Iterable[Script], today: date, at_night: Callable[[], None]) -> None:
    """Let everything happen in the order of its days, each with the clock on its day.

    `at_night` is called at the end of each day from the first one on, also of the uneventful ones.
    """
    told: date | None = None
    waiting: list[tuple[date, int, Script]] = []
    for number, script in enumerate(scripts):
        first = next(script, None)
        if first is not None:
            waiting.append((workday(today, first), number, script))
    heapq.heapify(waiting)
    happened: Counter[date] = Counter()
    while waiting:
        day, number, script = heapq.heappop(waiting)
        _let_nights_pass(told, day, today, at_night)
        told = day
        hour = None if day == today else _office_hour(happened[day])
        happened[day] += 1
        acts.end()
        with clock.at(day, hour):
            goes_on = next(script, None)
        if goes_on is not None:
            heapq.heappush(waiting, (max(day, workday(today, goes_on)), number, script))
    _let_nights_pass(told, today + timedelta(days=1), today, at_night)


def _let_nights_pass(
    last: date | None, day: date, today: date, at_night: Callable[[], None]
) -> None:
    """The nights between the day that was told last and the day to tell now; tonight is now."""
    while last is not None and last < day:
        with clock.at(last, None if last == today else _NIGHT):
            at_night()
        last += timedelta(days=1)
