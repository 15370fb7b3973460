"""What came of a contact: its next step, or an activity soon after it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from planner.rating.contacts import ContactFact
from planner.rating.facts import ActivityFact


class FollowUps:
    """Tells which contacts have a follow-up."""

    def __init__(self, activities: Iterable[ActivityFact], within_days: int) -> None:
        self._within_days = within_days
        self._created_by: dict[str, list[date]] = defaultdict(list)
        for activity in activities:
            self._created_by[activity.created_by].append(activity.created_on)
        for days in self._created_by.values():
            days.sort()

    def has_one(self, contact: ContactFact) -> bool:
        """Whether its entry names a next step, or somebody who was in it created an activity in
        the days after it (not on its own day). An activity that was cancelled later counts: it
        was created."""
        return contact.names_next_step or any(
            self._created_after(contact.on, person) for person in contact.people
        )

    def _created_after(self, day: date, person: str) -> bool:
        days = self._created_by.get(person, [])
        first = bisect_right(days, day)
        return first < len(days) and (days[first] - day).days <= self._within_days
