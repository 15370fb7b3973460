"""Days as they are written on the command line."""

from datetime import date

import click

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
        return date.fromisoformat(value)
