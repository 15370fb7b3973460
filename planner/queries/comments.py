"""The comments on an item, and how many there are."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, bindparam, func, select

from planner.database import rows
from planner.models import Comment, Person
from planner.models.kinds import Role, Side

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class CommentRow:
    id: int
    by_id: int
    by: str
    role: Role
    at: datetime.datetime
    text: str

    @property
    def side(self) -> Side | None:
        return self.role.side


def number_of(noun: Any) -> ScalarSelect[int]:
    """How many comments there are on an item, as a column of a statement about `noun`."""
    return (
        select(func.count())
        .select_from(Comment)
        .where(Comment.subject == noun.__tablename__, Comment.subject_id == noun.id)
        .correlate(noun)
        .scalar_subquery()
    )


_OF_ITEM = (
    select(Comment.id, Comment.by_id, Person.name, Person.role, Comment.at, Comment.text)
    .join(Person, Person.id == Comment.by_id)
    .where(Comment.subject == bindparam("subject"), Comment.subject_id == bindparam("subject_id"))
    .order_by(Comment.id.desc())
    .limit(MOST_SHOWN)
)


def of_item(subject: str, subject_id: int) -> list[CommentRow]:
    """The newest comments on an item, the oldest of them first."""
    found = rows(_OF_ITEM, subject=subject, subject_id=subject_id)
    return [CommentRow(*row) for row in reversed(found)]
