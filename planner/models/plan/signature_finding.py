"""What the rules have found after a signature, about a renewal, or about who knows whom."""

import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import KEY_LENGTH, Identified, OfPlan


class SignatureFinding(Identified, OfPlan, Base):
    """Kept as long as it holds, so that nobody is told of it twice; without a contract it is about
    the customer. `on` is the day on which the members were told; leads see it days later."""

    __tablename__ = "signature_findings"
    __table_args__ = (Index(None, "plan_id"), Index(None, "contract_id"))

    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(KEY_LENGTH))
    evidence: Mapped[list[Any]] = mapped_column(JSON)
    on: Mapped[datetime.date]
