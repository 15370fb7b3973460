"""What every template can use."""

import datetime
from decimal import Decimal
from functools import lru_cache
from importlib.metadata import version

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from flask import Flask
from markupsafe import Markup

from planner import clock, nouns
from planner.extensions import htmx
from planner.insights import versions, weeks
from planner.models import Mode, Side
from planner.models.people.person import initials
from planner.queries.history import field_history
from planner.translation import LANGUAGES
from planner.views.plan import threads
from planner.views.web import addresses, fast_templating, navigation
from planner.views.web.current import may, may_with_own
from planner.views.web.static import address_of
from planner.words import age_name, exact_day, gettext as _, language, ngettext, scales, word

_DAYS_IN_WORDS = 14
_WHOLE_FROM = 1000


def init_app(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    fast_templating.init_app(app)
    app.jinja_env.globals.update(
        Mode=Mode,
        LANGUAGES=LANGUAGES,
        Side=Side,
        address=navigation.customers_address,
        administration=navigation.administration,
        form_address=addresses.of_form,
        here=addresses.of_request,
        htmx=htmx,
        icon=icon,
        last_event=field_history.last_of,
        may=may,
        may_with_own=may_with_own,
        navigation=navigation.entries,
        team_pages=navigation.team_pages,
        today=clock.today,
        version=version("planner"),
    )
    app.jinja_env.filters.update(
        age_name=age_name,
        attitude=scales.attitude,
        day=day,
        exact_day=exact_day,
        happened=nouns.happened,
        hours=hours,
        influence=scales.influence,
        initials=lru_cache(maxsize=8192)(initials),
        marked=threads.marked,
        moment=moment,
        money=money,
        month=month,
        number=number,
        percent=percent,
        version=versions.version,
        week=week_name,
        week_address=weeks.name_of,
        week_days=week_days,
        week_later=lambda day: weeks.later(day, 1),
        weekday=weekday,
        word=word,
    )


def icon(name: str) -> Markup:
    """One of the icons in `static/icons.txt`; it says nothing to those who cannot see it."""
    return _icon(address_of("vendor/icons.svg"), name)


@lru_cache(maxsize=256)
def _icon(icons: str, name: str) -> Markup:
    return Markup(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    ).format(icons, name)


def day(value: datetime.date | None) -> Markup:
    """A day as people say it (tomorrow, in 3 days, 14.03.), with the exact one on hover."""
    return Markup() if value is None else _day(language(), value, clock.today())


@lru_cache(maxsize=8192)
def _day(locale: str, value: datetime.date, today: datetime.date) -> Markup:
    exact = format_date(value, "full", locale=locale)
    said = _said(locale, value, today)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(value.isoformat(), exact, said)


def _said(locale: str, value: datetime.date, today: datetime.date) -> str:
    distance = (value - today).days
    if distance in (-1, 0, 1):
        return (_("yesterday"), _("today"), _("tomorrow"))[distance + 1]
    if 0 < distance <= _DAYS_IN_WORDS:
        return ngettext("in %(num)d day", "in %(num)d days", distance)
    if -_DAYS_IN_WORDS <= distance < 0:
        return ngettext("%(num)d day ago", "%(num)d days ago", -distance)
    return exact_day(value) if value.year != today.year else _short(locale, value)


def _short(locale: str, value: datetime.date) -> str:
    return str(format_date(value, "dd.MM." if locale == "de" else "d MMM", locale=locale))


def month(value: datetime.date) -> str:
    return _month(language(), value.replace(day=1))


@lru_cache(maxsize=1024)
def _month(locale: str, value: datetime.date) -> str:
    return str(format_date(value, "LLLL yyyy", locale=locale))


def moment(value: datetime.datetime) -> Markup:
    """A day and the time of day, in the organisation's time zone."""
    local = clock.local(value)
    return Markup("{} {}").format(day(local.date()), local.strftime("%H:%M"))


def money(value: Decimal | None, currency: str = "EUR") -> str:
    """An amount of money, without cents from a thousand up."""
    return "" if value is None else _money(language(), value, currency)


@lru_cache(maxsize=8192)
def _money(locale: str, value: Decimal, currency: str) -> str:
    # A no-break space keeps the amount and its currency on one line.
    digits = "#,##0" if abs(value) >= _WHOLE_FROM or value == int(value) else "#,##0.00"
    return str(
        format_currency(value, currency, f"{digits}\u00a0¤", locale=locale, currency_digits=False)
    )


def number(value: Decimal | None) -> str:
    """A number with as many decimals as it has."""
    return "" if value is None else _number(language(), value)


@lru_cache(maxsize=8192)
def _number(locale: str, value: Decimal) -> str:
    return str(format_decimal(value, locale=locale, decimal_quantization=False))


def percent(value: Decimal | None) -> str:
    if value is None:
        return ""
    return str(format_percent(value, locale=language(), decimal_quantization=False))


def hours(value: Decimal) -> str:
    """12.5 h, on one line."""
    return _("%(hours)s h", hours=number(value)).replace(" ", "\u00a0")


def week_name(week: datetime.date) -> str:
    """Week 53, or KW 53."""
    return _("Week %(number)d", number=week.isocalendar().week)


def week_days(week: datetime.date) -> str:
    """From Monday to Sunday: 28 Dec – 3 Jan 2027, or 28.12. – 03.01.2027."""
    locale, last = language(), weeks.days_of(week)[-1]
    first = format_date(week, "dd.MM." if locale == "de" else "d MMM", locale=locale)
    return f"{first} – {exact_day(last)}"


def weekday(day: datetime.date) -> str:
    """Mon 15 Jun, or Mo. 15.06."""
    pattern = "EEE dd.MM." if language() == "de" else "EEE d MMM"
    return str(format_date(day, pattern, locale=language()))
