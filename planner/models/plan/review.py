"""The members, and perhaps a lead, went through the plan."""

import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import ReviewStatus
from planner.models.mixins import Commented, Identified, OfPlan, Positioned, Rated
from planner.models.people.person import Person
from planner.models.types import one_of


class Review(Identified, Positioned, OfPlan, Commented, Rated, Base):
    """`outcome` are the minutes: what was said and what came of it.

    `agenda` is what there was to talk about when the review was held, as `queries.agenda` gives
    it, and `last_event` the last change before the next one begins. Until then the agenda follows
    from the plan and is not kept. What was only written up afterwards has neither.
    """

    __tablename__ = "reviews"
    __table_args__ = (Index(None, "plan_id"),)

    on: Mapped[datetime.date]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    outcome: Mapped[str | None] = mapped_column(Text)
    status: Mapped[ReviewStatus] = mapped_column(
        one_of(ReviewStatus, name="status"), default=ReviewStatus.HELD
    )
    last_event: Mapped[int | None]
    agenda: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    by: Mapped[Person] = relationship()
    attendances: Mapped[list["Attendance"]] = relationship(
        order_by="Attendance.position", cascade="all, delete-orphan"
    )
    decisions: Mapped[list["Decision"]] = relationship(
        order_by="Decision.position", cascade="all, delete-orphan"
    )

    @property
    def caretakers(self) -> list[int | None]:
        return [self.by_id]

    @property
    def attendees(self) -> list[Person]:
        """Who was there, in their order; the leader need not be among them."""
        return [attendance.person for attendance in self.attendances]

    @property
    def is_planned(self) -> bool:
        return self.status is ReviewStatus.PLANNED

    @property
    def is_held(self) -> bool:
        return self.status is ReviewStatus.HELD

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
