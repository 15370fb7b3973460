"""What is not known about the customer: first what is still open."""

import datetime
from dataclasses import dataclass

from sqlalchemy import bindparam, case, select

from planner.database import from_rows, rows
from planner.models import Activity, Person, Question
from planner.models.kinds import ActivityStatus, Role, Side
from planner.queries.history.brought_in import brought_in_by
from planner.queries.plan.comments import number_of


@dataclass(frozen=True, slots=True)
class QuestionCard:
    id: int
    plan_id: int
    text: str
    asked_by: str
    role: Role
    on: datetime.date
    answer: str | None
    answered_on: datetime.date | None
    activity_id: int | None
    activity: str | None
    activity_status: ActivityStatus | None
    comments: int
    brought_in_by: str | None

    @property
    def side(self) -> Side | None:
        """The side of who asks."""
        return self.role.side

    @property
    def is_open(self) -> bool:
        return self.answer is None and self.answered_on is None


_OPEN_FIRST = case((Question.answer.is_(None) & Question.answered_on.is_(None), 0), else_=1)


_OF_PLAN = (
    select(
        Question.id,
        Question.plan_id,
        Question.text,
        Person.name.label("asked_by"),
        Person.role,
        Question.on,
        Question.answer,
        Question.answered_on,
        Question.activity_id,
        Activity.title.label("activity"),
        Activity.status.label("activity_status"),
        number_of(Question).label("comments"),
        brought_in_by(Question).label("brought_in_by"),
    )
    .join(Person, Person.id == Question.asked_by_id)
    .outerjoin(Activity, Activity.id == Question.activity_id)
    .where(Question.plan_id == bindparam("plan_id"))
    .order_by(_OPEN_FIRST, Question.position, Question.id)
)


def questions_of_plan(plan_id: int) -> list[QuestionCard]:
    """All questions of a plan in one statement."""
    return from_rows(QuestionCard, rows(_OF_PLAN, plan_id=plan_id))
