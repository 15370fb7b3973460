"""The one source of dates and times, so that stories and tests can have a day of their own."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

_told_day: ContextVar[datetime.date | None] = ContextVar("told_day", default=None)
_told_time: ContextVar[datetime.time | None] = ContextVar("told_time", default=None)


@dataclass
class _Organisation:
    """What holds for the whole process."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Berlin"))
    fixed_day: datetime.date | None = None


_organisation = _Organisation()


def configure(*, zone: str, fixed_day: datetime.date | None) -> None:
    """Set the organisation's time zone and, for demonstrations, the day taken for today."""
    _organisation.zone = ZoneInfo(zone)
    _organisation.fixed_day = fixed_day


def now() -> datetime.datetime:
    """This moment in UTC; on a fixed day, this time of day moved to that day."""
    moment = datetime.datetime.now(datetime.UTC)
    day = _told_day.get() or _organisation.fixed_day
    if day is None:
        return moment
    local = moment.astimezone(_organisation.zone)
    time = _told_time.get() or local.time()
    told = datetime.datetime.combine(day, time, tzinfo=_organisation.zone)
    return told.astimezone(datetime.UTC)


def today() -> datetime.date:
    """The calendar day in the organisation's time zone."""
    return _told_day.get() or _organisation.fixed_day or now().astimezone(_organisation.zone).date()


def local(moment: datetime.datetime) -> datetime.datetime:
    """A stored moment in the organisation's time zone."""
    return moment.astimezone(_organisation.zone)


def beginning_of(day: datetime.date) -> datetime.datetime:
    """The moment at which a day begins where the organisation is."""
    midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=_organisation.zone)
    return midnight.astimezone(datetime.UTC)


def next_hour(hour: int) -> datetime.datetime:
    """The next moment, in UTC, at which it is this full hour in the organisation's time zone."""
    here = now().astimezone(_organisation.zone)
    full = here.replace(hour=hour, minute=0, second=0, microsecond=0)
    if full <= here:
        full += datetime.timedelta(days=1)  # the same time on the clock, whatever summer time does
    return full.astimezone(datetime.UTC)


@contextmanager
def at(day: datetime.date, time: datetime.time | None = None) -> Iterator[None]:
    """Tell what happens inside as if it were that day, and that time of it if one is given."""
    day_token, time_token = _told_day.set(day), _told_time.set(time)
    try:
        yield
    finally:
        _told_time.reset(time_token)
        _told_day.reset(day_token)
