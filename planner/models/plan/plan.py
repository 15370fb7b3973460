"""One customer, one period: what both sides want to reach there together."""

import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import Mode, PlanStatus
from planner.models.mixins import Commented, Identified, Rated
from planner.models.plan.activity import Activity
from planner.models.plan.conversation import Conversation
from planner.models.plan.customer import Customer
from planner.models.plan.deal import Deal
from planner.models.plan.goal import Goal
from planner.models.plan.member import Member
from planner.models.types import one_of


class Plan(Identified, Commented, Rated, Base):
    """At most one valid (not closed) plan covers a day; see `overlap`."""

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("customer_id", "starts_on"),
        CheckConstraint("starts_on < ends_on", name="period"),
        CheckConstraint(
            "status IN ('draft', 'agreed') OR activated_on IS NOT NULL", name="activated"
        ),
        Index(None, "status", "customer_id"),
    )

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    starts_on: Mapped[datetime.date]
    ends_on: Mapped[datetime.date]
    status: Mapped[PlanStatus] = mapped_column(
        one_of(PlanStatus, name="status"), default=PlanStatus.DRAFT
    )
    activated_on: Mapped[datetime.date | None]
    mode: Mapped[Mode] = mapped_column(one_of(Mode, name="mode"), default=Mode.SPECIALIST)
    strategy: Mapped[str | None] = mapped_column(Text)

    begins_anew: ClassVar = frozenset({"starts_on", "ends_on", "status", "activated_on"})
    """The columns that a plan does not take along into the next period."""

    customer: Mapped[Customer] = relationship()
    members: Mapped[list[Member]] = relationship(
        order_by="Member.position, Member.id", cascade="all, delete-orphan", back_populates="plan"
    )
    goals: Mapped[list[Goal]] = relationship(
        order_by="Goal.position, Goal.id", cascade="all, delete-orphan", back_populates="plan"
    )
    activities: Mapped[list[Activity]] = relationship(
        order_by="Activity.position, Activity.id",
        cascade="all, delete-orphan",
        back_populates="plan",
    )
    conversations: Mapped[list[Conversation]] = relationship(
        order_by="Conversation.position, Conversation.id",
        cascade="all, delete-orphan",
        back_populates="plan",
    )
    deals: Mapped[list[Deal]] = relationship(
        order_by="Deal.position, Deal.id", cascade="all, delete-orphan", back_populates="plan"
    )

    @property
    def caretakers(self) -> list[int | None]:
        return [self.customer.owner_id]

    @property
    def plan(self) -> "Plan":
        """What all that belongs to it says of itself, too."""
        return self

    @property
    def is_open(self) -> bool:
        """Whether it can still be worked on."""
        return self.status is not PlanStatus.CLOSED
