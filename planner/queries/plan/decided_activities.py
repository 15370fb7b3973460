"""The activities that were made of what a review decided."""

import datetime
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from planner.database import from_rows, rows
from planner.models import Activity, Person, Review
from planner.models.kinds import ActivityStatus
from planner.models.shortening import shortened


@dataclass(frozen=True, slots=True)
class Made:
    """An activity as it stands now."""

    id: int
    title: str
    assignee: str | None
    due_on: datetime.date | None
    status: ActivityStatus
    done_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions, each with the activities that still go by its words, and the others."""

    decisions: list[tuple[str, list[Made]]]
    others: list[Made]


_OF_REVIEW = (
    select(
        Activity.id,
        Activity.title,
        Person.name.label("assignee"),
        Activity.due_on,
        Activity.status,
        Activity.done_on,
    )
    .outerjoin(Person, Person.id == Activity.assignee_id)
    .where(Activity.review_id == bindparam("review_id"))
    .order_by(Activity.position, Activity.id)
)


def decided_at_review(review: Review) -> Decided:
    """An activity is known by its title, which it has from its decision."""
    made = from_rows(Made, rows(_OF_REVIEW, review_id=review.id))
    titles = {text: shortened(text) for text in review.decided}
    decisions = [
        (text, [one for one in made if one.title == titles[text]]) for text in review.decided
    ]
    known = set(titles.values())
    return Decided(decisions, [one for one in made if one.title not in known])
