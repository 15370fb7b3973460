"""That a plan asks for a value specialist, who shows the customer the money in an offer."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import RequestStatus
from planner.models.mixins import Commented, Identified, OfPlan
from planner.models.people.person import Person
from planner.models.types import one_of


class ValueRequest(Identified, OfPlan, Commented, Base):
    """To one value specialist, or to whoever of them takes it first."""

    __tablename__ = "value_requests"
    __table_args__ = (
        CheckConstraint("(status = 'pending') = (answered_on IS NULL)", name="answered"),
        CheckConstraint('"on" <= answered_on', name="dates"),
        CheckConstraint("status <> 'declined' OR reason <> ''", name="reason"),
        CheckConstraint("text <> ''", name="text"),
        Index(None, "plan_id"),
        Index(None, "status", "person_id"),
        Index(None, "asked_by_id"),
        Index(None, "answered_by_id"),
    )

    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Who is asked; None for any value specialist."""
    text: Mapped[str] = mapped_column(Text)
    on: Mapped[datetime.date]
    status: Mapped[RequestStatus] = mapped_column(
        one_of(RequestStatus, name="status"), default=RequestStatus.PENDING
    )
    answered_on: Mapped[datetime.date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str | None] = mapped_column(Text)

    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def caretakers(self) -> list[int | None]:
        return [self.asked_by_id, self.answered_by_id]

    @property
    def is_pending(self) -> bool:
        return self.status is RequestStatus.PENDING
