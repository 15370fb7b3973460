"""The members, and perhaps a lead, went through the plan."""

import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified, OfPlan, Positioned
from planner.models.person import Person


class Review(Identified, Positioned, OfPlan, Base):
    __tablename__ = "reviews"
    __table_args__ = (Index(None, "plan_id"),)

    on: Mapped[datetime.date]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    outcome: Mapped[str | None] = mapped_column(Text)

    by: Mapped[Person] = relationship()
    attendances: Mapped[list["Attendance"]] = relationship(
        order_by="Attendance.position", cascade="all, delete-orphan"
    )
    decisions: Mapped[list["Decision"]] = relationship(
        order_by="Decision.position", cascade="all, delete-orphan"
    )

    @property
    def attendees(self) -> list[Person]:
        """Who was there, in their order; the leader need not be among them."""
        return [attendance.person for attendance in self.attendances]

    @property
    def decided(self) -> list[str]:
        """The texts of the decisions."""
        return [decision.text for decision in self.decisions]


class Attendance(Positioned, Base):
    """That one of ours attended a review."""

    __tablename__ = "attendances"
    __table_args__ = (Index(None, "person_id"),)

    review_id: Mapped[int] = mapped_column(
        ForeignKey("reviews.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship()


class Decision(Positioned, Base):
    """What a review decided."""

    __tablename__ = "decisions"

    review_id: Mapped[int] = mapped_column(
        ForeignKey("reviews.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
