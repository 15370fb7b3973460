"""What an offer is worth to the customer in money."""

import datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import LINE_LENGTH, PlanItem, Positioned
from planner.models.people.person import Person
from planner.models.plan.goal import Goal
from planner.models.plan.idea import Idea
from planner.models.types import Amount


class BusinessCase(PlanItem, Base):
    __tablename__ = "business_cases"
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        CheckConstraint("discount_rate BETWEEN 0 AND 1", name="discount_rate"),
    )

    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("ideas.id", ondelete="SET NULL"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goals.id", ondelete="SET NULL"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]
    discount_rate: Mapped[Decimal] = mapped_column(Amount)

    idea: Mapped[Idea | None] = relationship()
    goal: Mapped[Goal | None] = relationship()
    author: Mapped[Person] = relationship()
    flows: Mapped[list["Flow"]] = relationship(
        order_by="Flow.position", cascade="all, delete-orphan"
    )


class Flow(Positioned, Base):
    """Amounts by year, year 0 first; costs are negative."""

    __tablename__ = "flows"

    business_case_id: Mapped[int] = mapped_column(
        ForeignKey("business_cases.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(LINE_LENGTH))
    amounts: Mapped[list[int | float]] = mapped_column(JSON)
