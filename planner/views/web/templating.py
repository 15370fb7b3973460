"""What every template can use."""

import datetime
from decimal import Decimal
from functools import lru_cache
from importlib.metadata import version

from babel.dates import format_date, format_interval
from babel.numbers import format_currency, format_decimal, format_percent
from flask import Flask
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from planner import clock, nouns
from planner.extensions import htmx
from planner.insights import versions, weeks
from planner.models import Mode, Plan, Side
from planner.models.people.person import initials
from planner.queries.history import field_history
from planner.translation import LANGUAGES
from planner.views.plan import threads
from planner.views.web import addresses, fast_templating, navigation
from planner.views.web.current import may, may_with_own
from planner.views.web.sheets import in_menu, in_sheet
from planner.views.web.static import address_of_file
from planner.words import (
    age_name,
    exact_day,
    exact_weekday,
    gettext as _,
    language,
    ngettext,
    scales,
    word,
)
from planner.words.signature_words import SIGNATURE_FINDINGS

_DAYS_IN_WORDS = 14
_DAYS_WITHOUT_YEAR = 330
_WHOLE_FROM = 1000


def init_app(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    fast_templating.init_app(app)
    _give_names(app.jinja_env)
    _give_filters(app.jinja_env)


def _give_names(environment: Environment) -> None:
    environment.globals.update(
        acts_of=acts_of,
        Mode=Mode,
        LANGUAGES=LANGUAGES,
        Side=Side,
        in_tab=addresses.in_tab,
        of_customer=addresses.address_of_customer,
        administration=navigation.administration,
        form_address=addresses.of_form,
        here=addresses.of_request,
        htmx=htmx,
        icon=icon,
        in_menu=in_menu,
        in_sheet=in_sheet,
        item_address=addresses.address_of_item,
        last_event=field_history.last_of,
        may=may,
        may_with_own=may_with_own,
        navigation=navigation.entries,
        team_pages=navigation.team_pages,
        today=clock.today,
        version=version("planner"),
    )


def _give_filters(environment: Environment) -> None:
    environment.filters.update(
        age_name=age_name,
        ago=ago,
        attitude=scales.attitude,
        day=day,
        due=due,
        exact_day=exact_day,
        exact_weekday=exact_weekday,
        found_after_signature=SIGNATURE_FINDINGS.get,
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
        period=period,
        short_month=short_month,
        version=versions.version,
        week=week_name,
        week_address=weeks.name_of_week,
        week_days=week_days,
        week_later=lambda day: weeks.later(day, 1),
        weekday=weekday,
        word=word,
    )


@pass_context
def acts_of(context: Context, page: str) -> Markup:
    """What a page offers to do, its block `acts`, for the menu that offers the same."""
    template = context.environment.get_template(page)
    made = template.blocks["acts"](template.new_context(context.get_all()))
    return Markup("".join(made))  # noqa: S704 - rendered by our own templates


def icon(name: str) -> Markup:
    """One of the icons in `static/icons.txt`; it says nothing to those who cannot see it."""
    return _icon(address_of_file("vendor/icons.svg"), name)


@lru_cache(maxsize=256)
def _icon(icons: str, name: str) -> Markup:
    return Markup(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    ).format(icons, name)


def day(value: datetime.date | None, look: str = "") -> Markup:
    """A day as people say it (tomorrow, in 3 days, 14.03.), with the exact one on hover; `look` is
    the class of its element."""
    return Markup() if value is None else _day(language(), value, clock.today(), look)


@lru_cache(maxsize=8192)
def _day(locale: str, value: datetime.date, today: datetime.date, look: str) -> Markup:
    return _time(locale, value, _said(locale, value, today), look)


def _time(locale: str, value: datetime.date, said: str, look: str = "") -> Markup:
    exact = format_date(value, "full", locale=locale)
    opened = Markup('<time class="{}"').format(look) if look else Markup("<time")
    return opened + Markup(' datetime="{}" title="{}">{}</time>').format(
        value.isoformat(), exact, said
    )


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


def ago(value: datetime.date, warns_from: int) -> Markup:
    """How long a day is past, however long, with a warning from so many days on."""
    return _ago(language(), value, clock.today(), warns_from)


@lru_cache(maxsize=8192)
def _ago(locale: str, value: datetime.date, today: datetime.date, warns_from: int) -> Markup:
    days = (today - value).days
    said = ngettext("%(num)d day ago", "%(num)d days ago", days) if days > 1 else None
    is_long = days >= warns_from
    return _time(
        locale,
        value,
        f"⚠ {said}" if said and is_long else said or _said(locale, value, today),
        "warn" if is_long else "",
    )


def due(value: datetime.date) -> Markup:
    """A day by which something is to be done: 2 days over, today, in 5 days, then 14 Dec."""
    return _due(language(), value, clock.today())


@lru_cache(maxsize=8192)
def _due(locale: str, value: datetime.date, today: datetime.date) -> Markup:
    days = (today - value).days
    if days <= 0:
        return _time(locale, value, _said(locale, value, today))
    return _time(locale, value, ngettext("%(num)d day over", "%(num)d days over", days), "over")


def month(value: datetime.date) -> str:
    return _month(language(), value.replace(day=1))


@lru_cache(maxsize=1024)
def _month(locale: str, value: datetime.date) -> str:
    return str(format_date(value, "LLLL yyyy", locale=locale))


def short_month(value: datetime.date) -> str:
    """Dec, with the year behind it where that is not clear."""
    return _short_month(language(), value.replace(day=1), clock.today().replace(day=1))


@lru_cache(maxsize=1024)
def _short_month(locale: str, value: datetime.date, today: datetime.date) -> str:
    is_near = -_DAYS_WITHOUT_YEAR < (value - today).days < _DAYS_WITHOUT_YEAR
    return str(format_date(value, "LLL" if is_near else "LLL yyyy", locale=locale))


def period(plan: Plan) -> str:
    """Jan – Dec 2026."""
    return _period(language(), plan.starts_on, plan.ends_on)


@lru_cache(maxsize=1024)
def _period(locale: str, starts_on: datetime.date, ends_on: datetime.date) -> str:
    return format_interval(starts_on, ends_on, "yMMM", locale=locale)


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
    return "" if value is None else _percent(language(), value)


@lru_cache(maxsize=8192)
def _percent(locale: str, value: Decimal) -> str:
    return str(format_percent(value, locale=locale, decimal_quantization=False))


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
