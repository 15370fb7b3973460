"""The yearly value of a field at a customer, and how much of it is ours."""

import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import PotentialStatus
from planner.models.mixins import LINE_LENGTH, Commented, Identified, OfCustomer, Positioned, Rated
from planner.models.people.field import Field
from planner.models.types import LARGEST_AMOUNT, Amount, one_of


class Potential(Identified, Positioned, OfCustomer, Commented, Rated, Base):
    __tablename__ = "potentials"
    __table_args__ = (
        CheckConstraint(
            f"annual_value >= 0 AND annual_value < {LARGEST_AMOUNT}", name="annual_value"
        ),
        CheckConstraint("share_of_wallet BETWEEN 0 AND 1", name="share_of_wallet"),
        Index(None, "customer_id", "field_id", "status", "annual_value", "share_of_wallet"),
        Index(None, "field_id", "status"),
    )

    field_id: Mapped[int] = mapped_column(ForeignKey("fields.id"))
    annual_value: Mapped[Decimal] = mapped_column(Amount)
    share_of_wallet: Mapped[Decimal | None] = mapped_column(Amount)
    screened_on: Mapped[datetime.date]
    status: Mapped[PotentialStatus] = mapped_column(
        one_of(PotentialStatus, name="status"), default=PotentialStatus.OPEN
    )

    unit: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    """The customer's own, which has the demand; None for the customer as a whole."""
    competitors: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    """Who else sells there, as the plan file says it: `{"name": …, "share": a part of 1}`."""

    field: Mapped[Field] = relationship()

    @property
    def caretakers(self) -> list[int | None]:
        return [self.customer.owner_id]
