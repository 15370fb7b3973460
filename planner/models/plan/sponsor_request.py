"""A call on an executive: for a rethink on the customer's board, or for a robust no."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import SponsorReason, SponsorRequestStatus, SponsorResult
from planner.models.mixins import Commented, PlanItem
from planner.models.people.person import Person
from planner.models.plan.activity import Activity
from planner.models.types import one_of


class SponsorRequest(PlanItem, Commented, Base):
    """`on` is the day on which it was asked for, `needed_by` that until which the talk is needed.

    A request that was declined stays, with `answer_reason`; who is asked instead has one of their
    own. Those who declined in older plan files need not have said why.
    """

    __tablename__ = "sponsor_requests"
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        CheckConstraint('"on" <= answered_on', name="dates"),
        Index(None, "asked_by_id"),
        Index(None, "sponsor_id"),
        Index(None, "activity_id"),
    )

    reason: Mapped[SponsorReason] = mapped_column(one_of(SponsorReason, name="reason"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]
    needed_by: Mapped[datetime.date | None]
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    status: Mapped[SponsorRequestStatus] = mapped_column(
        one_of(SponsorRequestStatus, name="status"), default=SponsorRequestStatus.ASKED
    )
    answered_on: Mapped[datetime.date | None]
    answer_reason: Mapped[str | None] = mapped_column(Text)
    briefing: Mapped[str] = mapped_column(Text)
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL")
    )
    """The talk that the executive has with the customer."""
    result: Mapped[SponsorResult | None] = mapped_column(one_of(SponsorResult, name="result"))
    outcome: Mapped[str | None] = mapped_column(Text)

    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    sponsor: Mapped[Person | None] = relationship(foreign_keys=[sponsor_id])
    activity: Mapped[Activity | None] = relationship()

    @property
    def caretakers(self) -> list[int | None]:
        return [self.asked_by_id]
