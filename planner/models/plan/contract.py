"""What the customer signed, how long it runs, and how it passed to who develops it."""

import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Keyed, OfCustomer, Positioned
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.types import LARGEST_AMOUNT, Amount


class Contract(Keyed, Positioned, OfCustomer, Base):
    __tablename__ = "contracts"
    __table_args__ = (
        UniqueConstraint("customer_id", "key"),
        CheckConstraint(
            f"annual_value >= 0 AND annual_value < {LARGEST_AMOUNT}", name="annual_value"
        ),
        CheckConstraint("starts_on < ends_on", name="period"),
        CheckConstraint("notice_days >= 0", name="notice_days"),
    )

    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    annual_value: Mapped[Decimal | None] = mapped_column(Amount)
    signed_on: Mapped[datetime.date]
    starts_on: Mapped[datetime.date | None]
    ends_on: Mapped[datetime.date | None]
    notice_days: Mapped[int | None]
    won_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    handed_to_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    handed_on: Mapped[datetime.date | None]
    accepted_on: Mapped[datetime.date | None]
    promised: Mapped[str | None] = mapped_column(Text)

    field: Mapped[Field | None] = relationship()
    won_by: Mapped[Person | None] = relationship(foreign_keys=[won_by_id])
    handed_to: Mapped[Person | None] = relationship(foreign_keys=[handed_to_id])
