"""How a week is called."""

import datetime
from decimal import Decimal

from babel.dates import format_date
from flask import Flask

from planner.insights import weeks
from planner.translation import gettext, language
from planner.views.web.templating import number
from planner.words.dates import exact_day


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        hours=hours,
        week=name,
        week_address=weeks.name_of,
        week_days=days,
        week_later=lambda day: weeks.later(day, 1),
        weekday=weekday,
    )


def hours(value: Decimal) -> str:
    """12.5 h, on one line."""
    return gettext("%(hours)s h", hours=number(value)).replace(" ", "\u00a0")


def name(week: datetime.date) -> str:
    """Week 53, or KW 53."""
    return gettext("Week %(number)d", number=week.isocalendar().week)


def days(week: datetime.date) -> str:
    """From Monday to Sunday: 28 Dec – 3 Jan 2027, or 28.12. – 03.01.2027."""
    locale, last = language(), weeks.days_of(week)[-1]
    first = format_date(week, "dd.MM." if locale == "de" else "d MMM", locale=locale)
    return f"{first} – {exact_day(last)}"


def weekday(day: datetime.date) -> str:
    """Mon 15 Jun, or Mo. 15.06."""
    pattern = "EEE dd.MM." if language() == "de" else "EEE d MMM"
    return str(format_date(day, pattern, locale=language()))
