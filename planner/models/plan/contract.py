"""What the customer signed, how long it runs, and how it passed to who develops it."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import ContractParty, NoticeEnd, NoticeUnit, Renewal
from planner.models.mixins import LINE_LENGTH, Commented, Keyed, OfCustomer, Positioned
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.types import LARGEST_AMOUNT, Amount, one_of

if TYPE_CHECKING:
    from planner.models.plan.handover import Handover, Promise


class Contract(Keyed, Positioned, OfCustomer, Commented, Base):
    __tablename__ = "contracts"
    __table_args__ = (
        UniqueConstraint("customer_id", "key"),
        CheckConstraint(
            f"annual_value >= 0 AND annual_value < {LARGEST_AMOUNT}", name="annual_value"
        ),
        CheckConstraint("starts_on < ends_on", name="period"),
        CheckConstraint("notice_days >= 0", name="notice_days"),
        CheckConstraint("notice_count >= 0", name="notice_count"),
        CheckConstraint(
            "(notice_count IS NULL) = (notice_unit IS NULL)"
            " AND (notice_to IS NULL OR notice_count IS NOT NULL)"
            " AND (notice_days IS NULL OR notice_count IS NULL)",
            name="notice",
        ),
        CheckConstraint("renewal_months >= 1", name="renewal_months"),
        CheckConstraint("signed_on <= terminated_on", name="terminated_on"),
        CheckConstraint(
            "terminated_to IS NULL"
            " OR (terminated_on IS NOT NULL AND terminated_on <= terminated_to)",
            name="terminated_to",
        ),
        Index(None, "renews_id"),
    )

    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    annual_value: Mapped[Decimal | None] = mapped_column(Amount)
    signed_on: Mapped[datetime.date]
    starts_on: Mapped[datetime.date | None]
    ends_on: Mapped[datetime.date | None]
    notice_days: Mapped[int | None]
    """A notice as it was entered before there were units: so many days to the end of the term."""
    notice_count: Mapped[int | None]
    notice_unit: Mapped[NoticeUnit | None] = mapped_column(one_of(NoticeUnit, name="notice_unit"))
    notice_to: Mapped[NoticeEnd | None] = mapped_column(one_of(NoticeEnd, name="notice_to"))
    renewal: Mapped[Renewal | None] = mapped_column(one_of(Renewal, name="renewal"))
    renewal_months: Mapped[int | None]
    renews_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id", ondelete="SET NULL"))
    terminated_on: Mapped[datetime.date | None]
    terminated_by: Mapped[ContractParty | None] = mapped_column(
        one_of(ContractParty, name="terminated_by")
    )
    terminated_to: Mapped[datetime.date | None]
    termination_reason: Mapped[str | None] = mapped_column(Text)
    won_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Whom it was handed to before there was a list of proposals, as a plan file may still say it.
    handed_to_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    handed_on: Mapped[datetime.date | None]
    accepted_on: Mapped[datetime.date | None]
    promised: Mapped[str | None] = mapped_column(Text)
    described_on: Mapped[datetime.date | None]

    field: Mapped[Field | None] = relationship()
    renews: Mapped["Contract | None"] = relationship(
        remote_side="Contract.id", foreign_keys=[renews_id], post_update=True
    )
    won_by: Mapped[Person | None] = relationship(foreign_keys=[won_by_id])
    handed_to: Mapped[Person | None] = relationship(foreign_keys=[handed_to_id])
    promises: Mapped[list["Promise"]] = relationship(
        order_by="Promise.position, Promise.id",
        cascade="all, delete-orphan",
        back_populates="contract",
    )
    handovers: Mapped[list["Handover"]] = relationship(
        order_by="Handover.position, Handover.id",
        cascade="all, delete-orphan",
        back_populates="contract",
    )

    @property
    def caretakers(self) -> list[int | None]:
        return [self.customer.owner_id, self.won_by_id]
