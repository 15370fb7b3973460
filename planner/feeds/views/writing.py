"""Days as RFC 5545 and 7986 write them, by the ways of the programs that read them.

Every event lasts its whole day, so that nothing has a time zone: some programs show nothing at all
of a calendar in which one is wrong.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import icalendar
from flask import current_app

from planner.feeds.queries.dated import Dated, DatedKind, DatedState
from planner.models import FeedLevel
from planner.translation import lazy as _
from planner.words import word

_KINDS = {
    DatedKind.ACTIVITY: _("Activity"),
    DatedKind.REVIEW: _("Review"),
    DatedKind.GOAL: _("Goal due"),
    DatedKind.DEAL: _("Deal expected"),
    DatedKind.CONTRACT: _("Contract ends"),
    DatedKind.NOTICE: _("Last day to give notice"),
}
_PAGES = {
    DatedKind.ACTIVITY: "activities.show",
    DatedKind.REVIEW: "reviews.show",
    DatedKind.GOAL: "goals.show",
    DatedKind.DEAL: "deals.show",
    DatedKind.CONTRACT: "contracts.show",
    DatedKind.NOTICE: "contracts.show",
}
_BUSY = "Planner"
_AN_HOUR = datetime.timedelta(hours=1)
_A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """`base` is the address of the program and `installation` what it is known by for ever."""

    name: str
    level: FeedLevel
    base: str
    installation: str


def calendar_text(of: Calendar, days: Iterable[Dated]) -> bytes:
    """The same bytes for the same days, in the language that is spoken."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Planner//Planner//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", of.name)
    calendar.add("x-wr-calname", of.name)
    # The library leaves out the kind of the value by itself, which RFC 7986 asks for.
    calendar.add("refresh-interval", _AN_HOUR, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for dated in days:
        calendar.add_component(_event(of, dated))
    return bytes(calendar.to_ical())


def _event(of: Calendar, dated: Dated) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{dated.kind}-{dated.id}@{of.installation}")
    event.add("sequence", dated.last.number)
    event.add("dtstamp", dated.last.at)
    event.add("last-modified", dated.last.at)
    event.add("dtstart", dated.on)
    event.add("dtend", dated.on + _A_DAY)
    event.add("summary", _summary(of.level, dated))
    if of.level is not FeedLevel.BUSY:
        event.add("url", f"{of.base}{_path(dated)}")
    if dated.state is DatedState.CANCELLED:
        event.add("status", "CANCELLED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event


def _summary(level: FeedLevel, dated: Dated) -> str:
    if level is FeedLevel.BUSY:
        return _BUSY
    done = "✓ " if dated.state is DatedState.DONE else ""
    kind = str(_KINDS[dated.kind]) if dated.what is None else word(dated.what)
    if level is FeedLevel.DISCREET or dated.is_gone:
        return f"{done}{kind}"
    if dated.kind is DatedKind.ACTIVITY:
        return f"{done}{dated.title}, {dated.customer}"
    named = ", ".join(part for part in (dated.title, dated.customer) if part)
    return f"{done}{kind}: {named}"


def _path(dated: Dated) -> str:
    """The own page of what it is about; below the address of the program, whoever asks."""
    noun = "contract" if dated.kind is DatedKind.NOTICE else dated.kind.value
    return current_app.url_map.bind("").build(_PAGES[dated.kind], {f"{noun}_id": dated.id})
