"""A planned deal: the business that activities are aimed at."""

import datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import CauseKind, DealStatus
from planner.models.mixins import LINE_LENGTH, Commented, Foreign, PlanItem, Searched
from planner.models.people.field import Field
from planner.models.plan.contract import Contract
from planner.models.plan.goal import Goal
from planner.models.types import LARGEST_AMOUNT, Amount, one_of


class Deal(PlanItem, Foreign, Commented, Searched, Base):
    __tablename__ = "deals"
    searched = ("title", "cause")
    list_of_plan: ClassVar = "deals"
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        UniqueConstraint("foreign_system", "foreign_key"),
        CheckConstraint(
            f"annual_value >= 0 AND annual_value < {LARGEST_AMOUNT}", name="annual_value"
        ),
        CheckConstraint("probability BETWEEN 0 AND 1", name="probability"),
        Index(None, "field_id", "expected_on"),
        Index(None, "status", "decided_on"),
        Index(None, "contract_id"),
    )

    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goals.id", ondelete="SET NULL"))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id", ondelete="SET NULL"))
    """The one whose renewal or fulfilment it is about."""
    expected_on: Mapped[datetime.date]
    annual_value: Mapped[Decimal] = mapped_column(Amount)
    probability: Mapped[Decimal] = mapped_column(Amount)
    status: Mapped[DealStatus] = mapped_column(
        one_of(DealStatus, name="status"), default=DealStatus.PLANNED
    )
    decided_on: Mapped[datetime.date | None]
    cause: Mapped[str | None] = mapped_column(Text)
    cause_kind: Mapped[CauseKind | None] = mapped_column(one_of(CauseKind, name="cause_kind"))

    field: Mapped[Field | None] = relationship()
    goal: Mapped[Goal | None] = relationship()
    contract: Mapped[Contract | None] = relationship()

    @property
    def caretakers(self) -> list[int | None]:
        return [self.plan.customer.owner_id]
