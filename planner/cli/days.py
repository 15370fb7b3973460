"""Days as they are written on the command line."""

from datetime import date

import click

from planner import clock
from planner.insights import days
from planner.planfiles.schema import is_day


class DayType(click.ParamType[date]):
    """A day of the calendar written as YYYY-MM-DD; anything else is wrong usage."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        if not is_day(value):
            message = f"{value!r} is not a day. Write a day of the calendar as YYYY-MM-DD."
            self.fail(message, param, ctx)
        day, today = date.fromisoformat(value), clock.today()
        if not days.is_plausible(day, today):
            first, last = days.EARLIEST_YEAR, days.latest_year(today)
            self.fail(f"{value} is not a day of the years {first} to {last}.", param, ctx)
        return day
