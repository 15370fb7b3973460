"""Talks with the customer, of any date up to the day that is asked about."""

from collections.abc import Iterable
from datetime import date

from planner.rating import ActivityFact, EntryFact, Facts
from planner.rating.value import value

LIVE_CHANNELS = frozenset({"visit", "call", "video", "event"})
LIVE_KINDS = LIVE_CHANNELS | {"workshop", "introduction"}


@value
class Talk:
    """A talk, named by its entry or, where no entry refers to it, by its activity.

    A live talk is one in which people see or hear each other; e-mail is none.
    """

    on: date
    people: frozenset[str]
    is_live: bool
    reference: str


def talks_in(facts: Facts) -> tuple[Talk, ...]:
    """Every talk in facts that are trimmed to the day already."""
    met = {activity.key: activity for activity in facts.activities if activity.met_customer}
    entries = [entry for talk in facts.conversations for entry in talk.entries]
    told = {entry.activity for entry in entries}
    alone = [activity for key, activity in met.items() if key not in told]
    return (
        *(_of_entry(entry, met.get(entry.activity or "")) for entry in entries),
        *(_of_activity(item, item.done_on) for item in alone if item.done_on is not None),
    )


def _of_entry(entry: EntryFact, activity: ActivityFact | None) -> Talk:
    """The entry's day and channel count, and the people of both."""
    people = entry.people if activity is None else entry.people | activity.people
    return Talk(entry.on, people, entry.channel in LIVE_CHANNELS, entry.reference)


def _of_activity(activity: ActivityFact, done_on: date) -> Talk:
    return Talk(done_on, activity.people, activity.kind in LIVE_KINDS, activity.reference)


def last_talks(talks: Iterable[Talk]) -> tuple[Talk, ...]:
    """All talks of the last day on which there was one."""
    found = tuple(talks)
    last = max((talk.on for talk in found), default=None)
    return tuple(talk for talk in found if talk.on == last)
