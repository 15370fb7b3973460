"""What became of a plan from one rating to another, and when leads may see it."""

import datetime
from dataclasses import dataclass
from typing import Any

from planner.models.kinds import NotificationKind
from planner.queries.maturity.ratings import RatingRow
from planner.rating import Age, movement
from planner.rating.ages import ORDER

RatingValues = dict[str, Any]
Matter = tuple[NotificationKind, str | None]
"""What members are told of; a deciding symptom comes with its code."""


@dataclass(frozen=True, slots=True)
class RatingTurn:
    """The rating of a plan has changed today: `values` are the columns of the new one.

    `previous` is what was stored so far, perhaps earlier today; `before` what was stored on the
    days before; `shown` the newest of those that leads see.
    """

    plan_id: int
    values: RatingValues
    previous: RatingRow | None
    before: RatingRow | None
    shown: RatingRow | None

    @property
    def is_undone(self) -> bool:
        """Whether all of today's changes together have come to nothing."""
        return self.before is not None and is_same(self.values, self.before)

    @property
    def keeps_age_of_today(self) -> bool:
        """Whether the age is one that the plan came to earlier today."""
        if self.previous is None or self.previous.age != self.values["age"]:
            return False
        return self.before is None or self.before.age != self.values["age"]

    def matters(self) -> set[Matter]:
        """What is new since the days before."""
        return news(self.before, self.values)

    def fresh_matters(self) -> set[Matter]:
        """What is new since the days before and was not so earlier today either."""
        return self.matters() & news(self.previous, self.values)

    def visible_to_leads_on(self, today: datetime.date, days: int) -> datetime.date:
        """Today, or so many days after members are told of what a lead does not see yet."""
        if not bad(news(self.shown, self.values)):
            return today
        if self.before is not None and not bad(news(self.before, self.values)):
            return max(today, self.before.visible_to_leads_on)
        return today + datetime.timedelta(days=days)


def is_same(values: RatingValues, stored: RatingRow) -> bool:
    """Whether a rating says what the stored one says, by the same thresholds."""
    return all(getattr(stored, name) == value for name, value in values.items())


def last_age(age: str, before: RatingRow | None) -> str | None:
    """The newest age that is one: this, or what was the newest one before."""
    if age in ORDER or before is None:
        return age if age in ORDER else None
    return before.last_age


def moved(before: RatingRow | None, age: str) -> str | None:
    """`progress` or `relapse` against the last age that was one."""
    if before is None or before.last_age is None:
        return None
    return movement(Age(before.last_age), Age(age))


def news(old: RatingRow | None, new: RatingValues) -> set[Matter]:
    """Relapse or progress, and the deciding symptoms that were not there."""
    known = old.deciding if old is not None else frozenset()
    found: set[Matter] = {
        (NotificationKind.DECIDING_SYMPTOM, symptom["code"])
        for symptom in new["symptoms"]
        if symptom["decides"] and symptom["code"] not in known
    }
    if way := moved(old, new["age"]):
        found.add((NotificationKind(way), None))
    return found


def bad(matters: set[Matter]) -> bool:
    """Whether there is something that members are to know before a lead does."""
    return any(kind is not NotificationKind.PROGRESS for kind, _code in matters)
