"""A call on an executive: for a rethink on the customer's board, or for a robust no."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import SponsorReason, SponsorRequestStatus
from planner.models.mixins import PlanItem
from planner.models.people.person import Person
from planner.models.types import one_of


class SponsorRequest(PlanItem, Base):
    __tablename__ = "sponsor_requests"
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        CheckConstraint('"on" <= answered_on', name="dates"),
    )

    reason: Mapped[SponsorReason] = mapped_column(one_of(SponsorReason, name="reason"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    status: Mapped[SponsorRequestStatus] = mapped_column(
        one_of(SponsorRequestStatus, name="status"), default=SponsorRequestStatus.ASKED
    )
    answered_on: Mapped[datetime.date | None]
    briefing: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(Text)

    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    sponsor: Mapped[Person | None] = relationship(foreign_keys=[sponsor_id])
