"""Counting days up to the day that a plan is rated for."""

from datetime import date
from typing import Self

from planner.rating.value import value


@value
class RatingDay:
    """The day `as_of`, and the window that ends with it and begins on `window_start`.

    A window of no days would begin after it. The days asked about are never later than
    `as_of` but for due dates: the facts are trimmed before.
    """

    as_of: date
    window_start: date

    @classmethod
    def of(cls, as_of: date, window_days: int) -> Self:
        """With a window of `window_days` days."""
        return cls(as_of, _first_of_last(window_days, as_of))

    def since(self, day: date) -> int:
        """Whole days from `day` to the day of the rating."""
        return (self.as_of - day).days

    def in_last(self, number_of_days: int, day: date | None) -> bool:
        """Whether `day` is one of the last N days, `T-(N-1) … T`."""
        return day is not None and 0 <= (self.as_of - day).days < number_of_days

    def in_window(self, day: date | None) -> bool:
        """Whether `day` lies in the window."""
        return day is not None and self.window_start <= day <= self.as_of


def _first_of_last(number_of_days: int, as_of: date) -> date:
    """The first of the last N days, kept within the calendar."""
    first = as_of.toordinal() - number_of_days + 1
    return date.fromordinal(min(max(first, 1), date.max.toordinal()))
