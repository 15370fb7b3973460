"""A plan as it stands on the day of the rating: what the rules ask about, computed once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import is_

from planner.rating.activities import belongs_to_window
from planner.rating.as_of import as_they_stood
from planner.rating.contacts import (
    ContactFact,
    Documentation,
    contacts_in_window,
    people_who_met_customer,
    sides_among,
)
from planner.rating.days import RatingDay
from planner.rating.facts import ActivityFact, EntryFact, Facts, PotentialFact
from planner.rating.goals import LiveGoal, live_goals
from planner.rating.people import MemberFact, People, PersonFact
from planner.rating.thresholds import Thresholds
from planner.rating.words import BOTH_SIDES, RatedSide


@dataclass(frozen=True)
class Situation:
    """The facts as they stood at the end of a day, and what follows from them.

    Made by `situation_on`. What is costly is computed when first asked for, and kept.
    """

    facts: Facts
    day: RatingDay
    thresholds: Thresholds

    @cached_property
    def people(self) -> dict[str, PersonFact]:
        return self._everybody.by_key

    @cached_property
    def side_of(self) -> dict[str | None, RatedSide]:
        """The side of everybody who stands on one."""
        return self._everybody.side_of

    @cached_property
    def _everybody(self) -> People:
        people = self.facts.people
        return people if isinstance(people, People) else People(people)

    @property
    def is_active(self) -> bool:
        """Whether the plan is rated at all.

        A plan that was activated only after the day of the rating was not active on it.
        """
        return self.facts.status == "active" and self.facts.activated_on is not None

    @property
    def plan_days(self) -> int:
        """The age of the plan: days from its activation to the day of the rating."""
        activated_on = self.facts.activated_on
        return 0 if activated_on is None else self.day.since(activated_on)

    @cached_property
    def members(self) -> frozenset[str]:
        """Everybody who is on the plan now, of either side or of none."""
        return frozenset(item.person for item in self.facts.members if item.left_on is None)

    @cached_property
    def specialist_members(self) -> tuple[MemberFact, ...]:
        return self._members_of(RatedSide.SPECIALIST)

    @cached_property
    def generalist_members(self) -> tuple[MemberFact, ...]:
        return self._members_of(RatedSide.GENERALIST)

    def _members_of(self, side: RatedSide) -> tuple[MemberFact, ...]:
        """The trimmed facts know only who joined, and departures that have happened."""
        return tuple(
            member
            for member in self.facts.members
            if member.left_on is None and self.is_on(side, member.person)
        )

    @cached_property
    def promising_potentials(self) -> tuple[PotentialFact, ...]:
        return tuple(potential for potential in self.facts.potentials if potential.is_promising)

    @cached_property
    def live_goals(self) -> tuple[LiveGoal, ...]:
        return live_goals(self.facts.goals, self.side_of, self.thresholds.targets_agree_percent)

    @cached_property
    def contacts(self) -> tuple[ContactFact, ...]:
        """The contacts inside the window."""
        return contacts_in_window(self.facts, self.side_of, self.day)

    @cached_property
    def joint_contacts(self) -> tuple[ContactFact, ...]:
        return tuple([contact for contact in self.contacts if contact.is_joint])

    @cached_property
    def people_who_met_customer(self) -> frozenset[str]:
        """Everybody who was in a contact at any date."""
        return people_who_met_customer(self.facts)

    @cached_property
    def customer_activities(self) -> tuple[ActivityFact, ...]:
        """The customer-facing activities done in the window."""
        return tuple(
            activity
            for activity in self.facts.activities
            if activity.met_customer and self.day.in_window(activity.done_on)
        )

    @cached_property
    def documentation(self) -> Documentation:
        return Documentation(self.facts, self.thresholds.documented_days)

    @cached_property
    def window_activities(self) -> tuple[ActivityFact, ...]:
        """The activities that belong to the window."""
        day = self.day
        return tuple([item for item in self.facts.activities if belongs_to_window(item, day)])

    @cached_property
    def window_entries(self) -> tuple[EntryFact, ...]:
        return tuple(
            [
                entry
                for talk in self.facts.conversations
                for entry in talk.entries
                if self.day.in_window(entry.on)
            ]
        )

    def with_facts(self, facts: Facts) -> "Situation":
        """The plan with other facts of the day; what follows only from what is the same is kept."""
        other = Situation(facts, self.day, self.thresholds)
        same = {name for name in _SOURCES if getattr(facts, name) is getattr(self.facts, name)}
        if "activities" in same or _same_items(_with_customer(facts), _with_customer(self.facts)):
            same.add("met")
        known = vars(self)
        vars(other).update(
            (name, known[name])
            for name, sources in _FOLLOWS_FROM.items()
            if name in known and same.issuperset(sources)
        )
        return other

    def is_on(self, side: RatedSide, person: str | None) -> bool:
        """Whether this person is there and stands on that side."""
        return self.side_of.get(person) is side

    def counts_by_side(self, people: Iterable[str | None]) -> tuple[int, int]:
        """How many of these stand on the generalist side and how many on the specialist side."""
        sides = list(map(self.side_of.get, people))
        return sides.count(RatedSide.GENERALIST), sides.count(RatedSide.SPECIALIST)

    @cached_property
    def assignees_by_side(self) -> tuple[int, int]:
        """How many activities that belong to the window are assigned to each side."""
        return self.counts_by_side([item.assignee for item in self.window_activities])

    @cached_property
    def authors_by_side(self) -> tuple[int, int]:
        """How many entries in the window each side wrote."""
        return self.counts_by_side([entry.author for entry in self.window_entries])

    def has_both_sides(self, people: frozenset[str]) -> bool:
        return sides_among(people, self.side_of) == BOTH_SIDES

    def was_screened(self, last_days: int) -> bool:
        """Whether a potential of any status and value was screened in the last N days."""
        return any(self.day.in_last(last_days, item.screened_on) for item in self.facts.potentials)

    def had_joint_review(self, last_days: int) -> bool:
        """Whether a review in the last N days had attendees of both sides."""
        return any(
            self.day.in_last(last_days, review.on) and self.has_both_sides(review.people)
            for review in self.facts.reviews
        )


# What of a situation follows from which facts; `met` are the activities done with the customer.
_CONTACTS = ("met", "conversations", "people")
_FOLLOWS_FROM = {
    "_everybody": ("people",),
    "specialist_members": ("members", "people"),
    "generalist_members": ("members", "people"),
    "members": ("members",),
    "promising_potentials": ("potentials",),
    "live_goals": ("goals", "people"),
    "contacts": _CONTACTS,
    "joint_contacts": _CONTACTS,
    "people_who_met_customer": _CONTACTS,
    "customer_activities": ("met",),
    "documentation": ("conversations",),
    "window_activities": ("activities",),
    "assignees_by_side": ("activities", "people"),
    "window_entries": ("conversations",),
    "authors_by_side": ("conversations", "people"),
}
_SOURCES = {source for sources in _FOLLOWS_FROM.values() for source in sources} - {"met"}


def _with_customer(facts: Facts) -> list[ActivityFact]:
    return [activity for activity in facts.activities if activity.met_customer]


def _same_items(some: list[ActivityFact], others: list[ActivityFact]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def situation_on(as_of: date, facts: Facts, thresholds: Thresholds) -> Situation:
    """The plan as it stood at the end of `as_of`."""
    day = RatingDay.of(as_of, thresholds.window_days)
    return Situation(as_they_stood(facts, as_of), day, thresholds)
