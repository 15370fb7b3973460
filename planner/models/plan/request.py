"""That somebody asks to join, to be introduced to the customer, or for an activity."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import RequestKind, RequestStatus
from planner.models.mixins import Identified, OfPlan, Positioned, Rated
from planner.models.people.person import Person
from planner.models.plan.activity import Activity
from planner.models.types import one_of


class Request(Identified, Positioned, OfPlan, Rated, Base):
    __tablename__ = "requests"
    __table_args__ = (
        CheckConstraint("(status = 'pending') OR answered_on IS NOT NULL", name="answered"),
        CheckConstraint('"on" <= answered_on', name="dates"),
        Index(None, "plan_id"),
        Index(None, "status", "plan_id"),
        Index(None, "person_id", "status"),
        Index(None, "activity_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[RequestKind] = mapped_column(one_of(RequestKind, name="kind"))
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"))
    on: Mapped[datetime.date]
    status: Mapped[RequestStatus] = mapped_column(
        one_of(RequestStatus, name="status"), default=RequestStatus.PENDING
    )
    answered_on: Mapped[datetime.date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str | None] = mapped_column(Text)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
    activity: Mapped[Activity | None] = relationship()
