"""Contacts with the customer, which of them are joint, and which activities are documented."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from planner.rating.days import RatingDay
from planner.rating.facts import ActivityFact, EntryFact, Facts
from planner.rating.value import value
from planner.rating.words import BOTH_SIDES, RatedSide

# None stands for nobody, who is on no side.
SideOf = Mapping[str | None, RatedSide]


def sides_among(people: Iterable[str], side_of: SideOf) -> frozenset[RatedSide]:
    """The sides that have somebody among these people; those on neither side add none."""
    return frozenset(filter(None, map(side_of.get, people)))


@value
class ContactFact:
    """A meeting, call or the like with the customer.

    `leader` is an entry's author or, for a contact without entry, the assignee.
    """

    on: date
    people: frozenset[str]
    sides: frozenset[RatedSide]
    leader: str | None
    names_next_step: bool
    source: EntryFact | ActivityFact

    @property
    def is_joint(self) -> bool:
        """Whether at least one person of each side was in it."""
        return self.sides == BOTH_SIDES

    @property
    def reference(self) -> str:
        """The contact's entry, or its activity where no entry refers to it."""
        return self.source.reference


def contacts_in_window(facts: Facts, side_of: SideOf, day: RatingDay) -> tuple[ContactFact, ...]:
    """Every contact inside the window.

    An activity that an entry refers to is never a contact of its own, and the entry's date
    counts: an activity done in the window whose entry lies before it is no contact in the window.
    The other way round, an entry in the window brings along the people of its activity, whenever
    that was done.
    """
    activities = {activity.key: activity for activity in facts.activities if activity.met_customer}
    entries = [entry for talk in facts.conversations for entry in talk.entries]
    told = {entry.activity for entry in entries}
    contacts = [
        _contact_of_entry(
            entry, activities.get(entry.activity) if entry.activity else None, side_of
        )
        for entry in entries
        if day.in_window(entry.on)
    ]
    contacts.extend(
        _contact_of_activity(activity, activity.done_on, side_of)
        for key, activity in activities.items()
        if key not in told and activity.done_on is not None and day.in_window(activity.done_on)
    )
    return tuple(contacts)


def _contact_of_entry(
    entry: EntryFact, activity: ActivityFact | None, side_of: SideOf
) -> ContactFact:
    """`activity` is the one that the entry refers to, if it is customer-facing and done."""
    people = entry.people if activity is None else entry.people | activity.people
    return ContactFact(
        on=entry.on,
        people=people,
        sides=sides_among(people, side_of),
        leader=entry.author,
        names_next_step=entry.names_next_step,
        source=entry,
    )


def _contact_of_activity(activity: ActivityFact, done_on: date, side_of: SideOf) -> ContactFact:
    return ContactFact(
        on=done_on,
        people=activity.people,
        sides=sides_among(activity.people, side_of),
        leader=activity.assignee,
        names_next_step=False,
        source=activity,
    )


def people_who_met_customer(facts: Facts) -> frozenset[str]:
    """Everybody who has ever been in a contact, whatever its date."""
    met: set[str] = set()
    for talk in facts.conversations:
        for entry in talk.entries:
            met |= entry.people
    for activity in facts.activities:
        if activity.met_customer:
            met |= activity.people
    return frozenset(met)


class Documentation:
    """Tells which customer-facing activities that are done were written down."""

    def __init__(self, facts: Facts, within_days: int) -> None:
        self._within_days = within_days
        self._told: set[str] = set()
        self._days_of: dict[str, list[date]] = defaultdict(list)
        for talk in facts.conversations:
            for entry in talk.entries:
                self._add(entry)
        for days in self._days_of.values():
            days.sort()

    def _add(self, entry: EntryFact) -> None:
        if entry.activity is not None:
            self._told.add(entry.activity)
        self._days_of[entry.author].append(entry.on)
        for person in entry.participants:
            self._days_of[person].append(entry.on)

    def covers(self, activity: ActivityFact) -> bool:
        """Whether an entry refers to it or, soon after it, tells of somebody who was in it.

        The second needs no tie between the two: any entry of any conversation will do, even one
        that refers to another activity.
        """
        if activity.key in self._told:
            return True
        return any(self._has_entry_after(activity.done_on, person) for person in activity.people)

    def _has_entry_after(self, done_on: date | None, person: str) -> bool:
        days = self._days_of.get(person)
        if done_on is None or days is None:
            return False
        first = bisect_left(days, done_on)
        return first < len(days) and (days[first] - done_on).days <= self._within_days
