"""Counting days up to the day that a plan is rated for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RatingDay:
    """The day `as_of`, and the window of `window_days` days that ends with it.

    The days asked about are never later than `as_of`: the facts are trimmed before.
    """

    as_of: date
    window_days: int

    def since(self, day: date) -> int:
        """Whole days from `day` to the day of the rating."""
        return (self.as_of - day).days

    def in_last(self, number_of_days: int, day: date | None) -> bool:
        """Whether `day` is one of the last N days, `T-(N-1) … T`."""
        return day is not None and 0 <= self.since(day) < number_of_days

    def in_window(self, day: date | None) -> bool:
        """Whether `day` lies in the window."""
        return self.in_last(self.window_days, day)
