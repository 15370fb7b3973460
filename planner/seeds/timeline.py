"""The time of the demo story: many things going on at once, told day by day.

A script is a generator. It yields how many days before today it goes on, and does what happens on
that day when it is resumed; below 0 is not allowed, since nothing has happened in the future.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta

from planner import clock

Script = Iterator[int]
_FRIDAY = 4
_WEEK = 7
# In minutes of the day.
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


def tell(scripts: Iterable[Script], today: date) -> None:
    """Let everything happen in the order of its days, each with the clock on its day."""
    waiting: list[tuple[date, int, Script]] = []
    for number, script in enumerate(scripts):
        first = next(script, None)
        if first is not None:
            waiting.append((workday(today, first), number, script))
    heapq.heapify(waiting)
    happened: Counter[date] = Counter()
    while waiting:
        day, number, script = heapq.heappop(waiting)
        hour = None if day == today else _office_hour(happened[day])
        happened[day] += 1
        with clock.at(day, hour):
            goes_on = next(script, None)
        if goes_on is not None:
            heapq.heappush(waiting, (max(day, workday(today, goes_on)), number, script))
