"""The comments on an item, and how many there are."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, ScalarSelect, Select, bindparam, func, select

from planner.database import db, from_rows, rows
from planner.models import Comment, Person, Plan
from planner.models.kinds import Role, Side

_MOST_SHOWN = 500


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
    return _number_of(noun).scalar_subquery()


def number_in_plan(noun: Any) -> ScalarSelect[int]:
    """The same of what belongs to the customer: those of the plan with the bound `plan_id`."""
    in_plan = Comment.plan_id == bindparam("plan_id", type_=Integer)
    return _number_of(noun).where(in_plan).scalar_subquery()


def _number_of(noun: Any) -> Select[int]:
    return (
        select(func.count())
        .select_from(Comment)
        .where(Comment.subject == noun.__tablename__, Comment.subject_id == noun.id)
        .correlate(noun)
    )


_ON_PLAN = select(func.count()).where(
    Comment.subject == Plan.__tablename__, Comment.subject_id == bindparam("plan_id")
)


def on_plan(plan_id: int) -> int:
    """How many comments there are on a plan itself."""
    return int(rows(_ON_PLAN, plan_id=plan_id)[0][0])


_NUMBERS = (
    select(Comment.subject, Comment.subject_id, func.count())
    .where(
        Comment.plan_id == bindparam("plan_id"),
        Comment.subject.in_(bindparam("subjects", expanding=True)),
    )
    .group_by(Comment.subject, Comment.subject_id)
)


def numbers_in_plan(plan_id: int, subjects: Collection[str]) -> dict[tuple[str, int], int]:
    """How many comments there are in a plan on what is in these tables, by table and id; one
    statement."""
    found = rows(_NUMBERS, plan_id=plan_id, subjects=list(subjects))
    return {(subject, identity): number for subject, identity, number in found}


_OF_ITEM = (
    select(
        Comment.id, Comment.by_id, Person.name.label("by"), Person.role, Comment.at, Comment.text
    )
    .join(Person, Person.id == Comment.by_id)
    .where(
        Comment.subject == bindparam("subject"),
        Comment.subject_id == bindparam("subject_id"),
        Comment.plan_id == bindparam("plan_id"),
    )
    .order_by(Comment.id.desc())
    .limit(_MOST_SHOWN)
)


def who_said_something(subject: str, subject_id: int) -> set[int]:
    """The ids of those who have commented on an item, in whichever plan."""
    said = select(Comment.by_id).where(Comment.subject == subject, Comment.subject_id == subject_id)
    return set(db.session.scalars(said))


def comments_of_item(subject: str, subject_id: int, plan_id: int) -> list[CommentRow]:
    """The newest comments on an item in a plan, the oldest of them first."""
    found = rows(_OF_ITEM, subject=subject, subject_id=subject_id, plan_id=plan_id)
    return from_rows(CommentRow, reversed(found))
