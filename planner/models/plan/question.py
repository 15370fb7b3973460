"""What we do not know about the customer and should."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Commented, PlanItem, Searched
from planner.models.people.person import Person
from planner.models.plan.activity import Activity


class Question(PlanItem, Commented, Searched, Base):
    __tablename__ = "questions"
    searched = ("text", "answer")
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        CheckConstraint('"on" <= answered_on', name="dates"),
    )

    text: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL")
    )
    answer: Mapped[str | None] = mapped_column(Text)
    answered_on: Mapped[datetime.date | None]

    asked_by: Mapped[Person] = relationship()
    activity: Mapped[Activity | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.answer is None and self.answered_on is None

    @property
    def caretakers(self) -> list[int | None]:
        return [self.asked_by_id]
